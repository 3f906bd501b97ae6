import type { BearerReading } from "../../token/access-token.ts";
import { type Finding, finding, nothing } from "../finding.ts";

/** The API is reached with `Authorization: Bearer` (ror-api §3, §4). Status and body are ours: none is published. */
export const bearerPresent = (facts: { readonly bearer: BearerReading }): readonly Finding[] =>
  facts.bearer.kind === "missing"
    ? [finding("sandbox.bearer-missing", { status: 401, issueCode: "login" })]
    : nothing;
