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
  "opinion-unfavourable",
  ...opinionMoves,
  ...conditionMoves,
] as const;

const othersOf = (names: readonly string[], name: string): readonly string[] =>
  names.filter((one) => one !== name);

/**
 * What the committee and ANS record in the portal beside what the applicant can declare (onboarding §1 step 03: questions,
 * opinion, letter, profile, access). Nothing of it can be recorded before the application was sent.
 */
export const decisionMovesOfStep: readonly Move[] = [
  { name: "question-asked", by: committee, proof: "reason", after: ["application-sent"], subject: "thing" },
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
      by: ["committee-member"],
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
      by: committee,
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
    proof: "date",
    after: ["application-sent"],
    excludes: othersOf(decisionMoves, "decision-favourable"),
    when: (facts) => decisionObstacles(facts).length === 0,
    subject: "journey",
  },
  ...["decision-changes-requested", "decision-refused"].map(
    (name): Move => ({
      name,
      by: committee,
      proof: "reason",
      after: ["application-sent"],
      excludes: othersOf(decisionMoves, name),
      closes: ofOneRound,
      subject: "journey",
    }),
  ),
  {
    name: "access-granted",
    by: ["ans-operator"],
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
      decisionMoves.includes(record.move) && record.withdrawnAt === null && record.closedBy === undefined,
  );
}
