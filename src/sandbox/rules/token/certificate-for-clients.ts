import { clientRefused, type TokenCheck, usesSecret } from "../token-facts.ts";

/** The certificate was issued for client authentication, product ORG AUTH_CLI (ror-api §2, onboarding §5.4). */
export const certificateForClients: TokenCheck = (facts) =>
  !usesSecret(facts) &&
  facts.certificate.kind === "present" &&
  facts.certificate.chain.kind === "not-for-clients"
    ? clientRefused(facts, "sandbox.token-certificate-usage")
    : undefined;
