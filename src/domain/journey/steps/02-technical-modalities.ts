import { isIdNatStruct } from "../../identifiers/id-nat-struct.ts";
import { answer, rowsOf } from "../facts.ts";
import { optional, required } from "../fields.ts";
import { missingField, unmade, warning } from "../findings.ts";
import type { StepDefinition } from "../step.ts";

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
        "id-nat-struct": required("text", 20),
        "external-id": required("text", 100),
        "guide-version": required("text", 40),
        notes: optional("long-text"),
      },
    },
  ],
  moves: [{ name: "guide-read", by: ["applicant"], proof: "date", after: [], subject: "journey" }],
  findings(facts) {
    const structure = answer(facts, "technical", "id-nat-struct");
    return [
      ...(structure !== "" && !isIdNatStruct(structure)
        ? [{ ...missingField("technical", "id-nat-struct"), code: "id-nat-struct-form" }]
        : []),
      ...unmade(facts, ["guide-read"]),
      ...(rowsOf(facts, "mapping").length === 0 ? [warning("mapping-not-begun")] : []),
    ];
  },
  waitingFor: () => undefined,
  skipped: () => false,
};
