import { clientRefused, type TokenCheck } from "../token-facts.ts";

/**
 * The authority has not revoked the certificate (onboarding §5.5; RFC 5280 §5). A list that cannot be read refuses
 * everyone: a service that cannot check revocation does not open its door.
 */
export const certificateNotRevoked: TokenCheck = (facts) =>
  facts.certificate.kind === "present" && facts.certificate.revocation !== "good"
    ? clientRefused(facts, "sandbox.token-certificate-revoked")
    : undefined;
