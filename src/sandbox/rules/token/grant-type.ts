import type { TokenCheck } from "../token-facts.ts";

/** The grant is `client_credentials` (ror-api §3). */
export const grantTypeIsClientCredentials: TokenCheck = ({ form }) => {
  if (form.kind !== "form" || form.grantType === "client_credentials") return undefined;
  return form.grantType === undefined
    ? {
        code: "sandbox.token-grant-missing",
        status: 400,
        error: "invalid_request",
        description: "Missing form parameter: grant_type",
      }
    : {
        code: "sandbox.token-grant-unsupported",
        status: 400,
        error: "unsupported_grant_type",
        description: "Unsupported grant_type",
      };
};
