import list from "../../../../spec/terminology/JDV-J193-TypeSourceCapacite-ROR.json" with { type: "json" };
import { subExpression } from "../expressions.ts";
import { malformed, nothing, type PatchCheck } from "../finding.ts";
import { recordIn } from "../patch-facts.ts";

const codes = new Set(list.concepts.map((concept) => concept.code));

/** capacitySourceType is bound, as required, to the value set J193 (ror-api §6.1). */
export const sourceTypeListed: PatchCheck = (facts) => {
  const record = recordIn(facts);
  return !record || codes.has(record.capacitySourceType)
    ? nothing
    : [
        malformed(facts, "sandbox.source-type", {
          issueCode: "code-invalid",
          expression: [subExpression("capacitySourceType")],
        }),
      ];
};
