import { combinationKey } from "../../dialect/capacity-url.ts";
import { CAPACITY_EXPRESSION } from "../expressions.ts";
import { finding, nothing, type PatchCheck } from "../finding.ts";
import { listedIndicator } from "../indicator-list.ts";
import { criteriaIn, operationIn, recordIn } from "../patch-facts.ts";

/** Path and value of a `replace` name the same indicator (ror-api §6.4, inference). Silent when one is none. */
export const pathAndValueAgree: PatchCheck = (facts) => {
  const { gender03, pathValueMismatch } = facts.settings;
  const operation = operationIn(facts);
  const criteria = operation && criteriaIn(operation);
  const record = recordIn(facts);
  if (!criteria || !record || pathValueMismatch === "accept") return nothing;
  if (!listedIndicator(criteria, gender03) || !listedIndicator(record.combination, gender03)) return nothing;
  return combinationKey(criteria) === combinationKey(record.combination)
    ? nothing
    : [
        finding("sandbox.path-value-differ", {
          status: 400,
          issueCode: "business-rule",
          expression: [CAPACITY_EXPRESSION],
        }),
      ];
};
