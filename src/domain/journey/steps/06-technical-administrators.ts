import { answer, type JourneyFacts, rowsOf } from "../facts.ts";
import { choice, optional, required } from "../fields.ts";
import { cell, emptyFields, made, missing, missingField, unmade, warning } from "../findings.ts";
import type { Finding, StepDefinition } from "../step.ts";

const writers = ["applicant", "legal-representative", "proxy"] as const;

/** Fields of form F413 beside those of its administrators (onboarding §1 step 06, edition of March 2024). */
const formFields = [
  "structure-id",
  "signatory",
  "signatory-phone",
  "signatory-email",
  "project",
  "editor",
  "declarations-ticked",
] as const;

/**
 * Step 06: who may order certificates. Form F413 or the MesHabilitations portal; the legal representative may name
 * himself or herself, delegate, or act through a proxy (official page, step 06; onboarding §1, fields of F413).
 */
export const technicalAdministrators: StepDefinition = {
  id: "06",
  phase: "administrative",
  track: "production",
  actors: ["legal-representative", "proxy"],
  needs: ["04", "05"],
  sections: [
    {
      name: "designation",
      rows: "one",
      writers,
      fields: {
        mode: choice(["self", "delegate", "proxy"]),
        route: choice(["f413", "portal"]),
        "signatory-card-number": required("text", 40),
        "certificate-type": choice(["org-auth-cli", "serveur"]),
        "structure-id": choice(["finess", "siret"], false),
        signatory: optional("text"),
        "signatory-phone": optional("phone"),
        "signatory-email": optional("email"),
        project: optional("text"),
        editor: optional("text"),
        "declarations-ticked": choice(["yes", "no"], false),
        "third-party-activated": choice(["yes", "no", "not-concerned"], false),
      },
    },
    {
      name: "administrators",
      rows: "many",
      writers: [...writers, "technical-administrator"],
      fields: {
        name: required("text"),
        "first-name": required("text"),
        email: required("email"),
        phone: required("phone"),
        "card-number": required("text", 40),
        employer: choice(["own", "outside"]),
      },
    },
    {
      name: "designations",
      rows: "many",
      writers: [...writers, "technical-administrator"],
      fields: {
        "legal-entity": optional("text"),
        "finess-ej": required("finess"),
        administrator: required("text"),
        "asked-on": optional("date"),
        "confirmed-on": optional("date"),
        "withdrawn-on": optional("date"),
      },
    },
  ],
  moves: [
    { name: "proxy-declared", by: writers, proof: "date", after: [], subject: "journey" },
    { name: "designation-sent", by: writers, proof: "date", after: [], subject: "journey" },
    {
      name: "designation-confirmed",
      by: [...writers, "ans-operator"],
      declaredBy: writers,
      proof: "date",
      after: ["designation-sent"],
      subject: "journey",
    },
  ],
  findings(facts) {
    const mode = answer(facts, "designation", "mode");
    return [
      ...(mode !== "self" && rowsOf(facts, "administrators").length === 0
        ? [missing("no-administrator")]
        : []),
      // Delegating means cards for others: both pages must say the same (onboarding §1 steps 05 and 06).
      ...(mode === "delegate" && answer(facts, "delegation", "delegated") === "no"
        ? [missing("delegation-differs")]
        : []),
      // F413's own examples file ROR under ORG AUTH_CLI (onboarding §1 step 06 pitfall 1).
      ...(answer(facts, "designation", "certificate-type") === "serveur" ? [missing("serveur-ticked")] : []),
      ...formFindings(facts),
      ...thirdPartyFindings(facts),
      ...entityFindings(facts),
      ...unmade(facts, [
        ...(mode === "proxy" ? ["proxy-declared"] : []),
        "designation-sent",
        "designation-confirmed",
      ]),
      // By law the designation comes before any order (order of 4 April 2022; onboarding §1 step 06 pitfall 4).
      ...(made(facts, "designation-sent") && !made(facts, "designation-confirmed")
        ? [warning("order-after-designation")]
        : []),
    ];
  },
  waitingFor: (facts) =>
    made(facts, "designation-sent") && !made(facts, "designation-confirmed") ? "ans" : undefined,
  skipped: () => false,
};

function formFindings(facts: JourneyFacts): readonly Finding[] {
  if (answer(facts, "designation", "route") !== "f413") return [];
  return [
    ...emptyFields(facts, "designation", formFields),
    ...(answer(facts, "designation", "declarations-ticked") === "no"
      ? [missing("declarations-not-ticked")]
      : []),
    ...(answer(facts, "designation", "structure-id") === "finess" &&
    answer(facts, "organisation", "finess") === ""
      ? [missing("finess-not-given")]
      : []),
  ];
}

/** A third-party structure presses "Activer" before a customer can name it (onboarding §1 step 06 pitfall 3). */
function thirdPartyFindings(facts: JourneyFacts): readonly Finding[] {
  const outside = rowsOf(facts, "administrators").some((row) => cell(row, "employer") === "outside");
  if (!outside || answer(facts, "designation", "route") !== "portal") return [];
  return [
    ...emptyFields(facts, "designation", ["third-party-activated"]),
    ...(answer(facts, "designation", "third-party-activated") === "no"
      ? [missing("third-party-not-activated")]
      : []),
  ];
}

/**
 * A proprietary solution has a certificate of each customer's legal entity, and each of them designates whoever orders
 * it, an administrator of the supplier for example (onboarding §1 step 06 pitfall 2, "track").
 */
function entityFindings(facts: JourneyFacts): readonly Finding[] {
  const rows = rowsOf(facts, "designations");
  const standing = rows.filter((row) => cell(row, "withdrawn-on") === "");
  const entities = facts.kind === "proprietary" ? legalEntities(facts) : new Map<string, string>();
  const undesignated = [...entities].filter(
    ([finess]) =>
      !standing.some((row) => bare(cell(row, "finess-ej")) === finess && cell(row, "confirmed-on") !== ""),
  );
  return [
    ...undesignated.map(([finess, entity]) => missing("entity-not-designated", { entity, finess })),
    ...rows
      .filter((row) => cell(row, "confirmed-on") !== "" && cell(row, "asked-on") === "")
      .map((row) => missingField("designations", "asked-on", row.id)),
  ];
}

/** Legal entities of the instances, by FINESS. */
function legalEntities(facts: JourneyFacts): ReadonlyMap<string, string> {
  return new Map(
    rowsOf(facts, "instances")
      .filter((row) => cell(row, "finess-ej") !== "")
      .map((row) => [bare(cell(row, "finess-ej")), cell(row, "legal-entity")] as const),
  );
}

function bare(finess: string): string {
  return finess.replace(/[\s.\u00a0\u202f]/g, "").toUpperCase();
}
