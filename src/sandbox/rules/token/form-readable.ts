import type { TokenCheck } from "../token-facts.ts";

/** The request is an HTML form, each parameter at most once (RFC 6749 §3.2). */
export const formReadable: TokenCheck = ({ form }) => {
  if (form.kind === "form") return undefined;
  return {
    code: "sandbox.token-form",
    status: 400,
    error: "invalid_request",
    description: form.kind === "repeated" ? "duplicated parameter" : "Missing form parameter: grant_type",
  };
};
