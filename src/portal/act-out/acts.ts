import { hasAccess, isFavourable } from "../../domain/journey/decision.ts";
import { evaluate } from "../../domain/journey/evaluate.ts";
import { isStanding, type JourneyFacts, rowsOf, textOf } from "../../domain/journey/facts.ts";
import type { StepId } from "../../domain/journey/step.ts";
import { storyFiness } from "./story-people.ts";

/** Acts of the story in the order in which they are played. */
export const actIds = [
  "who",
  "data",
  "modalities",
  "application",
  "signatures",
  "sending",
  "hospital",
  "committee",
  "access",
  "test-material",
  "contract",
  "designation",
  "certificates",
  "mapping",
  "identifiers",
  "tests",
  "request",
  "white-list",
  "live",
] as const;
export type ActId = (typeof actIds)[number];

/** One act: who plays it, on the page of which step, and what ends it. */
export interface Act {
  readonly id: ActId;
  /** Invented person (`story-people.ts`, `demonstration/people.ts`). */
  readonly person: string;
  readonly page: StepId;
  /** The evidence of the file itself says so, whoever did it and in whatever order. */
  readonly isDone: (facts: JourneyFacts) => boolean;
}

const moved =
  (...names: readonly string[]) =>
  (facts: JourneyFacts): boolean =>
    names.every((name) => facts.records.some((record) => record.move === name && isStanding(record)));

const ended =
  (id: StepId) =>
  (facts: JourneyFacts): boolean =>
    evaluate(facts).some(({ definition, state }) => definition.id === id && state === "done");

/** The story from 00 to a live feed, each act by whom the official page names for it (onboarding §1, "Actor"). */
export const acts: readonly Act[] = [
  { id: "who", person: "maelle", page: "00", isDone: moved("identity-completed") },
  { id: "data", person: "maelle", page: "01", isDone: moved("conformity-noted") },
  { id: "modalities", person: "maelle", page: "02", isDone: moved("guide-read") },
  {
    id: "application",
    person: "maelle",
    page: "03",
    isDone: (facts) => facts.establishmentVersion > 0 && rowsOf(facts, "application").length > 0,
  },
  { id: "signatures", person: "yann", page: "03", isDone: moved("application-signed", "list-signed") },
  { id: "sending", person: "maelle", page: "03", isDone: moved("application-sent") },
  {
    id: "hospital",
    person: "rose",
    page: "03",
    isDone: (facts) =>
      facts.records.some(
        (record) =>
          record.move === "establishment-confirmed" && record.subject === storyFiness && isStanding(record),
      ),
  },
  { id: "committee", person: "ines", page: "03", isDone: isFavourable },
  { id: "access", person: "andrea", page: "03", isDone: hasAccess },
  { id: "test-material", person: "farid", page: "03b", isDone: moved("test-dn-sent") },
  { id: "contract", person: "yann", page: "06", isDone: moved("designation-sent") },
  { id: "designation", person: "andrea", page: "06", isDone: moved("designation-confirmed") },
  { id: "certificates", person: "farid", page: "07", isDone: moved("certificates-ready") },
  {
    id: "mapping",
    person: "maelle",
    page: "mapping",
    isDone: (facts) => {
      const rows = rowsOf(facts, "mapping");
      return rows.length > 0 && rows.every(({ fields }) => textOf(fields["asked-on"]) !== "");
    },
  },
  { id: "identifiers", person: "robin", page: "mapping", isDone: ended("mapping") },
  { id: "tests", person: "maelle", page: "08", isDone: ended("08") },
  { id: "request", person: "maelle", page: "09", isDone: moved("white-list-requested") },
  { id: "white-list", person: "andrea", page: "09", isDone: moved("white-list-confirmed") },
  { id: "live", person: "maelle", page: "go-live", isDone: ended("completed") },
];
