import { outcomeAnswer } from "./answers.ts";
import type { Fault } from "./fault.ts";

/** Too many calls, with the time to wait (RFC 6585 §4); no limit is published (ror-api §9.5). */
export const tooManyRequests: Fault = {
  name: "too-many-requests",
  endpoints: ["patch", "read", "token"],
  recovery: "later",
  fr: "trop d'appels : 429 avec Retry-After",
  en: "too many calls: 429 with Retry-After",
  effect: {
    kind: "instead",
    answer: ({ retryAfterSeconds }) =>
      outcomeAnswer(429, "throttled", "Trop de requêtes", { "retry-after": String(retryAfterSeconds) }),
  },
};
