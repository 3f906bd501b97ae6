import { malformed, nothing, type PatchCheck } from "../finding.ts";

/** `Parameters`, one `operation`, its parts `type`, `path` and `value` as published (ror-api §5.2). */
export const bodyIsDialect: PatchCheck = (facts) =>
  facts.body.kind === "not-dialect"
    ? facts.body.problems.map(({ issueCode, where, why }) =>
        malformed(facts, "sandbox.body-not-dialect", {
          issueCode,
          detail: `${where === "" ? "Parameters" : where}, ${why}`,
        }),
      )
    : nothing;
