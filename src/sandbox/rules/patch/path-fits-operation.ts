import { malformed, nothing, type PatchCheck } from "../finding.ts";
import { operationIn } from "../patch-facts.ts";

/** An `add` names the extension only: its criteria would name a row that does not exist yet (ror-api §5.3). */
export const pathFitsOperation: PatchCheck = (facts) => {
  const operation = operationIn(facts);
  return operation?.type === "add" && operation.path.kind === "row"
    ? [malformed(facts, "sandbox.path-of-add", { issueCode: "invalid" })]
    : nothing;
};
