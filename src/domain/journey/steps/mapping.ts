import { rowsOf } from "../facts.ts";
import { optional, required } from "../fields.ts";
import { cell, missing, warning } from "../findings.ts";
import type { StepDefinition } from "../step.ts";

/**
 * The hidden prerequisite: a place can be fed only once the GRADeS has entered its external id in the ROR (onboarding
 * §1 step 02; ror-api §5.5). One row per unit: asked, assigned, seen in the sandbox, seen in production.
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
    const rows = rowsOf(facts, "mapping");
    if (rows.length === 0) return [missing("no-mapping")];
    const count = (wanted: string): number => rows.filter((row) => cell(row, wanted) === "").length;
    const ids = rows.map((row) => `${cell(row, "finess-eg")}/${cell(row, "external-id")}`);
    const twice = ids.filter((id, index) => !id.endsWith("/") && ids.indexOf(id) !== index);
    return [
      ...(count("asked-on") > 0
        ? [missing("mapping-not-asked", { count: count("asked-on"), of: rows.length })]
        : []),
      ...(count("assigned-on") > 0 || count("external-id") > 0
        ? [
            missing("mapping-not-assigned", {
              count: Math.max(count("assigned-on"), count("external-id")),
              of: rows.length,
            }),
          ]
        : []),
      ...(count("sandbox-on") > 0 ? [warning("mapping-not-in-sandbox", { count: count("sandbox-on") })] : []),
      ...(count("production-on") > 0
        ? [missing("mapping-not-in-production", { count: count("production-on") })]
        : []),
      ...twice.map((id) => missing("external-id-twice", { id })),
    ];
  },
  waitingFor(facts) {
    const rows = rowsOf(facts, "mapping");
    const waits = rows.length > 0 && rows.every((row) => cell(row, "asked-on") !== "");
    return waits && rows.some((row) => cell(row, "assigned-on") === "") ? "grades" : undefined;
  },
  skipped: () => false,
};
