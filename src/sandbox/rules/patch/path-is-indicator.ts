import { combinationText } from "../../dialect/capacity-url.ts";
import { finding, nothing, type PatchCheck } from "../finding.ts";
import { listedIndicator } from "../indicator-list.ts";
import { criteriaIn, operationIn } from "../patch-facts.ts";

/** The criteria of the path are an admissible combination (ror-api §5.6, row 6): no expression in that answer. */
export const pathIsIndicator: PatchCheck = (facts) => {
  const operation = operationIn(facts);
  const combination = operation && criteriaIn(operation);
  if (!combination || listedIndicator(combination, facts.settings.gender03)) return nothing;
  return [
    finding("sandbox.path-indicator", {
      status: 400,
      issueCode: "business-rule",
      diagnostics: `Les critères du FhirPath ne correspondent pas à un indicateur valide : ${combinationText(combination)}`,
    }),
  ];
};
