import { made, unmade } from "../findings.ts";
import type { StepDefinition } from "../step.ts";

const writers = ["applicant", "legal-representative", "proxy"] as const;

/** Step 09: tests declared ended, then the white list within five working days (official page, step 09). */
export const whiteList: StepDefinition = {
  id: "09",
  phase: "ans",
  track: "connection",
  actors: ["applicant", "ans-operator"],
  needs: ["07", "08", "mapping"],
  sections: [],
  moves: [
    { name: "tests-ended-declared", by: writers, proof: "date", after: [], subject: "journey" },
    {
      name: "white-list-confirmed",
      by: [...writers, "ans-operator"],
      proof: "date-and-document",
      after: ["tests-ended-declared"],
      subject: "journey",
    },
  ],
  findings: (facts) => unmade(facts, ["tests-ended-declared", "white-list-confirmed"]),
  waitingFor: (facts) =>
    made(facts, "tests-ended-declared") && !made(facts, "white-list-confirmed") ? "ans" : undefined,
  skipped: () => false,
};
