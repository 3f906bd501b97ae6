import { Temporal } from "temporal-polyfill";
import { type Calendar, holidays } from "./holidays.ts";

/** True for a Monday to Friday that is no holiday ("jour ouvré", onboarding §6). `date` is YYYY-MM-DD. */
export function isWorkingDay(date: string, calendar: Calendar): boolean {
  const day = Temporal.PlainDate.from(date);
  return isWorking(day, holidays(day.year, calendar));
}

/**
 * The day on which `count` working days are over, YYYY-MM-DD: counting starts on the day after `from`, and what is due
 * is due at the end of the day given (onboarding §6). 0 gives `from` itself. ANS sits in Paris: its clock is `national`.
 *
 * Throws RangeError for a date that is none, or a count that is not a whole number from 0 to 10,000.
 */
export function addWorkingDays(from: string, count: number, calendar: Calendar = "national"): string {
  if (!Number.isInteger(count) || count < 0 || count > 10_000) {
    throw new RangeError("a count of working days is a whole number from 0 to 10000");
  }
  let date = Temporal.PlainDate.from(from);
  let off = holidays(date.year, calendar);
  for (let left = count; left > 0; ) {
    const next = date.add({ days: 1 });
    if (next.year !== date.year) off = holidays(next.year, calendar);
    date = next;
    if (isWorking(date, off)) left -= 1;
  }
  return date.toString();
}

function isWorking(date: Temporal.PlainDate, off: ReadonlySet<string>): boolean {
  return date.dayOfWeek <= 5 && !off.has(date.toString());
}
