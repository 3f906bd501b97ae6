import { hasFinessKey, isFiness } from "../../identifiers/finess.ts";
import { isIdNatStruct } from "../../identifiers/id-nat-struct.ts";
import { answer, type JourneyFacts, rowsOf } from "../facts.ts";
import { optional, required } from "../fields.ts";
import { cell, missingField, unmade, verified, warning } from "../findings.ts";
import { publishedVersions } from "../published-versions.ts";
import type { Finding, StepDefinition } from "../step.ts";

const writers = ["applicant"] as const;

/** Step 02: the guide's scenario 2, seen with a place of the applicant's own (official page, step 02; onboarding §1). */
export const technicalModalities: StepDefinition = {
  id: "02",
  phase: "preparatory",
  track: "start",
  actors: ["applicant"],
  needs: [],
  sections: [
    {
      name: "technical",
      rows: "one",
      writers,
      fields: {
        "finess-eg": optional("finess"),
        "id-nat-struct": required("text", 20),
        "external-id": required("text", 100),
        "guide-version": required("text", 40),
        notes: optional("long-text"),
      },
    },
  ],
  moves: [{ name: "guide-read", by: ["applicant"], proof: "date", after: [], subject: "journey" }],
  findings: (facts) => [
    ...structureFindings(facts),
    ...externalIdFindings(facts),
    ...unmade(facts, ["guide-read"]),
    ...versionFindings(facts),
    ...(rowsOf(facts, "mapping").length === 0 ? [warning("mapping-not-begun")] : []),
  ],
  waitingFor: () => undefined,
  skipped: () => false,
};

const finessType = "1";

/** IdNatStruct of a geographic establishment: `1` and its FINESS (onboarding §7.2). `undefined` for what is no FINESS. */
export function idNatStructOf(finessEg: string): string | undefined {
  const number = finessEg.replace(/[\s.\u00a0\u202f]/g, "").toUpperCase();
  return isFiness(number) ? `${finessType}${number}` : undefined;
}

/**
 * The PATCH names the geographic establishment (EG): a SIREN (type 2) is a legal entity's (ror-api §8.2). A wrong FINESS key
 * warns and never blocks (onboarding §7.1).
 */
function structureFindings(facts: JourneyFacts): Finding[] {
  const structure = answer(facts, "technical", "id-nat-struct");
  if (structure === "") return [];
  if (!isIdNatStruct(structure))
    return [{ ...missingField("technical", "id-nat-struct"), code: "id-nat-struct-form" }];
  if (structure.startsWith("2")) return [warning("id-nat-struct-siren")];
  if (!structure.startsWith(finessType)) return [];
  const finess = structure.slice(1);
  const legalEntity = rowsOf(facts, "instances").some((row) => cell(row, "finess-ej") === finess);
  return [
    ...(hasFinessKey(finess)
      ? [verified("id-nat-struct-fits", { structure })]
      : [warning("id-nat-struct-key", { structure })]),
    ...(legalEntity ? [warning("id-nat-struct-legal-entity", { finess })] : []),
    ...otherEstablishment(facts, structure),
  ];
}

function otherEstablishment(facts: JourneyFacts, structure: string): Finding[] {
  const composed = idNatStructOf(answer(facts, "technical", "finess-eg"));
  return composed === undefined || composed === structure
    ? []
    : [warning("id-nat-struct-other", { structure, composed })];
}

/** The identifier is `IdNatStruct/external id`: one slash between them, added by the request (ror-api §5.1). */
function externalIdFindings(facts: JourneyFacts): Finding[] {
  const structure = answer(facts, "technical", "id-nat-struct");
  const id = answer(facts, "technical", "external-id");
  return structure !== "" && id.startsWith(`${structure}/`)
    ? [warning("external-id-has-structure", { id })]
    : [];
}

function versionFindings(facts: JourneyFacts): Finding[] {
  const version = answer(facts, "technical", "guide-version");
  return version === "" || version === publishedVersions.guide
    ? []
    : [warning("guide-version-other", { version, published: publishedVersions.guide })];
}
