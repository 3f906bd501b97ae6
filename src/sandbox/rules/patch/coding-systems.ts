import { subExpression } from "../expressions.ts";
import { malformed, nothing, type PatchCheck } from "../finding.ts";
import { recordIn } from "../patch-facts.ts";
import { systemOf } from "../terminology.ts";

/** Each coding names the code system (TRE) of its attribute, not the value set (ror-api §6.1, §13 row 5). */
export const codingSystems: PatchCheck = (facts) => {
  const record = recordIn(facts);
  if (!record || facts.settings.codingSystem === "ignore") return nothing;
  return record.codings
    .filter(({ url, system }) => system !== systemOf(url))
    .map(({ url }) =>
      malformed(facts, "sandbox.coding-system", {
        issueCode: "code-invalid",
        detail: url,
        expression: [subExpression(url)],
      }),
    );
};
