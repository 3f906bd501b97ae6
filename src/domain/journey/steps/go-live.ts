import { unmade } from "../findings.ts";
import type { StepDefinition } from "../step.ts";

/** Before the white list is confirmed no call succeeds (official page, step 09): go-live needs it. */
export const goLive: StepDefinition = {
  id: "go-live",
  phase: "ans",
  track: "connection",
  actors: ["applicant"],
  needs: ["09"],
  sections: [],
  moves: [{ name: "first-patch-accepted", by: ["applicant"], proof: "date", after: [], subject: "journey" }],
  findings: (facts) => unmade(facts, ["first-patch-accepted"]),
  waitingFor: () => undefined,
  skipped: () => false,
};
