import { clientRefused, type TokenCheck, usesSecret } from "../token-facts.ts";

/** The TLS link to the token server carries a client certificate, which replaces the secret (ror-api §3). */
export const certificatePresented: TokenCheck = (facts) =>
  !usesSecret(facts) && facts.certificate.kind === "absent"
    ? clientRefused(facts, "sandbox.token-certificate-missing")
    : undefined;
