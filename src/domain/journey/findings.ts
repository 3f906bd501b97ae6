import { type AnswerRow, type JourneyFacts, recordOf, rowsOf, textOf } from "./facts.ts";
import type { Finding } from "./step.ts";

/** Small words that the steps' findings are made of. */

export function missing(code: string, params?: Finding["params"]): Finding {
  return params ? { code, severity: "missing", params } : { code, severity: "missing" };
}

export function warning(code: string, params?: Finding["params"]): Finding {
  return params ? { code, severity: "warning", params } : { code, severity: "warning" };
}

/** A question that only ANS, the committee or a GRADeS can answer. */
export function ask(code: string, params?: Finding["params"]): Finding {
  return params ? { code, severity: "ask", params } : { code, severity: "ask" };
}

export function verified(code: string, params?: Finding["params"]): Finding {
  return params ? { code, severity: "ok", params } : { code, severity: "ok" };
}

/** A field that is asked for because of what was answered elsewhere. */
export function missingField(section: string, field: string, row = ""): Finding {
  return { code: "field-required", severity: "missing", at: { section, row, field } };
}

/** `missingField` for each named field of a section filled once that is empty. */
export function emptyFields(
  facts: JourneyFacts,
  section: string,
  fields: readonly string[],
): readonly Finding[] {
  const row = rowsOf(facts, section)[0]?.fields ?? {};
  return fields.filter((field) => textOf(row[field]) === "").map((field) => missingField(section, field));
}

/** A field of a row as trimmed text. */
export function cell(row: { readonly fields: AnswerRow }, field: string): string {
  return textOf(row.fields[field]);
}

/** A finding for each move that was not made yet. */
export function unmade(facts: JourneyFacts, moves: readonly string[]): readonly Finding[] {
  return moves
    .filter((move) => recordOf(facts, move) === undefined)
    .map((move) => missing("move-missing", { move }));
}

export function made(facts: JourneyFacts, move: string): boolean {
  return recordOf(facts, move) !== undefined;
}

/** Whole days from one day to another, both YYYY-MM-DD; negative when the other is past. */
export function daysUntil(today: string, day: string): number {
  return Math.round((Date.parse(`${day}T00:00:00Z`) - Date.parse(`${today}T00:00:00Z`)) / 86_400_000);
}

/** Days before the end of a card at which the portal warns: a new one takes weeks, and nobody publishes how many. */
const cardNoticeDays = 90;

/** What the end of a card calls for: it is past, or near. Nothing for an empty or unreadable day. */
export function cardEnd(facts: Pick<JourneyFacts, "today">, expiry: string): "past" | "near" | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(expiry)) return undefined;
  if (expiry < facts.today) return "past";
  return daysUntil(facts.today, expiry) <= cardNoticeDays ? "near" : undefined;
}
