import { clientRefused, type TokenCheck, usesSecret } from "../token-facts.ts";

/** The certificate was issued by the authority of this environment (ror-api §2: test and production differ). */
export const certificateTrusted: TokenCheck = (facts) =>
  !usesSecret(facts) &&
  facts.certificate.kind === "present" &&
  facts.certificate.chain.kind === "unknown-authority"
    ? clientRefused(facts, "sandbox.token-certificate-untrusted")
    : undefined;
