import { conditionMoves, decisionMoves, decisionObstacles, opinionMoves } from "./decision.ts";
import { answer } from "./facts.ts";
import { committeeMembers } from "./roles.ts";
import type { Move } from "./step.ts";

const committee = ["committee-member", "ans-operator"] as const;
const supplier = ["applicant", "legal-representative", "proxy"] as const;

/** Moves that say something of one sending of the application, and end with it. */
const ofOneRound = [
  "application-signed",
  "list-signed",
  "application-sent",
  "application-acknowledged",
  "opinion-favourable",
  "opinion-reserved",
  ...opinionMoves,
  ...conditionMoves,
] as const;

/** The committee's own moves, which the supplier declares from the answer where the committee does not use the portal. */
const declarable = { by: [...committee, ...supplier], declaredBy: supplier } as const;

/** What ends the committee's work on one sending: its decision, or its favourable opinion as the supplier declares it. */
export const outcomes: readonly string[] = ["opinion-favourable", ...decisionMoves];

const othersOf = (names: readonly string[], name: string): readonly string[] =>
  names.filter((one) => one !== name);

/**
 * What the committee and ANS record in the portal, or the supplier declares from their answer (onboarding §1 step 03:
 * questions, opinion, letter, profile, access; DESIGN §8). Nothing of it can be recorded before the application was sent.
 */
export const decisionMovesOfStep: readonly Move[] = [
  { name: "question-asked", ...declarable, proof: "reason", after: ["application-sent"], subject: "thing" },
  {
    name: "question-answered",
    by: supplier,
    proof: "reason",
    after: [],
    afterOwn: ["question-asked"],
    subject: "thing",
  },
  ...opinionMoves.map(
    (name): Move => ({
      name,
      by: ["committee-member", ...supplier],
      declaredBy: supplier,
      proof: "reason",
      after: ["application-sent"],
      excludes: othersOf(opinionMoves, name),
      forMember: true,
      when: (facts, subject) =>
        isUndecided(facts) && (subject === "" || committeeMembers.some((one) => one === subject)),
      subject: "thing",
    }),
  ),
  ...conditionMoves.map(
    (name): Move => ({
      name,
      ...declarable,
      proof: "reason",
      after: ["application-sent"],
      excludes: othersOf(conditionMoves, name),
      when: (facts, subject) =>
        isUndecided(facts) && (subject === "" || facts.conditions.some(({ id }) => id === subject)),
      subject: "thing",
    }),
  ),
  {
    name: "decision-favourable",
    by: committee,
    declaredAs: "opinion-favourable",
    proof: "date",
    after: ["application-sent"],
    excludes: othersOf(outcomes, "decision-favourable"),
    when: (facts) => decisionObstacles(facts).length === 0,
    subject: "journey",
  },
  ...["decision-changes-requested", "decision-refused"].map(
    (name): Move => ({
      name,
      ...declarable,
      proof: "reason",
      after: ["application-sent"],
      excludes: othersOf(outcomes, name),
      closes: ofOneRound,
      subject: "journey",
    }),
  ),
  {
    name: "access-granted",
    by: ["ans-operator"],
    declaredAs: "access-received",
    proof: "date",
    after: [],
    afterOneOf: ["decision-favourable", "opinion-favourable"],
    excludes: ["access-received"],
    when: (facts) =>
      ["granted-profile", "client-id"].every((field) => answer(facts, "committee-answer", field) !== ""),
    subject: "journey",
  },
];

/** Opinions and judgements are no longer changed once a decision rests on them. */
function isUndecided(facts: Parameters<NonNullable<Move["when"]>>[0]): boolean {
  return !facts.records.some(
    (record) =>
      outcomes.includes(record.move) && record.withdrawnAt === null && record.closedBy === undefined,
  );
}
