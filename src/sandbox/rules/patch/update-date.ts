import { dateTimeMs } from "../date-time.ts";
import { subExpression } from "../expressions.ts";
import { malformed, nothing, type PatchCheck } from "../finding.ts";
import { recordIn } from "../patch-facts.ts";

/** capacityUpdateDate is a FHIR dateTime that exists in the calendar (ror-api §6.1). */
export const updateDateReadable: PatchCheck = (facts) => {
  const record = recordIn(facts);
  return !record || dateTimeMs(record.capacityUpdateDate) !== undefined
    ? nothing
    : [
        malformed(facts, "sandbox.update-date", {
          issueCode: "value",
          expression: [subExpression("capacityUpdateDate")],
        }),
      ];
};
