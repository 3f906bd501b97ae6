import { answer, rowsOf } from "../facts.ts";
import { choice, optional, required } from "../fields.ts";
import { emptyFields, made, missing, unmade, warning } from "../findings.ts";
import type { StepDefinition } from "../step.ts";

const writers = ["applicant", "legal-representative", "proxy"] as const;

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
        project: optional("text"),
        editor: optional("text"),
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
  ],
  moves: [
    { name: "designation-sent", by: writers, proof: "date", after: [], subject: "journey" },
    {
      name: "designation-confirmed",
      by: writers,
      proof: "date",
      after: ["designation-sent"],
      subject: "journey",
    },
  ],
  findings(facts) {
    const outside = rowsOf(facts, "administrators").some((row) => row.fields["employer"] === "outside");
    const portal = answer(facts, "designation", "route") === "portal";
    const activated = answer(facts, "designation", "third-party-activated");
    return [
      ...(rowsOf(facts, "administrators").length === 0 ? [missing("no-administrator")] : []),
      ...(answer(facts, "designation", "route") === "f413"
        ? emptyFields(facts, "designation", ["project", "editor"])
        : []),
      ...(outside && portal ? emptyFields(facts, "designation", ["third-party-activated"]) : []),
      ...(outside && portal && activated === "no" ? [missing("third-party-not-activated")] : []),
      ...(made(facts, "designation-sent") && !made(facts, "designation-confirmed")
        ? [warning("order-after-designation")]
        : []),
      ...unmade(facts, ["designation-sent", "designation-confirmed"]),
    ];
  },
  waitingFor: (facts) =>
    made(facts, "designation-sent") && !made(facts, "designation-confirmed") ? "ans" : undefined,
  skipped: () => false,
};
