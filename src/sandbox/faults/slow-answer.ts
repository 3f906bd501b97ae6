import type { Fault } from "./fault.ts";

/** The request is carried out, its answer comes late. */
export const slowAnswer: Fault = {
  name: "slow-answer",
  endpoints: ["patch", "read", "token"],
  recovery: "later",
  fr: "la réponse tarde",
  en: "the answer is late",
  effect: {
    kind: "transport",
    committed: true,
    transport: ({ delayMs }) => ({ kind: "slow", delayMs }),
  },
};
