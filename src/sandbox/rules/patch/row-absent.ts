import { CAPACITY_EXPRESSION } from "../expressions.ts";
import { finding, nothing, type PatchCheck } from "../finding.ts";
import { operationIn } from "../patch-facts.ts";

/** An `add` is for a row that does not exist: `replace` comes first (ror-api §5.5). */
export const rowAbsent: PatchCheck = (facts) =>
  operationIn(facts)?.type === "add" && facts.rows.length > 0 && facts.settings.addOnExisting === "refuse"
    ? [
        finding("sandbox.row-exists", {
          status: 400,
          issueCode: "business-rule",
          expression: [CAPACITY_EXPRESSION],
        }),
      ]
    : nothing;
