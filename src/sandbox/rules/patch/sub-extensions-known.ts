import { CAPACITY_EXPRESSION } from "../expressions.ts";
import { malformed, nothing, type PatchCheck } from "../finding.ts";
import { recordIn } from "../patch-facts.ts";

/** The record holds only sub-extensions of the profile (ror-api §6.1). */
export const subExtensionsKnown: PatchCheck = (facts) => {
  const record = recordIn(facts);
  if (!record || facts.settings.unknownSubExtension === "ignore") return nothing;
  return record.unknownUrls.map((url) =>
    malformed(facts, "sandbox.sub-extension", {
      issueCode: "extension",
      detail: url,
      expression: [CAPACITY_EXPRESSION],
    }),
  );
};
