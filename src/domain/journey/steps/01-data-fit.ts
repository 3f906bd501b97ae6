import { rowsOf } from "../facts.ts";
import { choice, optional, required } from "../fields.ts";
import { cell, missing, verified, warning } from "../findings.ts";
import { indicatorRows } from "../indicator-rows.ts";
import type { StepDefinition } from "../step.ts";

const writers = ["applicant"] as const;

/**
 * Step 01: scope and definitions of the supplier's data against those of the national ROR (official page, step 01;
 * onboarding §1). The answers become the conformity note. One row per indicator of the list in `spec/indicators`;
 * its identifier is the row's.
 */
export const dataFit: StepDefinition = {
  id: "01",
  phase: "preparatory",
  track: "start",
  actors: ["applicant"],
  needs: [],
  sections: [
    {
      name: "conformity",
      rows: "one",
      writers,
      fields: {
        "model-version": required("text", 40),
        "guide-version": optional("text", 40),
        "pilot-establishment": optional("text"),
        "made-with": optional("text"),
      },
    },
    {
      name: "indicators",
      rows: "many",
      writers,
      fields: {
        fed: choice(["fed", "later", "not-fed"]),
        definition: choice(["same", "different", "to-check"], false),
        origin: optional("text", 500),
        note: optional("long-text", 1000),
      },
    },
  ],
  moves: [
    {
      name: "conformity-noted",
      by: ["applicant"],
      proof: "evidence",
      after: [],
      subject: "journey",
      whenComplete: true,
    },
  ],
  findings(facts) {
    const rows = rowsOf(facts, "indicators");
    const answered = new Map(rows.map((row) => [row.id, row]));
    const open = indicatorRows.filter(({ id }) => {
      const row = answered.get(id);
      return row === undefined || cell(row, "fed") === "";
    });
    const fed = rows.filter((row) => cell(row, "fed") === "fed");
    const unjudged = fed.filter((row) => cell(row, "definition") === "");
    const differing = fed.filter((row) => cell(row, "definition") === "different");
    return [
      ...(open.length > 0
        ? [missing("indicators-open", { count: open.length, of: indicatorRows.length })]
        : []),
      ...(unjudged.length > 0 ? [missing("definitions-open", { count: unjudged.length })] : []),
      ...(open.length === 0 && fed.length === 0 ? [missing("nothing-fed")] : []),
      ...(differing.length > 0 ? [warning("definitions-differ", { count: differing.length })] : []),
      ...(fed.length > 0 && unjudged.length === 0 ? [verified("indicators-fed", { count: fed.length })] : []),
    ];
  },
  waitingFor: () => undefined,
  skipped: () => false,
};
