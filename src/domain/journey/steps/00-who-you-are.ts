import { answer, type JourneyFacts, rowsOf, supplierKinds } from "../facts.ts";
import { choice, optional, required } from "../fields.ts";
import { ask, cell, missing, missingField } from "../findings.ts";
import type { Finding, StepDefinition } from "../step.ts";

const writers = ["applicant", "legal-representative", "proxy"] as const;

/** Parts that people play in the supplier's project (onboarding §1, "Actor" of each step). */
export const contactParts = [
  "project-lead",
  "developer",
  "legal-representative",
  "technical-administrator",
  "bed-manager",
  "other",
] as const;

/**
 * Step 00, before the official ones: who connects, with whom, and which running instance feeds which establishments
 * (onboarding §0.2, §1 step 07 pitfall 3).
 */
export const whoYouAre: StepDefinition = {
  id: "00",
  phase: "preparatory",
  track: "start",
  actors: ["applicant"],
  needs: [],
  sections: [
    {
      name: "organisation",
      rows: "one",
      writers,
      fields: {
        kind: choice(supplierKinds),
        name: required("text"),
        siret: required("siret"),
        finess: optional("finess"),
        department: required("department"),
        address: optional("long-text", 500),
        solution: required("text"),
        "solution-version": optional("text", 60),
      },
    },
    {
      name: "contacts",
      rows: "many",
      writers,
      fields: {
        name: required("text"),
        part: choice(contactParts),
        email: required("email"),
        phone: optional("phone"),
      },
    },
    {
      name: "instances",
      rows: "many",
      writers,
      fields: {
        instance: required("text"),
        "legal-entity": required("text"),
        "finess-ej": required("finess"),
        establishment: required("text"),
        "finess-eg": required("finess"),
      },
    },
  ],
  moves: [
    {
      name: "identity-completed",
      by: ["applicant"],
      proof: "evidence",
      after: [],
      subject: "journey",
      whenComplete: true,
    },
  ],
  findings(facts) {
    return [...contactFindings(facts), ...instanceFindings(facts)];
  },
  waitingFor: () => undefined,
  skipped: () => false,
};

function contactFindings(facts: JourneyFacts): Finding[] {
  const contacts = rowsOf(facts, "contacts");
  if (contacts.length === 0) return [missing("no-contact")];
  return contacts.some((row) => cell(row, "part") === "project-lead") ? [] : [missing("no-project-lead")];
}

function instanceFindings(facts: JourneyFacts): Finding[] {
  const rows = rowsOf(facts, "instances");
  const found: Finding[] = [];
  if (answer(facts, "organisation", "kind") === "proprietary" && rows.length === 0)
    found.push(missing("no-instance"));
  for (const [instance, entities] of legalEntitiesByInstance(facts)) {
    if (entities.size > 1) found.push(ask("several-legal-entities", { instance, count: entities.size }));
  }
  for (const row of rows) {
    const [ej, eg] = [cell(row, "finess-ej"), cell(row, "finess-eg")];
    if (ej !== "" && ej === eg)
      found.push({ ...missingField("instances", "finess-eg", row.id), code: "ej-is-eg" });
  }
  return found;
}

/** FINESS numbers of the legal entities that each instance serves, by the instance's name. */
export function legalEntitiesByInstance(facts: JourneyFacts): ReadonlyMap<string, ReadonlySet<string>> {
  const byInstance = new Map<string, Set<string>>();
  for (const row of rowsOf(facts, "instances")) {
    const instance = cell(row, "instance");
    // Numbers are typed in groups: the same number with and without spaces is one entity.
    const entity = cell(row, "finess-ej")
      .replace(/[\s.\u00a0\u202f]/g, "")
      .toUpperCase();
    if (instance === "" || entity === "") continue;
    const entities = byInstance.get(instance) ?? new Set();
    byInstance.set(instance, entities.add(entity));
  }
  return byInstance;
}

/** Names of the running instances, in the order of the table. */
export function instanceNames(facts: JourneyFacts): readonly string[] {
  return [...new Set(rowsOf(facts, "instances").map((row) => cell(row, "instance")))].filter(
    (it) => it !== "",
  );
}
