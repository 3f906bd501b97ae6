import { sameText, secretDigest } from "../../gate/secret.ts";
import { clientRefused, type TokenCheck, usesSecret } from "../token-facts.ts";

/** A client of profile 0, and only it, shows its secret in the form (ror-api §3). */
export const clientSecret: TokenCheck = (facts) => {
  if (!usesSecret(facts) || facts.form.kind !== "form") return undefined;
  const held = facts.client?.secretDigest;
  const { secret } = facts.form;
  if (held !== undefined && secret !== undefined && sameText(secretDigest(secret), held)) return undefined;
  return { ...clientRefused(facts, "sandbox.token-secret"), error: "unauthorized_client" };
};
