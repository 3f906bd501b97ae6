import type { StepDefinition } from "../step.ts";

/** The end of the official page: every establishment is fed. Nothing is asked here. */
export const completed: StepDefinition = {
  id: "completed",
  phase: "ans",
  track: "connection",
  actors: ["applicant"],
  needs: ["go-live"],
  sections: [],
  moves: [],
  findings: () => [],
  waitingFor: () => undefined,
  skipped: () => false,
};
