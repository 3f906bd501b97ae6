import { malformed, nothing, type PatchCheck } from "../finding.ts";

/** The body is JSON in UTF-8 (ror-api §5.2). */
export const bodyIsJson: PatchCheck = (facts) =>
  facts.body.kind === "not-json"
    ? [malformed(facts, "sandbox.body-not-json", { issueCode: "structure" })]
    : nothing;
