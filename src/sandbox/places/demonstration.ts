import type { PlaceSeed } from "../settings.ts";

/** The establishment of the demonstration: a FINESS number that no region has. */
export const DEMONSTRATION_STRUCTURE = "1990000011";
export const DEMONSTRATION_ORGANIZATION = "CENTRE HOSPITALIER DE DEMONSTRATION";
export const DEMONSTRATION_DEPARTMENT = "Paris (75)";

/** Places that the sandbox holds when nobody gives any. */
export const demonstrationPlaces: readonly PlaceSeed[] = [
  place("MED-A", "11/990001", "Médecine polyvalente", "001"),
  place("CHIR-B", "11/990002", "Chirurgie digestive", "001"),
  place("REA-C", "11/990003", "Réanimation", "001"),
  place("SMR-D", "11/990004", "Soins médicaux et de réadaptation", "004"),
  place("PSY-E", "11/990005", "Psychiatrie", "002"),
];

function place(externalId: string, entryId: string, name: string, placeFunction: string): PlaceSeed {
  return {
    idNatStruct: DEMONSTRATION_STRUCTURE,
    externalId,
    entryId,
    name,
    region: "11",
    function: placeFunction,
  };
}
