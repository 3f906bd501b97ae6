/** What messages can tell about beds (HL7 PAM; input-side). */
export const sampleTraits = [
  "unit",
  "room",
  "bed",
  "sex",
  "pre-admission",
  "expected-discharge",
  "leave",
  "bed-status",
] as const;
export type SampleTrait = (typeof sampleTraits)[number];

/** Sheets that people keep (input-side §1.1). */
export const sheetKinds = ["register", "closings", "census", "figures"] as const;
export type SampleSheet = (typeof sheetKinds)[number];

/** What a sample of the supplier's data tells: kinds and columns, no value of anybody. */
export type ReadSample =
  | { readonly kind: "hl7"; readonly accepted: number; readonly traits: readonly SampleTrait[] }
  | {
      readonly kind: "sheet";
      readonly sheet: SampleSheet;
      readonly records: number;
      /** Members that at least one record has filled, by the names of `domain/beds/register.ts`. */
      readonly members: readonly string[];
    };
