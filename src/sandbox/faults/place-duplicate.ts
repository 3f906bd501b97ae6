import type { Fault } from "./fault.ts";

/** The place is found twice (ror-api §5.6, row 3). A place that is not there stays unknown. */
export const placeDuplicate: Fault = {
  name: "place-duplicate",
  endpoints: ["patch"],
  recovery: "people",
  fr: "le lieu est trouvé deux fois",
  en: "the place is found twice",
  effect: { kind: "facts", change: (facts) => ({ ...facts, places: [...facts.places, ...facts.places] }) },
};
