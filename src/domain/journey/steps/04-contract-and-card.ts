import { answer, type JourneyFacts, rowsOf } from "../facts.ts";
import { choice, optional, required } from "../fields.ts";
import { ask, cardEnd, cell, emptyFields, made, missing, unmade, warning } from "../findings.ts";
import type { Finding, StepDefinition } from "../step.ts";

const writers = ["applicant", "legal-representative", "proxy"] as const;

/**
 * The branches of the official page's step 04, with the one that it leaves out: a card (of a health professional, for
 * example) and no contract.
 */
export type ContractBranch = "contract-and-card" | "contract-only" | "card-only" | "neither" | "unanswered";

/** Which branch the answers lead to. A card whose end is past is no card. */
export function contractBranch(facts: Pick<JourneyFacts, "answers" | "today">): ContractBranch {
  const contract = answer(facts, "contract", "has-contract");
  const card = answer(facts, "contract", "has-card");
  if (contract === "" || card === "") return "unanswered";
  const active = card === "yes" && cardEnd(facts, answer(facts, "contract", "card-expiry")) !== "past";
  if (contract === "yes") return active ? "contract-and-card" : "contract-only";
  return active ? "card-only" : "neither";
}

const contractMoves = ["contract-sent", "contract-signed"];
const cardMoves = ["card-requested", "card-received"];
const movesOf: Readonly<Record<ContractBranch, readonly string[]>> = {
  "contract-and-card": [],
  "contract-only": cardMoves,
  "card-only": contractMoves,
  neither: [...contractMoves, ...cardMoves],
  unanswered: [],
};

/**
 * Step 04: membership contract with ANS and the legal representative's card, both for production (official page;
 * onboarding §1 step 04).
 */
export const contractAndCard: StepDefinition = {
  id: "04",
  phase: "administrative",
  track: "production",
  actors: ["legal-representative", "proxy", "applicant"],
  needs: [],
  sections: [
    {
      name: "contract",
      rows: "one",
      writers,
      fields: {
        "has-contract": choice(["yes", "no"]),
        "has-card": choice(["yes", "no"]),
        "structure-id": choice(["finess", "siret"]),
        "legal-representative": required("text"),
        "contract-number": optional("text", 60),
        "contract-date": optional("date"),
        "card-number": optional("text", 40),
        "card-expiry": optional("date"),
      },
    },
  ],
  moves: [
    { name: "contract-sent", by: writers, proof: "date", after: [], subject: "journey" },
    {
      name: "contract-signed",
      by: [...writers, "ans-operator"],
      declaredBy: writers,
      proof: "date-and-document",
      after: ["contract-sent"],
      subject: "journey",
    },
    { name: "card-requested", by: writers, proof: "date", after: [], subject: "journey" },
    { name: "card-received", by: writers, proof: "date", after: ["card-requested"], subject: "journey" },
  ],
  findings(facts) {
    const branch = contractBranch(facts);
    return [
      ...unmade(facts, movesOf[branch]),
      ...emptyFields(facts, "contract", notedFields(facts, branch)),
      ...(branch === "card-only" ? [ask("card-without-contract")] : []),
      ...cardFindings(facts),
      ...structureFindings(facts),
      ...representativeFindings(facts),
    ];
  },
  waitingFor(facts) {
    const open = movesOf[contractBranch(facts)];
    const waits = (sent: string, back: string): boolean =>
      open.includes(back) && made(facts, sent) && !made(facts, back);
    return waits("contract-sent", "contract-signed") || waits("card-requested", "card-received")
      ? "ans"
      : undefined;
  },
  skipped: () => false,
};

/** What is there is noted: contract number and date, card number and end (onboarding §1 step 04, "track"). */
function notedFields(facts: JourneyFacts, branch: ContractBranch): readonly string[] {
  const contract = branch === "contract-and-card" || branch === "contract-only";
  const card = branch === "contract-and-card" || branch === "card-only";
  return [
    ...(contract || made(facts, "contract-signed") ? ["contract-number"] : []),
    ...(made(facts, "contract-signed") ? ["contract-date"] : []),
    ...(card || made(facts, "card-received") ? ["card-number", "card-expiry"] : []),
  ];
}

function cardFindings(facts: JourneyFacts): Finding[] {
  const date = answer(facts, "contract", "card-expiry");
  switch (cardEnd(facts, date)) {
    case "past":
      return [warning("card-expired", { date })];
    case "near":
      return [warning("card-ends-soon", { date })];
    case undefined:
      return [];
  }
}

/** FINESS when the structure cares for patients, else SIRET (onboarding §1 step 04, inputs). */
function structureFindings(facts: JourneyFacts): Finding[] {
  return answer(facts, "contract", "structure-id") === "finess" &&
    answer(facts, "organisation", "finess") === ""
    ? [missing("finess-not-given")]
    : [];
}

/** Contract and card are one person's: a change of director breaks the chain (onboarding §1 step 04, "track"). */
function representativeFindings(facts: JourneyFacts): Finding[] {
  const name = answer(facts, "contract", "legal-representative");
  const declared = rowsOf(facts, "contacts").find((row) => cell(row, "part") === "legal-representative");
  const other = declared === undefined ? "" : cell(declared, "name");
  return name !== "" && other !== "" && name.toLowerCase() !== other.toLowerCase()
    ? [warning("representative-differs", { name, other })]
    : [];
}
