import { answer, recordOf } from "../facts.ts";
import { choice, optional, required } from "../fields.ts";
import { ask, emptyFields, made, unmade, warning } from "../findings.ts";
import type { StepDefinition } from "../step.ts";

const writers = ["applicant", "legal-representative", "proxy", "technical-administrator"] as const;

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
      },
    },
  ],
  moves: [
    { name: "f414-sent", by: writers, proof: "date-and-document", after: [], subject: "journey" },
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
    const hasCard = answer(facts, "test-material", "has-test-card") === "yes";
    const expiry = answer(facts, "test-material", "test-card-expiry");
    return [
      ...(hasCard ? emptyFields(facts, "test-material", ["test-card-number"]) : []),
      ...(expiry !== "" && expiry < facts.today ? [warning("test-card-expired", { date: expiry })] : []),
      ...unmade(facts, [
        "f414-sent",
        ...(hasCard ? [] : ["test-card-received"]),
        "test-certificate-ordered",
        "test-dn-sent",
      ]),
      ...(answer(facts, "test-material", "structure-id") === "" ? [] : [ask("test-structure-is-ou")]),
    ];
  },
  waitingFor(facts) {
    if (!made(facts, "f414-sent")) return undefined;
    const hasCard = answer(facts, "test-material", "has-test-card") === "yes";
    const received = recordOf(facts, "test-card-received") ?? recordOf(facts, "test-certificate-ordered");
    return received === undefined && !hasCard ? "ans" : undefined;
  },
  skipped: () => false,
};
