import { malformed, nothing, type PatchCheck } from "../finding.ts";

/** A conditional PATCH names its place by one `identifier` parameter (ror-api §5.1). */
export const identifierGiven: PatchCheck = (facts) => {
  switch (facts.address.kind) {
    case "missing":
      return [malformed(facts, "sandbox.identifier-missing", { issueCode: "required" })];
    case "repeated":
      return [malformed(facts, "sandbox.identifier-repeated", { issueCode: "invalid" })];
    case "too-long":
      return [malformed(facts, "sandbox.identifier-too-long", { issueCode: "too-long" })];
    case "identifier":
      return nothing;
  }
};
