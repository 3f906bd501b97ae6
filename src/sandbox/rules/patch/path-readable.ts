import { malformed, nothing, type PatchCheck } from "../finding.ts";
import { operationIn } from "../patch-facts.ts";

/** The path is one of the two published forms (ror-api §5.3). */
export const pathReadable: PatchCheck = (facts) => {
  const operation = operationIn(facts);
  return operation?.path.kind === "unreadable"
    ? [malformed(facts, "sandbox.path-unreadable", { issueCode: "invalid", detail: operation.path.why })]
    : nothing;
};
