import type { Stamp } from "../time/stamp.ts";

/** Texts in code point order: the same on every machine, whatever its language. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

const digits = /^\d+$/;

/** Movement numbers compare as numbers when both are numeric, else as text (hl7-pam-fr, decision 7). */
export function compareMovementNumbers(a: string, b: string): number {
  const left = a.split("^", 1)[0] ?? a;
  const right = b.split("^", 1)[0] ?? b;
  if (digits.test(left) && digits.test(right)) {
    const difference = BigInt(left) - BigInt(right);
    if (difference !== 0n) return difference < 0n ? -1 : 1;
  }
  return compareText(left, right) || compareText(a, b);
}

/** What the order of movements needs to know of each. */
export interface Ordered {
  readonly at: Stamp;
  readonly pending: boolean;
  readonly number: string;
  readonly arrival: number;
}

/** Start of the hour of a stamp: all times of the repeated hour of October share one. */
function hourStart(stamp: Stamp): number {
  return stamp.ms - (stamp.ms % 3_600_000);
}

/**
 * Order of movements: by effective time, then by movement number; arrival decides only among local times of the
 * repeated hour of October, which cannot be told apart otherwise (DESIGN §3, hl7-pam-fr §5.7). At one instant a
 * pending event stands before what happens.
 */
export function compareMovements(a: Ordered, b: Ordered): number {
  const left = a.at.repeatedHour ? hourStart(a.at) : a.at.ms;
  const right = b.at.repeatedHour ? hourStart(b.at) : b.at.ms;
  if (left !== right) return left - right;
  if (a.at.repeatedHour !== b.at.repeatedHour) return a.at.repeatedHour ? 1 : -1;
  if (a.at.repeatedHour && a.arrival !== b.arrival) return a.arrival - b.arrival;
  if (a.pending !== b.pending) return a.pending ? -1 : 1;
  return compareMovementNumbers(a.number, b.number);
}
