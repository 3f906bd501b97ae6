/** Codes of what the bytes or the syntax of one message can do wrong; each stands in the error catalogue. */
export const hl7SyntaxCodes = [
  "hl7.no-msh",
  "hl7.several-messages",
  "hl7.too-many-segments",
  "hl7.short-delimiters",
  "hl7.odd-delimiters",
  "hl7.doubled-backslash",
  "hl7.odd-segment-name",
  "hl7.charset-contradicted",
  "hl7.charset-setting-contradicted",
] as const;
export type Hl7SyntaxCode = (typeof hl7SyntaxCodes)[number];

/** Something odd that was read all the same. `detail` never holds content of the message, only names and places. */
export interface Hl7Note {
  readonly code: Hl7SyntaxCode;
  readonly detail: string;
}
