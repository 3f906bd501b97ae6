import { checkList } from "../../establishments/check-list.ts";
import { comparable } from "../../establishments/normalise.ts";
import { regionByCode } from "../../regions/regions.ts";
import { confirmationFindings, confirmationMovesOfStep } from "../confirmation.ts";
import { committeeState, hasAccess, isFavourable } from "../decision.ts";
import { decisionMovesOfStep, outcomes } from "../decision-moves.ts";
import { answer, type JourneyFacts, rowsOf } from "../facts.ts";
import { choice, optional, required } from "../fields.ts";
import { ask, cell, made, missing, missingField, unmade, verified, warning } from "../findings.ts";
import { declaredModalities, standingModality } from "../region-modality.ts";
import type { Finding, StepDefinition } from "../step.ts";

const writers = ["applicant", "legal-representative", "proxy"] as const;

/** Access profiles, which govern reading (ror-api §10; onboarding §3.1: 0 to 5, not 0 to 4). `none`: feeds only. */
export const readingProfiles = ["none", "0", "1", "2", "3", "4", "5", "to-ask"] as const;

/** Profiles that read more than open data, so that the circle of trust depends on the regions read (onboarding §3.1). */
const restrictedProfiles: ReadonlySet<string> = new Set(["1", "2", "3", "4", "5", "to-ask"]);

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
      askedRows: (facts) => new Set(facts.conditions.map(({ id }) => id)),
      fields: { met: choice(["met", "not-met"]), evidence: optional("long-text", 2000) },
    },
    {
      name: "regions",
      rows: "many",
      writers,
      askedRows: (facts) => new Set(listedRegions(facts)),
      fields: {
        "grades-contacted-on": optional("date"),
        "grades-contact": optional("text"),
        note: optional("long-text", 1000),
        "modality-said": choice(declaredModalities, false),
        "modality-said-on": optional("date"),
      },
    },
    {
      name: "committee-answer",
      rows: "one",
      writers: [...writers, "ans-operator"],
      fields: {
        "committee-date": optional("date"),
        questions: optional("long-text"),
        "letter-reference": optional("text"),
        "granted-profile": choice(
          readingProfiles.filter((profile) => profile !== "to-ask"),
          false,
        ),
        "client-id": optional("text"),
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
      // What was sent anew is to be decided anew.
      closes: ["decision-changes-requested", "decision-refused"],
      subject: "journey",
    },
    {
      name: "application-acknowledged",
      by: [...writers, "ans-operator"],
      declaredBy: writers,
      proof: "date",
      after: ["application-sent"],
      subject: "journey",
    },
    {
      name: "opinion-favourable",
      by: [...writers, "ans-operator"],
      declaredBy: writers,
      proof: "date-and-document",
      after: ["application-sent"],
      excludes: outcomes.filter((name) => name !== "opinion-favourable"),
      subject: "journey",
    },
    // It does not end the step: the answer to it, then a favourable opinion, do (onboarding §1 step 03, what is tracked). An
    // unfavourable opinion is the move `decision-refused`, which opens signature and sending again.
    {
      name: "opinion-reserved",
      by: [...writers, "ans-operator"],
      declaredBy: writers,
      proof: "date-and-document",
      after: ["application-sent"],
      subject: "journey",
    },
    {
      name: "access-received",
      by: [...writers, "ans-operator"],
      declaredBy: writers,
      // The e-mail of ANS itself: the answer that the applicant uploads (DESIGN §8).
      proof: "date-and-document",
      after: [],
      afterOneOf: ["opinion-favourable", "decision-favourable"],
      excludes: ["access-granted"],
      subject: "journey",
    },
    ...decisionMovesOfStep,
    ...confirmationMovesOfStep,
  ],
  findings: (facts) => [
    ...establishmentFindings(facts),
    ...regionFindings(facts),
    ...conditionFindings(facts),
    ...(answer(facts, "application", "third-party") === "yes" && !hasDocument(facts, "charter")
      ? [missing("charter-unsigned")]
      : []),
    ...signatoryFindings(facts),
    ...profileFindings(facts),
    ...answerFindings(facts),
    ...confirmationFindings(facts),
    ...unmade(facts, [
      "application-signed",
      "list-signed",
      "application-sent",
      ...(isFavourable(facts) ? [] : ["opinion-favourable"]),
      ...(hasAccess(facts) ? [] : ["access-received"]),
    ]),
  ],
  waitingFor(facts) {
    if (!made(facts, "application-sent") || hasAccess(facts)) return undefined;
    if (isFavourable(facts)) return "ans";
    // A question, a reserve or a refusal is the supplier's to answer.
    return hasOtherOpinion(facts) || openQuestions(facts) > 0 ? undefined : "committee";
  },
  skipped: () => false,
};

/** Errors keep the list from being sent, a doubtful line does not: a wrong FINESS key only warns (onboarding §7.1). */
function establishmentFindings(facts: JourneyFacts): Finding[] {
  const count = facts.establishments.length;
  if (count === 0) return [missing("no-establishment")];
  const found = checkedOnce(facts.establishments);
  const linesWith = (severity: string): number =>
    new Set(found.filter((one) => one.severity === severity).map(({ line }) => line)).size;
  const withErrors = linesWith("error");
  const withWarnings = linesWith("warning");
  const sent = made(facts, "application-sent");
  return [
    ...(withErrors > 0 ? [missing("list-errors", { count: withErrors })] : []),
    ...(withWarnings > 0 ? [warning("list-warnings", { count: withWarnings })] : []),
    ...(withErrors === 0 ? [verified("establishments-listed", { count })] : []),
    ...(facts.establishmentVersion === 0 && !sent ? [missing("list-not-frozen")] : []),
  ];
}

