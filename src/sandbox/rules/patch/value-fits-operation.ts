import { malformed, nothing, type PatchCheck } from "../finding.ts";
import { isWriting, operationIn } from "../patch-facts.ts";

/** An `add` and a `replace` carry a value, a `delete` has none (ror-api §5.2, §5.4). */
export const valueFitsOperation: PatchCheck = (facts) => {
  const operation = operationIn(facts);
  if (!operation) return nothing;
  const present = operation.value.kind !== "absent";
  if (isWriting(operation.type) === present) return nothing;
  return present
    ? [malformed(facts, "sandbox.value-of-delete", { issueCode: "structure" })]
    : [malformed(facts, "sandbox.value-missing", { issueCode: "required" })];
};
