import type { Fault } from "./fault.ts";

/** The answer announces its length and ends half-way: the connection closes in the middle of the body. */
export const outcomeTruncated: Fault = {
  name: "outcome-truncated",
  endpoints: ["patch", "read", "token"],
  recovery: "later",
  fr: "la réponse s'interrompt au milieu du corps",
  en: "the answer stops in the middle of its body",
  effect: { kind: "transport", committed: true, transport: () => ({ kind: "half" }) },
};
