import { addWorkingDays } from "../calendar/working-days.ts";
import { daysUntil } from "./findings.ts";
import type { StepId } from "./step.ts";

/** Working days that ANS takes at most to answer the end of the tests (official page, step 09). */
export const whiteListWorkingDays = 5;

/** A wait for somebody else: what begins it, what ends it (onboarding §0.4). */
export interface Wait {
  readonly name: string;
  /** The step on whose page people wait. */
  readonly step: StepId;
  /** Moves of which any begins it, or ends it. */
  readonly from: readonly string[];
  readonly to: readonly string[];
  /** What is published about it: five working days for the white list, nothing for the others. */
  readonly publishedWorkingDays: number | null;
}

const favourable = ["opinion-favourable", "decision-favourable"];

/** Every wait that a journey records, by its moves. An answer is an answer, whatever it says: each ends the wait for it. */
export const waits: readonly Wait[] = [
  wait(
    "opinion",
    "03",
    ["application-sent"],
    [...favourable, "opinion-reserved", "decision-changes-requested", "decision-refused"],
  ),
  wait("access", "03", favourable, ["access-received", "access-granted"]),
  wait("test-material", "03b", ["f414-sent"], ["f414-accepted"]),
  wait("test-card", "03b", ["f414-sent"], ["test-card-received"]),
  wait("contract", "04", ["contract-sent"], ["contract-signed"]),
  wait("representative-card", "04", ["card-requested"], ["card-received"]),
  wait("administrator-cards", "05", ["cards-ordered"], ["cards-received"]),
  wait("designation", "06", ["designation-sent"], ["designation-confirmed"]),
  {
    ...wait("white-list", "09", ["white-list-requested"], ["white-list-confirmed"]),
    publishedWorkingDays: whiteListWorkingDays,
  },
];

function wait(name: string, step: StepId, from: readonly string[], to: readonly string[]): Wait {
  return { name, step, from, to, publishedWorkingDays: null };
}

/** A move with its day, in the order in which moves were recorded. */
export interface DatedMove {
  readonly move: string;
  /** YYYY-MM-DD. */
  readonly day: string;
}

/**
 * How long each round of a wait lasted in one file, in calendar days: from a beginning to the first answer after it. What
 * was sent back and sent anew waits again. Days typed the wrong way round are left out.
 */
export function roundsOfWait({ from, to }: Wait, moves: readonly DatedMove[]): readonly number[] {
  const rounds: number[] = [];
  let begun: string | undefined;
  for (const { move, day } of moves) {
    if (from.includes(move)) begun ??= day;
    else if (begun !== undefined && to.includes(move)) {
      const days = daysUntil(begun, day);
      if (days >= 0) rounds.push(days);
      begun = undefined;
    }
  }
  return rounds;
}

/** Fewer files than this say nothing: a range over two or three would tell what happened in one of them. */
export const delayFilesMin = 5;

/** How long a wait lasted, in calendar days; `null` while too few files have both days. */
export interface DelaySummary {
  readonly files: number;
  readonly days: { readonly median: number; readonly shortest: number; readonly longest: number } | null;
}

/** Sums up one wait: the days of its rounds, file by file. A file without any counts for nothing. */
export function summariseDelays(byFile: readonly (readonly number[])[]): DelaySummary {
  const files = byFile.filter((rounds) => rounds.length > 0);
  const sorted = files.flat().sort((a, b) => a - b);
  const [shortest, longest] = [sorted[0], sorted.at(-1)];
  if (files.length < delayFilesMin || shortest === undefined || longest === undefined)
    return { files: files.length, days: null };
  const middle = (sorted.length - 1) / 2;
  const [low = 0, high = 0] = [sorted[Math.floor(middle)], sorted[Math.ceil(middle)]];
  return { files: files.length, days: { median: (low + high) / 2, shortest, longest } };
}

/** The day at whose end the answer about the white list is due, YYYY-MM-DD: national calendar, ANS sits in Paris. */
export function whiteListDue(declaredOn: string): string {
  return addWorkingDays(declaredOn, whiteListWorkingDays);
}
