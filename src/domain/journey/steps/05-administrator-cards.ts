import { answer, type JourneyFacts, rowsOf } from "../facts.ts";
import { choice, optional, required } from "../fields.ts";
import { ask, cardEnd, cell, made, missing, missingField, unmade, warning } from "../findings.ts";
import type { Finding, StepDefinition } from "../step.ts";

const writers = ["applicant", "legal-representative", "proxy"] as const;

/**
 * Step 05, optional: cards for technical administrators, when the legal representative delegates the ordering of
 * certificates (official page, step 05; onboarding §1). Skipped when nothing is delegated or each holder has an active
 * card.
 */
export const administratorCards: StepDefinition = {
  id: "05",
  phase: "administrative",
  track: "production",
  actors: ["legal-representative", "proxy", "applicant"],
  needs: ["04"],
  sections: [
    { name: "delegation", rows: "one", writers, fields: { delegated: choice(["yes", "no"]) } },
    {
      name: "card-holders",
      rows: "many",
      writers,
      fields: {
        name: required("text"),
        structure: optional("text"),
        "has-card": choice(["yes", "no"]),
        "card-number": optional("text", 40),
        "card-expiry": optional("date"),
      },
    },
  ],
  moves: [
    { name: "cards-ordered", by: writers, proof: "date", after: [], subject: "journey" },
    { name: "cards-received", by: writers, proof: "date", after: ["cards-ordered"], subject: "journey" },
  ],
  findings(facts) {
    if (answer(facts, "delegation", "delegated") !== "yes") return [];
    const holders = rowsOf(facts, "card-holders");
    if (holders.length === 0) return [missing("no-card-holder")];
    const ordered = made(facts, "cards-ordered") || !holders.every((row) => hasActiveCard(row, facts));
    return [
      ...holders.flatMap((row) => holderFindings(row, facts)),
      ...(ordered ? unmade(facts, ["cards-ordered", "cards-received"]) : []),
      // Whether an employee needs a CPE or a CPA is settled by no source (onboarding §1 step 05).
      ...(ordered && !made(facts, "cards-ordered") ? [ask("cpe-or-cpa")] : []),
    ];
  },
  waitingFor: (facts) => (made(facts, "cards-ordered") && !made(facts, "cards-received") ? "ans" : undefined),
  skipped(facts) {
    const delegated = answer(facts, "delegation", "delegated");
    if (delegated === "no") return true;
    // Cards that were ordered here are followed to their end, even when the holders then have them.
    if (delegated !== "yes" || made(facts, "cards-ordered")) return false;
    const holders = rowsOf(facts, "card-holders");
    return holders.length > 0 && holders.every((row) => hasActiveCard(row, facts));
  },
};

type Holder = ReturnType<typeof rowsOf>[number];

function hasActiveCard(row: Holder, facts: JourneyFacts): boolean {
  return (
    cell(row, "has-card") === "yes" &&
    cell(row, "card-number") !== "" &&
    cardEnd(facts, cell(row, "card-expiry")) !== "past"
  );
}

function holderFindings(row: Holder, facts: JourneyFacts): Finding[] {
  const date = cell(row, "card-expiry");
  const [name, end] = [cell(row, "name"), cardEnd(facts, date)];
  const hasCard = cell(row, "has-card") === "yes" || made(facts, "cards-received");
  return [
    ...(hasCard && cell(row, "card-number") === ""
      ? [missingField("card-holders", "card-number", row.id)]
      : []),
    ...(end === "past" ? [warning("holder-card-expired", { name, date })] : []),
    ...(end === "near" ? [warning("holder-card-ends-soon", { name, date })] : []),
  ];
}
