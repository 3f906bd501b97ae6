import { dateTimeMs } from "../date-time.ts";
import { subExpression } from "../expressions.ts";
import { malformed, nothing, type PatchCheck } from "../finding.ts";
import { recordIn } from "../patch-facts.ts";

/** Two machines never agree to the second. */
const TOLERANCE_MS = 60_000;

/** The date is that of the information in the source, hence not to come (bed-indicators §5, check 5). */
export const updateDateNotFuture: PatchCheck = (facts) => {
  const record = recordIn(facts);
  if (!record || facts.settings.futureUpdateDate === "accept") return nothing;
  const dateMs = dateTimeMs(record.capacityUpdateDate);
  return dateMs === undefined || dateMs <= facts.nowMs + TOLERANCE_MS
    ? nothing
    : [
        malformed(facts, "sandbox.update-date-future", {
          issueCode: "value",
          expression: [subExpression("capacityUpdateDate")],
        }),
      ];
};
