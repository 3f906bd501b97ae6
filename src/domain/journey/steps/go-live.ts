import { type JourneyFacts, recordOf } from "../facts.ts";
import { missing, unmade } from "../findings.ts";
import type { Finding, StepDefinition } from "../step.ts";

/** Before the white list is confirmed no call succeeds (official page, step 09): go-live needs it. */
export const goLive: StepDefinition = {
  id: "go-live",
  phase: "ans",
  track: "connection",
  actors: ["applicant"],
  needs: ["09"],
  sections: [],
  moves: [{ name: "first-patch-accepted", by: ["applicant"], proof: "date", after: [], subject: "journey" }],
  findings: (facts) => [...unmade(facts, ["first-patch-accepted"]), ...orderFindings(facts)],
  waitingFor: () => undefined,
  skipped: () => false,
};

/** A call that succeeded before its white list did not go to production, or one of the days is wrong. */
function orderFindings(facts: JourneyFacts): Finding[] {
  const accepted = recordOf(facts, "first-patch-accepted")?.date ?? null;
  const confirmed = recordOf(facts, "white-list-confirmed")?.date ?? null;
  return accepted !== null && confirmed !== null && accepted < confirmed
    ? [missing("accepted-before-white-list", { accepted, confirmed })]
    : [];
}
