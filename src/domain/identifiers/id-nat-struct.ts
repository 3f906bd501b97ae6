/**
 * National structure identifiers (ror-api §8.2): one type digit, then the number. `1` + FINESS (9 characters),
 * `2` + SIREN (9 digits), `3` + SIRET (14 digits).
 */
const forms: Readonly<Record<string, RegExp>> = {
  "1": /^1[0-9AB]{9}$/,
  "2": /^2\d{9}$/,
  "3": /^3\d{14}$/,
};

/** True for a well-formed IdNatStruct of a structure that can hold places. Keys are not verified here. */
export function isIdNatStruct(text: string): boolean {
  return forms[text.charAt(0)]?.test(text) ?? false;
}

/** `IdNatStruct/externalId`, the identifier that a capacity PATCH names (ror-api §5.1). */
export function placeIdentifier(idNatStruct: string, externalId: string): string {
  return `${idNatStruct}/${externalId}`;
}
