/** Where the profiles of the national guide live (ror-api §0). */
export const PROFILES = "https://interop.esante.gouv.fr/ig/fhir/ror/StructureDefinition";
/** Code system of towns (ror-api §13 row 17). */
export const TOWNS = "https://mos.esante.gouv.fr/NOS/TRE_R13-CommuneOM/FHIR/TRE-R13-CommuneOM";
/** Code system of operational activities, value set J17 (ror-api §9.2). */
export const ACTIVITIES =
  "https://mos.esante.gouv.fr/NOS/TRE_R211-ActiviteOperationnelle/FHIR/TRE-R211-ActiviteOperationnelle";

interface CodeList {
  readonly system: string;
  readonly concepts: readonly { readonly code: string; readonly display: string }[];
}

/** A coding of that list; without a display when the list does not have the code. */
export function codingOf(list: CodeList, code: string): unknown {
  const display = list.concepts.find((concept) => concept.code === code)?.display;
  return { system: list.system, code, ...(display === undefined ? {} : { display }) };
}
