import { combinationText } from "../../dialect/capacity-url.ts";
import { CAPACITY_EXPRESSION } from "../expressions.ts";
import { finding, nothing, type PatchCheck } from "../finding.ts";
import { listedIndicator } from "../indicator-list.ts";
import { recordIn } from "../patch-facts.ts";

/** The seven attributes of the value are an admissible combination (ror-api §5.6, row 5). */
export const valueIsIndicator: PatchCheck = (facts) => {
  const record = recordIn(facts);
  if (!record || listedIndicator(record.combination, facts.settings.gender03)) return nothing;
  return [
    finding("sandbox.value-indicator", {
      status: 400,
      issueCode: "business-rule",
      diagnostics: `Les valeurs du nouvel objet ne correspondent pas à un indicateur valide : ${combinationText(record.combination)}`,
      expression: [CAPACITY_EXPRESSION],
    }),
  ];
};
