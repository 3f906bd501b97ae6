import { answer, type JourneyFacts, rowsOf } from "../facts.ts";
import { choice, optional, required } from "../fields.ts";
import { ask, cell, made, missing, missingField, unmade, warning } from "../findings.ts";
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
    const without = holders.filter((row) => !hasActiveCard(row, facts));
    return [
      ...holders.flatMap((row): Finding[] => {
        if (cell(row, "has-card") !== "yes") return [];
        const expiry = cell(row, "card-expiry");
        return [
          ...(cell(row, "card-number") === "" ? [missingField("card-holders", "card-number", row.id)] : []),
          ...(expiry !== "" && expiry < facts.today ? [warning("card-expired", { date: expiry })] : []),
        ];
      }),
      ...(without.length > 0
        ? [ask("cpe-or-cpa"), ...unmade(facts, ["cards-ordered", "cards-received"])]
        : []),
    ];
  },
  waitingFor: (facts) => (made(facts, "cards-ordered") && !made(facts, "cards-received") ? "ans" : undefined),
  skipped(facts) {
    const delegated = answer(facts, "delegation", "delegated");
    if (delegated === "no") return true;
    const holders = rowsOf(facts, "card-holders");
    return delegated === "yes" && holders.length > 0 && holders.every((row) => hasActiveCard(row, facts));
  },
};

function hasActiveCard(row: ReturnType<typeof rowsOf>[number], facts: JourneyFacts): boolean {
  const expiry = cell(row, "card-expiry");
  return (
    cell(row, "has-card") === "yes" &&
    cell(row, "card-number") !== "" &&
    (expiry === "" || expiry >= facts.today)
  );
}
