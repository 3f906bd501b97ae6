import { answer, type JourneyFacts } from "../facts.ts";
import { choice, optional, required } from "../fields.ts";
import { emptyFields, made, unmade, warning } from "../findings.ts";
import type { Finding, StepDefinition } from "../step.ts";

const writers = ["applicant", "legal-representative", "proxy"] as const;

/** The three branches of the official page's step 04. */
export type ContractBranch = "contract-and-card" | "contract-only" | "neither" | "unanswered";

/** Which branch the answers lead to. A card without a contract is treated as neither: the contract comes first. */
export function contractBranch(facts: JourneyFacts): ContractBranch {
  const contract = answer(facts, "contract", "has-contract");
  const card = answer(facts, "contract", "has-card");
  if (contract === "" || card === "") return "unanswered";
  if (contract === "no") return "neither";
  return card === "yes" ? "contract-and-card" : "contract-only";
}

const movesOf: Readonly<Record<ContractBranch, readonly string[]>> = {
  "contract-and-card": [],
  "contract-only": ["card-requested", "card-received"],
  neither: ["contract-sent", "contract-signed", "card-requested", "card-received"],
  unanswered: [],
};

/** Step 04: membership contract with ANS and the legal representative's card (official page; onboarding §1). */
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
      by: writers,
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
      ...(branch === "contract-and-card"
        ? emptyFields(facts, "contract", ["contract-number", "card-number", "card-expiry"])
        : []),
      ...cardExpiry(facts),
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

function cardExpiry(facts: JourneyFacts): Finding[] {
  const expiry = answer(facts, "contract", "card-expiry");
  return expiry !== "" && expiry < facts.today ? [warning("card-expired", { date: expiry })] : [];
}
