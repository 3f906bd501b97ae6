import { answer, type JourneyFacts, recordOf, rowsOf } from "../facts.ts";
import { choice, optional, required } from "../fields.ts";
import { ask, cell, emptyFields, made, missing, unmade, verified, warning } from "../findings.ts";
import type { Finding, StepDefinition } from "../step.ts";

const writers = ["applicant", "legal-representative", "proxy"] as const;

/** Access profiles, which govern reading (ror-api §10; onboarding §3.1). `none`: feeds only. */
export const readingProfiles = ["none", "0", "1", "2", "3", "4", "5", "to-ask"] as const;

/**
 * Step 03: the application to the circle of trust and the list of establishments, both signed by the person legally
 * responsible (official page, step 03; onboarding §1, §3, §4).
 */
export const circleOfTrust: StepDefinition = {
  id: "03",
  phase: "administrative",
  track: "circle-of-trust",
  actors: ["applicant", "legal-representative", "proxy"],
  needs: [],
  sections: [
    {
      name: "application",
      rows: "one",
      writers,
      fields: {
        purpose: required("long-text"),
        signatory: required("text"),
        "signatory-title": required("text"),
        "signatory-email": required("email"),
        "signatory-phone": optional("phone"),
        "third-party": choice(["yes", "no"]),
        "reading-profile": choice(readingProfiles),
        "restricted-reading-regions": choice(["none", "one", "several"], false),
      },
    },
    {
      name: "conditions-met",
      rows: "many",
      writers,
      fields: { met: choice(["met", "not-met"]), evidence: optional("long-text", 2000) },
    },
    {
      name: "regions",
      rows: "many",
      writers,
      fields: {
        "grades-contacted-on": optional("date"),
        "grades-contact": optional("text"),
        note: optional("long-text", 1000),
      },
    },
  ],
  moves: [
    {
      name: "application-signed",
      by: ["legal-representative", "proxy", "applicant"],
      proof: "date-and-document",
      after: [],
      subject: "journey",
    },
    {
      name: "list-signed",
      by: ["legal-representative", "proxy", "applicant"],
      proof: "date-and-document",
      after: [],
      subject: "journey",
    },
    {
      name: "application-sent",
      by: writers,
      proof: "date",
      after: ["application-signed", "list-signed"],
      subject: "journey",
    },
    {
      name: "application-acknowledged",
      by: [...writers, "ans-operator"],
      proof: "date",
      after: ["application-sent"],
      subject: "journey",
    },
    {
      name: "opinion-favourable",
      by: [...writers, "ans-operator"],
      proof: "date-and-document",
      after: ["application-sent"],
      subject: "journey",
    },
    {
      name: "access-received",
      by: [...writers, "ans-operator"],
      proof: "date",
      after: ["opinion-favourable"],
      subject: "journey",
    },
  ],
  findings: (facts) => [
    ...establishmentFindings(facts),
    ...regionFindings(facts),
    ...conditionFindings(facts),
    ...(answer(facts, "application", "third-party") === "yes" && !hasDocument(facts, "charter")
      ? [missing("charter-unsigned")]
      : []),
    ...(answer(facts, "application", "reading-profile") === "none" ? [] : profileFindings(facts)),
    ...unmade(facts, [
      "application-signed",
      "list-signed",
      "application-sent",
      "opinion-favourable",
      "access-received",
    ]),
  ],
  waitingFor(facts) {
    if (!made(facts, "application-sent") || made(facts, "access-received")) return undefined;
    return made(facts, "opinion-favourable") ? "ans" : "committee";
  },
  skipped: () => false,
};

function establishmentFindings(facts: JourneyFacts): Finding[] {
  const count = facts.establishments.length;
  if (count === 0) return [missing("no-establishment")];
  const withoutEg = facts.establishments.filter((one) => one.finessEg === "").length;
  const sent = recordOf(facts, "application-sent") !== undefined;
  return [
    ...(withoutEg > 0
      ? [missing("finess-eg-missing", { count: withoutEg })]
      : [verified("establishments-listed", { count })]),
    ...(facts.establishmentVersion === 0 && !sent ? [missing("list-not-frozen")] : []),
  ];
}

/** Regions of the listed establishments, sorted; an establishment without a known region counts as `""`. */
export function listedRegions(facts: JourneyFacts): readonly string[] {
  return [...new Set(facts.establishments.map((one) => one.region))].sort();
}

function regionFindings(facts: JourneyFacts): Finding[] {
  const contacted = new Set(
    rowsOf(facts, "regions")
      .filter((row) => cell(row, "grades-contacted-on") !== "")
      .map((row) => row.id),
  );
  return listedRegions(facts).flatMap((region): Finding[] => {
    if (region === "") return [warning("region-unknown")];
    const modality = facts.modalities.find((one) => one.region === region)?.modality ?? "to-be-confirmed";
    if (modality === "to-be-confirmed") return [ask("modality-to-be-confirmed", { region })];
    if (modality === "direct") return [verified("modality-direct", { region })];
    if (facts.kind === "regional-eai") return [verified("modality-eai", { region })];
    return contacted.has(region)
      ? [verified("grades-contacted", { region })]
      : [missing("grades-to-contact", { region })];
  });
}

function conditionFindings(facts: JourneyFacts): Finding[] {
  if (facts.conditions.length === 0) return [ask("conditions-unknown")];
  const rows = new Map(rowsOf(facts, "conditions-met").map((row) => [row.id, row]));
  const open = facts.conditions.filter(({ id }) => {
    const row = rows.get(id);
    return row === undefined || cell(row, "met") === "";
  });
  const unmet = facts.conditions.filter(({ id }) => {
    const row = rows.get(id);
    return row !== undefined && cell(row, "met") === "not-met";
  });
  return [
    ...(open.length > 0 ? [missing("conditions-open", { count: open.length })] : []),
    ...(unmet.length > 0 ? [missing("conditions-not-met", { count: unmet.length })] : []),
  ];
}

/** Who reads restricted data in several regions belongs to the national circle (onboarding §1 step 03, pitfall 3). */
function profileFindings(facts: JourneyFacts): readonly Finding[] {
  const scope = answer(facts, "application", "restricted-reading-regions");
  return [
    ...emptyFields(facts, "application", ["restricted-reading-regions"]),
    ...(scope === "one" ? [ask("regional-circle")] : []),
    ...(answer(facts, "application", "reading-profile") === "to-ask" ? [ask("reading-profile-to-ask")] : []),
  ];
}

function hasDocument(facts: JourneyFacts, kind: string): boolean {
  return facts.documents.some((document) => document.step === "03" && document.kind === kind);
}
