/** Canonical address of the capacity extension (ror-api §6), quoted in paths and answers. */
export const CAPACITY_URL =
  "https://interop.esante.gouv.fr/ig/fhir/ror/StructureDefinition/ror-location-supported-capacity";

/** The seven attributes that make an indicator, in the order of the published diagnostics (ror-api §6.4). */
const keyAttributes = [
  "capacityStatus",
  "temporalityCapacity",
  "genderCapacityAvailable",
  "capacityClosingType",
  "additionalBedType",
  "crisisType",
  "temporaryAssignement",
] as const;
export type KeyAttribute = (typeof keyAttributes)[number];

/** A combination as sent, valid or not; null = absent. */
export type Combination = Readonly<Record<KeyAttribute, string | null>>;

/** One text per combination, for comparing and storing. Codes cannot hold a slash: see the readers. */
export function combinationKey(combination: Combination): string {
  return keyAttributes.map((attribute) => combination[attribute] ?? "").join("/");
}

/** The combination as the published diagnostics spell it (ror-api §5.6). */
export function combinationText(combination: Combination): string {
  return keyAttributes.map((attribute) => `${attribute}: ${combination[attribute] ?? "null"}`).join(" / ");
}

export function isKeyAttribute(text: string): text is KeyAttribute {
  return (keyAttributes as readonly string[]).includes(text);
}
