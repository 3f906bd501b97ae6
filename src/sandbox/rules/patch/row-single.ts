import { CAPACITY_EXPRESSION } from "../expressions.ts";
import { finding, nothing, type PatchCheck } from "../finding.ts";
import { operationIn } from "../patch-facts.ts";

/** A `replace` finds one row: several exist only under `addOnExisting: duplicate` or `pathValueMismatch: accept`. */
export const rowSingle: PatchCheck = (facts) =>
  operationIn(facts)?.type === "replace" && facts.rows.length > 1
    ? [
        finding("sandbox.row-several", {
          status: 400,
          issueCode: "business-rule",
          expression: [CAPACITY_EXPRESSION],
        }),
      ]
    : nothing;
