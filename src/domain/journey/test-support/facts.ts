import { evaluate } from "../evaluate.ts";
import type { AnswerRow, Answers, JourneyFacts, MoveRecord } from "../facts.ts";
import type { Finding, StepId, StepState } from "../step.ts";
import { moveOf } from "../steps/table.ts";
import { noWhiteList } from "../white-list/facts.ts";

/** The facts of a journey in which nothing was done, with what a test adds. */
export function emptyFacts(more: Partial<JourneyFacts> = {}): JourneyFacts {
  return {
    kind: "saas",
    answers: new Map(),
    records: [],
    establishments: [],
    establishmentVersion: 0,
    certificates: [],
    documents: [],
    modalities: [],
    conditions: [],
    whiteList: noWhiteList,
    today: "2026-11-27",
    ...more,
  };
}

/** Answers by section: the fields of one filled once, or its rows in order. */
export function answersOf(sections: Readonly<Record<string, AnswerRow | readonly AnswerRow[]>>): Answers {
  return new Map(
    Object.entries(sections).map(([name, value]) => [
      name,
      Array.isArray(value)
        ? value.map((fields: AnswerRow, index) => ({ id: `r${index + 1}`, fields }))
        : [{ id: "", fields: value as AnswerRow }],
    ]),
  );
}

/** Records of moves in this order, each on its own minute. */
export function recordsOf(...moves: readonly string[]): MoveRecord[] {
  return moves.map((move, index) => {
    const found = moveOf(move);
    if (found === undefined) throw new RangeError(`${move} is not a move`);
    return {
      id: `m${index}-${move}`,
      step: found.step.id,
      move,
      subject: "",
      at: new Date(Date.UTC(2026, 10, 20, 10, index)).toISOString(),
      by: "p",
      date: "2026-11-20",
      documentId: null,
      reason: null,
      withdrawnAt: null,
    };
  });
}

/** One step as it stands. */
export function stepIn(facts: JourneyFacts, id: StepId) {
  const step = evaluate(facts).find(({ definition }) => definition.id === id);
  if (step === undefined) throw new RangeError(`${id} is not a step`);
  return step;
}

export function stateIn(facts: JourneyFacts, id: StepId): StepState {
  return stepIn(facts, id).state;
}

/** `severity code` of the step's findings, fields that are merely empty left out. */
export function foundIn(facts: JourneyFacts, id: StepId): readonly string[] {
  return stepIn(facts, id)
    .findings.filter(({ code }) => code !== "field-required")
    .map(worded);
}

/** Names of the fields that the step asks for. */
export function askedIn(facts: JourneyFacts, id: StepId): readonly string[] {
  return stepIn(facts, id).findings.flatMap(({ code, at }) =>
    code === "field-required" && at ? [`${at.section}.${at.field}`] : [],
  );
}

function worded({ severity, code, params }: Finding): string {
  return code === "move-missing" ? `${severity} ${params?.["move"]}` : `${severity} ${code}`;
}
