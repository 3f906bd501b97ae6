import { subExpression } from "../expressions.ts";
import { finding, nothing, type PatchCheck } from "../finding.ts";
import { listedIndicator, UNKNOWN_INDICATOR } from "../indicator-list.ts";
import { recordIn } from "../patch-facts.ts";

/**
 * capacityType is the nature that the value's indicator expects (ror-api §5.6, row 4). The published answer also
 * complains of the nature when the combination itself is unknown; `unknownIndicatorNature` says whether we do.
 */
export const natureExpected: PatchCheck = (facts) => {
  const record = recordIn(facts);
  if (!record) return nothing;
  const indicator = listedIndicator(record.combination, facts.settings.gender03);
  if (indicator?.natures.includes(record.capacityType)) return nothing;
  if (!indicator && facts.settings.unknownIndicatorNature === "silent") return nothing;
  return [
    finding("sandbox.nature", {
      status: 400,
      issueCode: "business-rule",
      diagnostics: `Indicateur ${indicator?.id ?? UNKNOWN_INDICATOR} : L'attribut 'natureCapacite' a un code différent de celui attendu`,
      expression: [subExpression("capacityType")],
    }),
  ];
};
