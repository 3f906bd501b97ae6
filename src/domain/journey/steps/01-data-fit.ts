import { type AnswerRow, answer, type JourneyFacts, rowsOf } from "../facts.ts";
import { choice, optional, required } from "../fields.ts";
import { ask, cell, missing, verified, warning } from "../findings.ts";
import { indicatorRows } from "../indicator-rows.ts";
import { publishedVersions } from "../published-versions.ts";
import type { Finding, StepDefinition } from "../step.ts";

const writers = ["applicant"] as const;
const indicatorIds: ReadonlySet<string> = new Set(indicatorRows.map(({ id }) => id));

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
      askedRows: () => indicatorIds,
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
    const fed = judged(facts).filter((row) => cell(row, "fed") === "fed");
    const without = (field: string): number => fed.filter((row) => cell(row, field) === "").length;
    const judgedAs = (definition: string): number =>
      fed.filter((row) => cell(row, "definition") === definition).length;
    const open = indicatorRows.length - judged(facts).length;
    const [unjudged, toCheck, differing] = [
      without("definition"),
      judgedAs("to-check"),
      judgedAs("different"),
    ];
    return [
      ...(open > 0 ? [missing("indicators-open", { count: open, of: indicatorRows.length })] : []),
      ...(unjudged > 0 ? [missing("definitions-open", { count: unjudged })] : []),
      ...(open === 0 && fed.length === 0 ? [missing("nothing-fed")] : []),
      ...(differing > 0 ? [warning("definitions-differ", { count: differing })] : []),
      ...(toCheck > 0 ? [warning("definitions-to-check", { count: toCheck })] : []),
      ...(without("origin") > 0 ? [warning("origins-open", { count: without("origin") })] : []),
      ...coreFindings(facts),
      ...versionFindings(facts),
      // The official list is handed over with the access (bed-indicators, state of knowledge).
      ask("official-list"),
      ...(fed.length > 0 && unjudged === 0 ? [verified("indicators-fed", { count: fed.length })] : []),
    ];
  },
  waitingFor: () => undefined,
  skipped: () => false,
};

/** Rows of the list that were answered. An answer to an indicator that the list no longer holds does not count. */
function judged(facts: JourneyFacts): readonly { readonly id: string; readonly fields: AnswerRow }[] {
  return rowsOf(facts, "indicators").filter((row) => indicatorIds.has(row.id) && cell(row, "fed") !== "");
}

/** Installed, closed and available beds are what the ROR is for (decree 2023-1057; bed-indicators §3, §6). */
function coreFindings(facts: JourneyFacts): Finding[] {
  const core = new Set(indicatorRows.filter(({ group }) => group === "core").map(({ id }) => id));
  const left = judged(facts).filter((row) => core.has(row.id) && cell(row, "fed") === "not-fed");
  return left.length === 0 ? [] : [warning("core-not-fed", { count: left.length })];
}

/** A grid that was made against another version is to be read again (onboarding §1 step 01, "track"). */
function versionFindings(facts: JourneyFacts): Finding[] {
  const version = answer(facts, "conformity", "model-version");
  return version === "" || version === publishedVersions.model
    ? []
    : [warning("model-version-other", { version, published: publishedVersions.model })];
}
