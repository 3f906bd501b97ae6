import { optional } from "../fields.ts";
import { unmade } from "../findings.ts";
import type { StepDefinition } from "../step.ts";

/** Step 08: the test platform, opened by the guide and the development terms being read (official page, step 08). */
export const testPlatform: StepDefinition = {
  id: "08",
  phase: "technical",
  track: "connection",
  actors: ["applicant"],
  needs: ["02", "03", "03b"],
  sections: [
    {
      name: "test-platform",
      rows: "one",
      writers: ["applicant"],
      fields: { "terms-version": optional("text", 40), "client-id": optional("text", 100) },
    },
  ],
  moves: [
    { name: "terms-read", by: ["applicant"], proof: "date", after: [], subject: "journey" },
    {
      name: "tests-passed",
      by: ["applicant"],
      proof: "date-and-document",
      after: ["terms-read"],
      subject: "journey",
    },
  ],
  findings: (facts) => unmade(facts, ["terms-read", "tests-passed"]),
  waitingFor: () => undefined,
  skipped: () => false,
};
