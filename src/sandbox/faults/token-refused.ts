import type { Fault } from "./fault.ts";

/** The token server does not know the client any more, or not its certificate (ror-api §3). */
export const tokenRefused: Fault = {
  name: "token-refused",
  endpoints: ["token"],
  recovery: "people",
  fr: "le serveur de jetons refuse le client",
  en: "the token server refuses the client",
  effect: { kind: "token", code: "sandbox.token-client-unknown" },
};
