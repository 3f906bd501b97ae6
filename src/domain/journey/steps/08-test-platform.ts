import { answer, type JourneyFacts, rowsOf } from "../facts.ts";
import { optional, required } from "../fields.ts";
import { cell, made, missing, unmade, verified, warning } from "../findings.ts";
import type { Finding, StepDefinition } from "../step.ts";
import { testConnection, testWriters } from "../test-platform.ts";

/**
 * Step 08: the test platform. It opens with the answer of the committee, which brings `client_id` and access (03), with test
 * card and TEST certificate (03b), and once guide (02) and development terms were read (official page, step 08). What was
 * shown there is proved by the platform's own journal or a report of a campaign, else declared with its record (DESIGN §8).
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
      fields: {
        "terms-version": required("text", 40),
        "client-id": optional("text", 100),
        "tests-from": optional("date"),
      },
    },
  ],
  moves: [
    {
      name: "terms-read",
      by: ["applicant"],
      proof: "date",
      after: [],
      when: (facts) => answer(facts, "test-platform", "terms-version") !== "",
      subject: "journey",
    },
    {
      name: "tests-passed",
      by: ["applicant", "technical-administrator"],
      proof: "evidence",
      after: ["terms-read"],
      excludes: ["tests-declared"],
      ownRoute: true,
      subject: "journey",
    },
    {
      name: "tests-declared",
      by: ["applicant"],
      proof: "date-and-document",
      after: ["terms-read"],
      excludes: ["tests-passed"],
      subject: "journey",
    },
  ],
  findings: (facts) => [
    ...unmade(facts, ["terms-read"]),
    ...(made(facts, "tests-passed") || made(facts, "tests-declared") ? [] : [missing("tests-to-show")]),
    ...certificateFindings(facts),
    ...(testConnection(facts).clientId === "" ? [warning("client-id-unknown")] : []),
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
  return [
    ...(testWriters(facts).length === 0 ? [warning("no-test-certificate")] : []),
    ...(made(facts, "test-dn-sent") ? [] : [warning("test-subject-not-sent")]),
  ];
}

/** The sandbox is a monthly copy of production: a new external id may not be in it yet (onboarding §1 step 02). */
function placeFindings(facts: JourneyFacts): Finding[] {
  const count = rowsOf(facts, "mapping").filter((row) => cell(row, "sandbox-on") !== "").length;
  return [count === 0 ? warning("no-place-in-sandbox") : verified("places-in-sandbox", { count })];
}
