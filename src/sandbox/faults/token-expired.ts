import type { Fault } from "./fault.ts";

/** The API finds the token expired, whatever its end (ror-api §3): one renewal is the cure. */
export const tokenExpired: Fault = {
  name: "token-expired",
  endpoints: ["patch", "read"],
  recovery: "at-once",
  fr: "le jeton est tenu pour expiré",
  en: "the token is taken for expired",
  effect: { kind: "bearer-expired" },
};
