import type { Fault } from "./fault.ts";

/** The request is not carried out and nothing ever comes back; the connection stays open. */
export const noAnswer: Fault = {
  name: "no-answer",
  endpoints: ["patch", "read", "token"],
  recovery: "later",
  fr: "aucune réponse ne vient",
  en: "no answer ever comes",
  effect: { kind: "transport", committed: false, transport: () => ({ kind: "silent" }) },
};
