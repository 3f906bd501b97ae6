import { clientRefused, type TokenCheck } from "../token-facts.ts";

/** The client is registered: identifiers are handed out during onboarding (ror-api §3). */
export const clientKnown: TokenCheck = (facts) =>
  facts.client === undefined ? clientRefused(facts, "sandbox.token-client-unknown") : undefined;
