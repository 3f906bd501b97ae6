import { clientRefused, type TokenCheck, usesSecret } from "../token-facts.ts";

/** The subject of the certificate is the one registered for that client (RFC 8705 §2.1). */
export const certificateOfClient: TokenCheck = (facts) =>
  !usesSecret(facts) &&
  facts.certificate.kind === "present" &&
  facts.certificate.subjectDn !== facts.client?.subjectDn
    ? clientRefused(facts, "sandbox.token-certificate-other")
    : undefined;
