import { answer, type JourneyFacts } from "../facts.ts";
import { choice, optional, required } from "../fields.ts";
import { ask, cardEnd, emptyFields, made, missing, unmade, warning } from "../findings.ts";
import type { Finding, StepDefinition } from "../step.ts";

const writers = ["applicant", "legal-representative", "proxy", "technical-administrator"] as const;

/** Individual test cards that one form F414 can order (onboarding §2.2, edition of March 2024). */
export const testCardsMax = 10;

/**
 * Step 03b, missing from the official page: form F414 for a test card and the TEST certificate, at the same time as the
 * application (onboarding §1 step 03b, §2.2).
 */
export const testMaterial: StepDefinition = {
  id: "03b",
  phase: "administrative",
  track: "test-material",
  actors: ["applicant", "technical-administrator"],
  needs: [],
  sections: [
    {
      name: "test-material",
      rows: "one",
      writers,
      fields: {
        "structure-id": choice(["finess", "siret"]),
        requester: required("text"),
        "requester-email": required("email"),
        "requester-phone": required("phone"),
        "delivery-address": required("long-text", 500),
        "has-test-card": choice(["yes", "no"]),
        "test-card-number": optional("text", 40),
        "test-card-expiry": optional("date"),
        "cards-wanted": optional("number", 3),
        "auth-cli-ticked": choice(["yes", "no"]),
        "ror-named": choice(["yes", "no"]),
        "signed-and-stamped": choice(["yes", "no"]),
      },
    },
  ],
  moves: [
    { name: "f414-sent", by: writers, proof: "date-and-document", after: [], subject: "journey" },
    {
      name: "f414-accepted",
      by: [...writers, "ans-operator"],
      declaredBy: writers,
      proof: "date",
      after: ["f414-sent"],
      subject: "journey",
    },
    { name: "test-card-received", by: writers, proof: "date", after: ["f414-sent"], subject: "journey" },
    {
      name: "test-certificate-ordered",
      by: writers,
      proof: "date",
      after: ["f414-sent"],
      subject: "journey",
    },
    {
      name: "test-dn-sent",
      by: writers,
      proof: "date",
      after: ["test-certificate-ordered"],
      subject: "journey",
    },
  ],
  findings(facts) {
    return [
      ...formFindings(facts),
      ...cardFindings(facts),
      ...unmade(facts, [
        "f414-sent",
        ...(hasTestCard(facts) ? [] : ["test-card-received"]),
        "test-certificate-ordered",
        "test-dn-sent",
      ]),
    ];
  },
  waitingFor(facts) {
    if (!made(facts, "f414-sent")) return undefined;
    const back = ["f414-accepted", "test-card-received", "test-certificate-ordered"];
    return back.some((move) => made(facts, move)) ? undefined : "ans";
  },
  skipped: () => false,
};

function hasTestCard(facts: JourneyFacts): boolean {
  return answer(facts, "test-material", "has-test-card") === "yes";
}

/** What ANS looks for on the form (onboarding §1 step 03b, "check"; limits of §2.2). */
function formFindings(facts: JourneyFacts): Finding[] {
  const of = (field: string): string => answer(facts, "test-material", field);
  const structure = of("structure-id");
  const wanted = Number(of("cards-wanted"));
  return [
    ...(structure === "finess" && answer(facts, "organisation", "finess") === ""
      ? [missing("finess-not-given")]
      : []),
    // The identifier of the form becomes the OU of the certificate and cannot be changed afterwards.
    ...(structure === "" || made(facts, "f414-sent") ? [] : [ask("test-structure-is-ou")]),
    ...["auth-cli-ticked", "ror-named", "signed-and-stamped"]
      .filter((field) => of(field) === "no")
      .map((field) => missing(`f414-${field}`)),
    ...(wanted > testCardsMax ? [missing("too-many-test-cards", { max: testCardsMax })] : []),
  ];
}

/** A test card lives three years and is then blocked (onboarding §0.4): nothing can be ordered with it any more. */
function cardFindings(facts: JourneyFacts): Finding[] {
  const date = answer(facts, "test-material", "test-card-expiry");
  const end = cardEnd(facts, date);
  return [
    ...(hasTestCard(facts) ? emptyFields(facts, "test-material", ["test-card-number"]) : []),
    ...(end === "past" && !made(facts, "test-certificate-ordered")
      ? [missing("test-card-expired", { date })]
      : []),
    ...(end === "past" && made(facts, "test-certificate-ordered")
      ? [warning("test-card-expired", { date })]
      : []),
    ...(end === "near" ? [warning("card-ends-soon", { date })] : []),
  ];
}
