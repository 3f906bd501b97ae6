import type { BearerReading } from "../../token/access-token.ts";
import { type Finding, finding, nothing } from "../finding.ts";

/** The token was made by this environment for a client it still knows, and has not ended (ror-api §3). */
export const bearerValid = ({ bearer }: { readonly bearer: BearerReading }): readonly Finding[] => {
  switch (bearer.kind) {
    case "expired":
      return [finding("sandbox.bearer-expired", { status: 401, issueCode: "expired" })];
    case "invalid":
      return [finding("sandbox.bearer-invalid", { status: 401, issueCode: "login" })];
    case "unknown-client":
      return [finding("sandbox.bearer-client-unknown", { status: 401, issueCode: "login" })];
    case "missing":
    case "caller":
      return nothing;
  }
};
