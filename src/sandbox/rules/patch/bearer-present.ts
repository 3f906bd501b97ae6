import { finding, nothing, type PatchCheck } from "../finding.ts";

/** The API is reached with `Authorization: Bearer` (ror-api §3, §4). Status and body are ours: none is published. */
export const bearerPresent: PatchCheck = (facts) =>
  facts.bearer.kind === "missing"
    ? [finding("sandbox.bearer-missing", { status: 401, issueCode: "login" })]
    : nothing;
