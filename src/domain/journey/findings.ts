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
