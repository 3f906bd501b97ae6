import { combinationText } from "../dialect/capacity-url.ts";
import { CAPACITY_EXPRESSION } from "../rules/expressions.ts";
import { finding } from "../rules/finding.ts";
import { criteriaIn, operationIn, recordIn } from "../rules/patch-facts.ts";
import type { Fault } from "./fault.ts";

/** The values are taken for no valid indicator, or the criteria when there is no value (ror-api §5.6, rows 5, 6). */
export const businessRule: Fault = {
  name: "business-rule",
  endpoints: ["patch"],
  recovery: "people",
  fr: "l'indicateur est refusé par une règle métier",
  en: "the indicator is refused by a business rule",
  effect: {
    kind: "findings",
    of: (facts) => {
      const record = recordIn(facts);
      const operation = operationIn(facts);
      const criteria = operation && criteriaIn(operation);
      const combination = record?.combination ?? criteria;
      const text = combination === undefined ? "" : combinationText(combination);
      const shared = { status: 400, issueCode: "business-rule" } as const;
      return record === undefined && criteria !== undefined
        ? [
            finding("sandbox.path-indicator", {
              ...shared,
              diagnostics: `Les critères du FhirPath ne correspondent pas à un indicateur valide : ${text}`,
            }),
          ]
        : [
            finding("sandbox.value-indicator", {
              ...shared,
              diagnostics: `Les valeurs du nouvel objet ne correspondent pas à un indicateur valide : ${text}`,
              expression: [CAPACITY_EXPRESSION],
            }),
          ];
    },
  },
};
