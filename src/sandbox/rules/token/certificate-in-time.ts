import { clientRefused, type TokenCheck, usesSecret } from "../token-facts.ts";

/** The certificate and its authorities are valid at this instant (RFC 5280 §4.1.2.5). */
export const certificateInTime: TokenCheck = (facts) => {
  if (usesSecret(facts) || facts.certificate.kind === "absent") return undefined;
  const { chain } = facts.certificate;
  return chain.kind === "expired" || chain.kind === "not-yet-valid"
    ? clientRefused(facts, "sandbox.token-certificate-dates")
    : undefined;
};
