import { whiteListDue } from "../delays.ts";
import { type JourneyFacts, recordOf } from "../facts.ts";
import { ask, made, missing, unmade, verified } from "../findings.ts";
import type { Finding, StepDefinition } from "../step.ts";

const writers = ["applicant", "legal-representative", "proxy"] as const;

/**
 * Step 09: tests declared ended, with the list of establishments (and, for a proprietary solution, their public
 * certificates), then the white list within five working days (official page, step 09; onboarding §1).
 */
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
  findings: (facts) => [
    // ANS opens the right to write establishment by establishment: the list goes with the declaration.
    ...(facts.establishmentVersion === 0
      ? [missing("list-not-frozen")]
      : [verified("list-frozen", { version: facts.establishmentVersion })]),
    ...unmade(facts, ["tests-ended-declared", "white-list-confirmed"]),
    ...dueFindings(facts),
  ],
  waitingFor: (facts) =>
    made(facts, "tests-ended-declared") && !made(facts, "white-list-confirmed") ? "ans" : undefined,
  skipped: () => false,
};

/** The five working days count from the day after the declaration (onboarding §6). */
function dueFindings(facts: JourneyFacts): Finding[] {
  const declared = recordOf(facts, "tests-ended-declared")?.date ?? null;
  if (declared === null || made(facts, "white-list-confirmed")) return [];
  const date = whiteListDue(declared);
  return [facts.today > date ? ask("white-list-overdue", { date }) : verified("white-list-due", { date })];
}
