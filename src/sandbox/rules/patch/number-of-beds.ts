import { subExpression } from "../expressions.ts";
import { malformed, nothing, type PatchCheck } from "../finding.ts";
import { recordIn } from "../patch-facts.ts";

/** A FHIR integer has 32 bits. */
const NUMBER_MAX = 2_147_483_647;

/** nbCapacity is a whole number, 0 included, never negative (ror-api §6.1, §6.3). */
export const numberOfBeds: PatchCheck = (facts) => {
  const record = recordIn(facts);
  if (!record) return nothing;
  const { nbCapacity } = record;
  return Number.isInteger(nbCapacity) && nbCapacity >= 0 && nbCapacity <= NUMBER_MAX
    ? nothing
    : [
        malformed(facts, "sandbox.number-of-beds", {
          issueCode: "value",
          expression: [subExpression("nbCapacity")],
        }),
      ];
};
