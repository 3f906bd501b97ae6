import type { EstablishmentFact } from "../journey/facts.ts";

/** What people fill in of each establishment, in the order of the list (onboarding §3.3). */
export const establishmentColumns = [
  "region",
  "department",
  "legalEntityName",
  "finessEj",
  "siren",
  "name",
  "finessEg",
  "siret",
  "places",
  "contact",
] as const;
export type EstablishmentColumn = (typeof establishmentColumns)[number];

/** The columns of one line, without its identifier. */
export type EstablishmentFields = Omit<EstablishmentFact, "id">;

/** A line with nothing in it. */
export function emptyFields(): Record<EstablishmentColumn, string> {
  return {
    region: "",
    department: "",
    legalEntityName: "",
    finessEj: "",
    siren: "",
    name: "",
    finessEg: "",
    siret: "",
    places: "",
    contact: "",
  };
}

/** The columns alone of a line. */
export function fieldsOf(line: EstablishmentFields): Record<EstablishmentColumn, string> {
  const fields = emptyFields();
  for (const column of establishmentColumns) fields[column] = line[column];
  return fields;
}
