import type { Fault } from "./fault.ts";

/**
 * The clock of the service is wrong (`skewSeconds`, positive = ahead): a token ends early at the API, or is given
 * with dates that do not fit at the token server; `Date` and `Last-Modified` tell that clock.
 */
export const clockSkew: Fault = {
  name: "clock-skew",
  endpoints: ["patch", "token", "read"],
  recovery: "at-once",
  fr: "l'horloge du service est décalée",
  en: "the service's clock is wrong",
  effect: { kind: "clock", shiftMs: ({ skewSeconds }) => skewSeconds * 1000 },
};
