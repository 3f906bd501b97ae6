import type { StepId } from "./step.ts";

/**
 * What a document of a step can be (official page, steps 03 to 09; onboarding §1 and §2.2). `other` belongs to each
 * step; a list that is empty here leaves it alone.
 */
const kindsOfStep = {
  "00": [],
  "01": ["conformity-note"],
  "02": ["mapping-sheet"],
  "03": [
    "application-form",
    "establishment-list",
    "charter",
    "condition-evidence",
    "region-answer",
    "opinion",
    "notification-letter",
    "access-email",
  ],
  "03b": ["f414", "answer"],
  "04": ["membership-contract", "f101", "answer"],
  "05": ["card-order", "answer"],
  "06": ["f413", "answer"],
  "07": ["public-certificate", "answer"],
  mapping: ["mapping-sheet", "region-answer"],
  "08": ["test-record", "campaign-report", "access-email"],
  "09": ["establishment-list", "public-certificate", "white-list-confirmation"],
  "go-live": ["answer"],
  completed: [],
} as const satisfies Record<StepId, readonly string[]>;

export type DocumentKind = (typeof kindsOfStep)[StepId][number] | "other";

/** Kinds of documents that a step takes, `other` last. */
export function documentKinds(step: StepId): readonly DocumentKind[] {
  return [...kindsOfStep[step], "other"];
}
