import type { Fault } from "./fault.ts";

/** The certificate was revoked: the token server checks at each request (DESIGN §7). Same answer as any refusal. */
export const certificateRevoked: Fault = {
  name: "certificate-revoked",
  endpoints: ["token"],
  recovery: "people",
  fr: "le certificat du client est révoqué",
  en: "the client's certificate is revoked",
  effect: { kind: "token", code: "sandbox.token-certificate-revoked" },
};
