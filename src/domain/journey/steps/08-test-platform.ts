import { answer, type JourneyFacts, rowsOf } from "../facts.ts";
import { optional } from "../fields.ts";
import { cell, made, unmade, verified, warning } from "../findings.ts";
import type { Finding, StepDefinition } from "../step.ts";

/**
 * Step 08: the test platform. It opens with the answer of the committee, which brings `client_id` and access (03), with test
 * card and TEST certificate (03b), and once guide (02) and development terms were read (official page, step 08).
 */
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
  findings: (facts) => [
    ...unmade(facts, ["terms-read", "tests-passed"]),
    ...certificateFindings(facts),
    ...(answer(facts, "test-platform", "client-id") === "" ? [warning("client-id-unknown")] : []),
    ...placeFindings(facts),
  ],
  waitingFor: () => undefined,
  skipped: () => false,
};

/**
 * The token server of the sandbox takes TEST certificates alone (onboarding §1 step 07 pitfall 1), and only one whose subject
 * the ROR team was told (§1 step 03b pitfall 3: forgetting it looks like a technical fault).
 */
function certificateFindings(facts: JourneyFacts): Finding[] {
  const writers = facts.certificates.filter(
    (one) => one.environment === "test" && one.role === "writer" && one.notAfter.slice(0, 10) >= facts.today,
  );
  return [
    ...(writers.length === 0 ? [warning("no-test-certificate")] : []),
    ...(made(facts, "test-dn-sent") ? [] : [warning("test-subject-not-sent")]),
  ];
}

/** The sandbox is a monthly copy of production: a new external id may not be in it yet (onboarding §1 step 02). */
function placeFindings(facts: JourneyFacts): Finding[] {
  const count = rowsOf(facts, "mapping").filter((row) => cell(row, "sandbox-on") !== "").length;
  return [count === 0 ? warning("no-place-in-sandbox") : verified("places-in-sandbox", { count })];
}