type Lines = JourneyFacts["establishments"];
const checked = new WeakMap<Lines, ReturnType<typeof checkList>>();

/** What `checkList` finds; a list that nobody changed since is not checked again. */
function checkedOnce(lines: Lines): ReturnType<typeof checkList> {
  const found = checked.get(lines) ?? checkList(lines);
  checked.set(lines, found);
  return found;
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
    if (region === "") {
      const count = facts.establishments.filter((one) => one.region === "").length;
      return [warning("region-unknown", { count })];
    }
    const about = { region, name: regionByCode(region)?.name ?? region };
    const standing = standingModality(facts, region);
    if (standing.modality === "to-be-confirmed") {
      return standing.missing === "answer"
        ? [ask("modality-to-be-confirmed", about)]
        : [missing(`modality-declared-${standing.missing}`, about)];
    }
    const declared = standing.saidBy === "supplier" ? [warning("modality-declared", about)] : [];
    if (standing.modality === "direct") {
      return facts.kind === "regional-eai"
        ? [ask("eai-in-direct-region", about), ...declared]
        : [verified("modality-direct", about), ...declared];
    }
    if (facts.kind === "regional-eai") return [verified("modality-eai", about), ...declared];
    return contacted.has(region)
      ? [verified("grades-contacted", about), ...declared]
      : [missing("grades-to-contact", about), ...declared];
  });
}

function conditionFindings(facts: JourneyFacts): Finding[] {
  if (facts.conditions.length === 0) return [ask("conditions-unknown")];
  const rows = new Map(rowsOf(facts, "conditions-met").map((row) => [row.id, row]));
  const open = facts.conditions.filter(({ id }) => {
    const row = rows.get(id);
    return row === undefined || cell(row, "met") === "";
  });
  const unproved = facts.conditions.filter(({ id }) => {
    const row = rows.get(id);
    return row !== undefined && cell(row, "met") === "met" && cell(row, "evidence") === "";
  });
  const unmet = facts.conditions.filter(({ id }) => {
    const row = rows.get(id);
    return row !== undefined && cell(row, "met") === "not-met";
  });
  return [
    ...(open.length > 0 ? [missing("conditions-open", { count: open.length })] : []),
    ...(unproved.length > 0 ? [missing("conditions-unproved", { count: unproved.length })] : []),
    ...(unmet.length > 0 ? [missing("conditions-not-met", { count: unmet.length })] : []),
  ];
}

/** Both forms are signed by the person legally responsible (official page, step 03): the contacts of step 00 name one. */
function signatoryFindings(facts: JourneyFacts): readonly Finding[] {
  const signatory = answer(facts, "application", "signatory");
  const named = rowsOf(facts, "contacts")
    .filter((row) => cell(row, "part") === "legal-representative")
    .map((row) => cell(row, "name"))
    .filter((name) => name !== "");
  const [first] = named;
  if (signatory === "" || first === undefined) return [];
  return named.some((name) => comparable(name) === comparable(signatory))
    ? [verified("signatory-is-representative", { name: signatory })]
    : [warning("signatory-differs", { signatory, representative: first })];
}

/** Who reads restricted data in several regions belongs to the national circle (onboarding §1 step 03, pitfall 3). */
function profileFindings(facts: JourneyFacts): readonly Finding[] {
  const profile = answer(facts, "application", "reading-profile");
  if (!restrictedProfiles.has(profile)) return [];
  const scope = answer(facts, "application", "restricted-reading-regions");
  return [
    ...(scope === "" ? [missingField("application", "restricted-reading-regions")] : []),
    ...(scope === "one" ? [ask("regional-circle")] : []),
    ...(profile === "to-ask" ? [ask("reading-profile-to-ask")] : []),
  ];
}

function answerFindings(facts: JourneyFacts): readonly Finding[] {
  const asked = answer(facts, "application", "reading-profile");
  const granted = answer(facts, "committee-answer", "granted-profile");
  const differs = asked !== "" && asked !== "to-ask" && granted !== "" && asked !== granted;
  const noClient = hasAccess(facts) && answer(facts, "committee-answer", "client-id") === "";
  return [
    ...decisionFindings(facts),
    ...(!isFavourable(facts) && hasOtherOpinion(facts) ? [missing("opinion-to-answer")] : []),
    ...(differs ? [warning("profile-differs", { asked, granted })] : []),
    ...(noClient ? [warning("client-id-unknown")] : []),
  ];
}

/** What the committee asks of the supplier: open questions, and the decision that made signature and sending open again. */
function decisionFindings(facts: JourneyFacts): readonly Finding[] {
  const { decision } = committeeState(facts);
  const reason = decision?.record.reason ?? "";
  const count = openQuestions(facts);
  return [
    ...(count > 0 ? [missing("questions-open", { count })] : []),
    ...(decision?.decision === "changes-requested" ? [missing("changes-requested", { reason })] : []),
    ...(decision?.decision === "refused" ? [missing("application-refused", { reason })] : []),
  ];
}

function openQuestions(facts: JourneyFacts): number {
  return committeeState(facts).questions.filter(({ answered }) => answered === undefined).length;
}

function hasOtherOpinion(facts: JourneyFacts): boolean {
  return made(facts, "opinion-reserved");
}

function hasDocument(facts: JourneyFacts, kind: string): boolean {
  return facts.documents.some((document) => document.step === "03" && document.kind === kind);
}
