import { normaliseLine } from "../../establishments/normalise.ts";
import { type JourneyFacts, rowsOf } from "../facts.ts";
import { optional, required } from "../fields.ts";
import { cell, missing, missingField, warning } from "../findings.ts";
import { type MappingRow, mappingRow } from "../mapping-sheet.ts";
import type { Finding, StepDefinition } from "../step.ts";

/** The four dates of a unit, in the order in which they come. */
const dates = ["asked-on", "assigned-on", "sandbox-on", "production-on"] as const;

/**
 * The hidden prerequisite: a place can be fed only once the GRADeS has entered its external id in the ROR (onboarding
 * §1 step 02; ror-api §5.5). One row per unit: asked, assigned, seen in the sandbox, seen in production. The GRADeS
 * assigns; the supplier may write down what the GRADeS answered, and the page shows who typed it.
 */
export const mapping: StepDefinition = {
  id: "mapping",
  phase: "administrative",
  track: "data",
  actors: ["applicant", "grades"],
  needs: [],
  sections: [
    {
      name: "mapping",
      rows: "many",
      writers: ["applicant", "legal-representative", "proxy", "technical-administrator", "grades"],
      onlyFields: { grades: ["external-id", "assigned-on"] },
      fields: {
        unit: required("text", 40),
        "place-name": optional("text"),
        "finess-eg": required("finess"),
        "external-id": optional("text", 100),
        "asked-on": optional("date"),
        "assigned-on": optional("date"),
        "sandbox-on": optional("date"),
        "production-on": optional("date"),
      },
    },
  ],
  moves: [],
  findings(facts) {
    const rows = mappingRows(facts);
    if (rows.length === 0) return [missing("no-mapping")];
    const of = rows.length;
    const counted = (code: string, open: (row: MappingRow) => boolean, find = missing): Finding[] => {
      const count = rows.filter(open).length;
      return count === 0 ? [] : [find(code, { count, of })];
    };
    return [
      ...counted("mapping-not-asked", (row) => !isAsked(row)),
      ...counted("mapping-not-assigned", (row) => !isAssigned(row)),
      // The sandbox is a monthly copy, and production cannot be called before the white list: neither holds up the step.
      ...counted("mapping-not-in-sandbox", (row) => isAssigned(row) && row.sandboxOn === "", warning),
      ...counted("mapping-not-in-production", (row) => isAssigned(row) && row.productionOn === "", warning),
      ...answerFindings(facts, rows),
      ...duplicates(rows),
      ...dateFindings(facts),
      ...listFindings(facts, rows),
    ];
  },
  waitingFor(facts) {
    const rows = mappingRows(facts);
    return rows.length > 0 && rows.every(isAsked) && !rows.every(isAssigned) ? "grades" : undefined;
  },
  skipped: () => false,
};

function mappingRows(facts: JourneyFacts): readonly MappingRow[] {
  return rowsOf(facts, "mapping").map(mappingRow);
}

function isAsked(row: MappingRow): boolean {
  return row.askedOn !== "" || isAssigned(row);
}

/** The GRADeS gave the id, and the day is known. */
function isAssigned(row: MappingRow): boolean {
  return row.externalId !== "" && row.assignedOn !== "";
}

/**
 * Ids that a GRADeS answered by e-mail are declared with that answer (DESIGN §8). It holds nothing up: the place itself, seen on
 * the platform, is the better proof.
 */
function answerFindings(facts: JourneyFacts, rows: readonly MappingRow[]): Finding[] {
  const filed = facts.documents.some(({ step, kind }) => step === "mapping" && kind === "region-answer");
  return facts.mappingDeclared === true && rows.some(isAssigned) && !filed
    ? [warning("mapping-answer-not-filed")]
    : [];
}

/** The national ROR refuses an id that names two places with 412 `multiple-matches` (onboarding §1 step 02 pitfall 2). */
function duplicates(rows: readonly MappingRow[]): Finding[] {
  const twice = (keys: readonly string[]): string[] => [
    ...new Set(keys.filter((key, index) => keys.indexOf(key) !== index)),
  ];
  const ids = rows
    .filter((row) => row.externalId !== "")
    .map((row) => `${row.idNatStruct}/${row.externalId}`);
  const units = rows.filter((row) => row.unit !== "").map((row) => `${row.finessEg} ${row.unit}`.trim());
  return [
    ...twice(ids).map((id) => missing("external-id-twice", { id })),
    ...twice(units).map((unit) => warning("unit-twice", { unit })),
  ];
}

/** Days to come, and an id that was assigned before it was asked for. */
function dateFindings(facts: JourneyFacts): Finding[] {
  return rowsOf(facts, "mapping").flatMap((row): Finding[] => {
    const at = (field: string, code: string): Finding => ({
      ...missingField("mapping", field, row.id),
      code,
      severity: "warning",
    });
    const [asked, assigned] = [cell(row, "asked-on"), cell(row, "assigned-on")];
    return [
      ...dates.filter((field) => cell(row, field) > facts.today).map((field) => at(field, "date-to-come")),
      ...(asked !== "" && assigned !== "" && assigned < asked
        ? [at("assigned-on", "assigned-before-asked")]
        : []),
    ];
  });
}

/** The list of establishments and the mapping tell the same establishments (onboarding §1 step 09, "check"). */
function listFindings(facts: JourneyFacts, rows: readonly MappingRow[]): Finding[] {
  const listed = new Set(
    facts.establishments.map((one) => normaliseLine(one).line.finessEg).filter((it) => it !== ""),
  );
  if (listed.size === 0) return [];
  const mapped = new Set(rows.map((row) => row.finessEg).filter((it) => it !== ""));
  return [
    ...[...mapped]
      .filter((finess) => !listed.has(finess))
      .map((finess) => warning("mapping-not-in-list", { finess })),
    ...[...listed]
      .filter((finess) => !mapped.has(finess))
      .map((finess) => warning("establishment-without-unit", { finess })),
  ];
}
