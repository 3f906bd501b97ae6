import type { Fault } from "./fault.ts";

/** The place is not found (ror-api §5.6, row 2). */
export const placeUnknownFault: Fault = {
  name: "place-unknown",
  endpoints: ["patch"],
  recovery: "people",
  fr: "le lieu n'est pas trouvé",
  en: "the place is not found",
  effect: { kind: "facts", change: (facts) => ({ ...facts, places: [], rows: [] }) },
};
