import { CAPACITY_EXPRESSION } from "../expressions.ts";
import { malformed, nothing, type PatchCheck } from "../finding.ts";
import { operationIn } from "../patch-facts.ts";

/** The value is a whole capacity extension: every mandatory sub-extension once, each of its type (ror-api §6.1). */
export const valueShape: PatchCheck = (facts) => {
  const value = operationIn(facts)?.value;
  return value?.kind === "misshapen"
    ? value.problems.map(({ issueCode, where, why }) =>
        malformed(facts, "sandbox.value-shape", {
          issueCode,
          detail: where === "" ? why : `${where}, ${why}`,
          expression: [CAPACITY_EXPRESSION],
        }),
      )
    : nothing;
};
