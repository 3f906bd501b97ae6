import { finessKey } from "../../identifiers/finess.ts";
import { passesLuhn } from "../../identifiers/luhn.ts";
import type { EstablishmentFact } from "../../journey/facts.ts";

/** A FINESS number with its key, of a department and a rank. Invented: the ranks are far from real ones. */
export function inventedFiness(department: string, rank: number): string {
  const body = `${department}9${String(rank).padStart(5, "0")}`;
  return body + finessKey(body);
}

/** The digits with the Luhn key that makes them a SIREN or SIRET number. */
export function withLuhn(body: string): string {
  const key = [..."0123456789"].find((digit) => passesLuhn(body + digit));
  return body + key;
}

/** A line of Fictiville in which nothing is wrong. */
export function fictiville(rank: number, fields: Partial<EstablishmentFact> = {}): EstablishmentFact {
  const siren = withLuhn("99900000");
  return {
    id: `e${rank}`,
    region: "44",
    department: "54",
    legalEntityName: "Centre hospitalier de Fictiville",
    finessEj: inventedFiness("54", 0),
    siren,
    name: `Site n° ${rank} de Fictiville`,
    finessEg: inventedFiness("54", rank + 1),
    siret: withLuhn(siren + String(rank + 1).padStart(4, "0")),
    places: "120",
    contact: "lits@fictiville.example",
    ...fields,
  };
}
