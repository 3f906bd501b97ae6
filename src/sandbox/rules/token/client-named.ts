import { clientRefused, type TokenCheck } from "../token-facts.ts";

/** The form names its client: `client_id` stands beside the certificate (ror-api §3). */
export const clientNamed: TokenCheck = (facts) =>
  facts.form.kind === "form" && facts.form.clientId === undefined
    ? clientRefused(facts, "sandbox.token-client-missing")
    : undefined;
