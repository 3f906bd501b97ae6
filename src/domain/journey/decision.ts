import { isStanding, type JourneyFacts, type MoveRecord, recordOf } from "./facts.ts";
import { type CommitteeMember, committeeMembers } from "./roles.ts";

/** Opinions of a member organisation and decisions of the committee (onboarding §1 step 03, what is tracked). */
export const opinions = ["favourable", "reserved", "unfavourable"] as const;
export type Opinion = (typeof opinions)[number];
export const decisions = ["favourable", "changes-requested", "refused"] as const;
export type Decision = (typeof decisions)[number];

export const opinionMoves = opinions.map((opinion) => `member-opinion-${opinion}`);
export const decisionMoves = decisions.map((decision) => `decision-${decision}`);
export const conditionMoves = ["condition-met", "condition-not-met"] as const;

/** Moves of the whole journey that are made at the committee's desk, with its own words and forms. */
export const deskMoves: readonly string[] = [...decisionMoves, "access-granted"];

/** What the committee has said so far about the round that is open. */
export interface CommitteeState {
  /** The standing sending of the application; none: nothing is to be decided. */
  readonly sent: MoveRecord | undefined;
  /** Questions in the order in which they were asked, of every round. */
  readonly questions: readonly { readonly asked: MoveRecord; readonly answered: MoveRecord | undefined }[];
  /** One per member at most. */
  readonly opinions: readonly {
    readonly member: CommitteeMember;
    readonly opinion: Opinion;
    readonly record: MoveRecord;
  }[];
  /** Judgements of conditions, by the condition's identifier. */
  readonly conditions: ReadonlyMap<string, { readonly met: boolean; readonly record: MoveRecord }>;
  readonly decision: { readonly decision: Decision; readonly record: MoveRecord } | undefined;
  readonly granted: MoveRecord | undefined;
}

/** What stands of the committee's work in these records. */
export function committeeState(facts: Pick<JourneyFacts, "records">): CommitteeState {
  const standing = facts.records.filter(isStanding);
  const find = (move: string, subject = "") =>
    standing.findLast((record) => record.move === move && record.subject === subject);
  return {
    sent: find("application-sent"),
    questions: standing
      .filter(({ move }) => move === "question-asked")
      .map((asked) => ({ asked, answered: find("question-answered", asked.subject) })),
    opinions: committeeMembers.flatMap((member) =>
      opinions.flatMap((opinion) => {
        const record = find(`member-opinion-${opinion}`, member);
        return record === undefined ? [] : [{ member, opinion, record }];
      }),
    ),
    conditions: new Map(
      standing
        .filter(({ move }) => conditionMoves.some((one) => one === move))
        .map((record) => [record.subject, { met: record.move === "condition-met", record }]),
    ),
    decision: decisions
      .map((decision) => ({ decision, record: find(`decision-${decision}`) }))
      .find((one): one is { decision: Decision; record: MoveRecord } => one.record !== undefined),
    granted: find("access-granted"),
  };
}

/** Why a favourable decision cannot be taken yet. */
export type DecisionObstacle = "no-opinion" | "open-question" | "condition-open" | "condition-not-met";

/**
 * What stands against a favourable decision. Raccord's own rule, since nothing is published about how the committee works:
 * somebody gave an opinion, each question was answered, each condition in force was judged and is met.
 */
export function decisionObstaclesIn(
  facts: Pick<JourneyFacts, "records">,
  inForce: readonly { readonly id: string }[],
): readonly DecisionObstacle[] {
  const { opinions: given, questions, conditions } = committeeState(facts);
  const judged = inForce.map(({ id }) => conditions.get(id));
  return [
    ...(given.length === 0 ? (["no-opinion"] as const) : []),
    ...(questions.some(({ answered }) => answered === undefined) ? (["open-question"] as const) : []),
    ...(judged.includes(undefined) ? (["condition-open"] as const) : []),
    ...(judged.some((one) => one?.met === false) ? (["condition-not-met"] as const) : []),
  ];
}

/** `decisionObstaclesIn` with the conditions that the facts hold. */
export function decisionObstacles(facts: JourneyFacts): readonly DecisionObstacle[] {
  return decisionObstaclesIn(facts, facts.conditions);
}

/** True when the opinion is favourable, decided in the portal or declared with the uploaded answer (DESIGN §8). */
export function isFavourable(facts: JourneyFacts): boolean {
  return ["opinion-favourable", "decision-favourable"].some((move) => recordOf(facts, move) !== undefined);
}

/** True when the access is there, granted in the portal or declared as received. */
export function hasAccess(facts: JourneyFacts): boolean {
  return ["access-received", "access-granted"].some((move) => recordOf(facts, move) !== undefined);
}
