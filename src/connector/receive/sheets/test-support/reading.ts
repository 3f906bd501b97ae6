import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import type { Closing, RegisterBed, UnitFigures } from "../../../../domain/beds/register.ts";
import type { CensusReading } from "../read-census.ts";
import { type ReadSheetSettings, readSheet, type SheetOutcome } from "../read-sheet.ts";
import type { SheetIssue, SheetReading } from "../sheet-issue.ts";

const settings: ReadSheetSettings = {
  zone: "Europe/Paris",
  nowMs: Date.parse("2026-11-20T06:00:00Z"),
  limits: { sizeMaxBytes: 1_000_000, rowsMax: 5000 },
};

export function read(
  text: string | Uint8Array,
  more: Partial<ReadSheetSettings> = {},
  name = "x.csv",
): SheetOutcome {
  const bytes = typeof text === "string" ? new TextEncoder().encode(text) : text;
  return readSheet(name, bytes, { ...settings, ...more });
}

export const readFile = (url: URL): SheetOutcome => read(readFileSync(url), {}, basename(url.pathname));

export function figures(outcome: SheetOutcome): SheetReading<UnitFigures> {
  if (outcome.kind !== "figures") assert.fail(outcome.report);
  return outcome.reading;
}
export function register(outcome: SheetOutcome): SheetReading<RegisterBed> {
  if (outcome.kind !== "register") assert.fail(outcome.report);
  return outcome.reading;
}
export function closings(outcome: SheetOutcome): SheetReading<Closing> {
  if (outcome.kind !== "closings") assert.fail(outcome.report);
  return outcome.reading;
}
export function census(outcome: SheetOutcome): CensusReading {
  if (outcome.kind !== "census") assert.fail(outcome.report);
  return outcome.reading;
}
export function refusal(outcome: SheetOutcome): readonly SheetIssue[] {
  if (outcome.kind !== "refused") assert.fail(`read as ${outcome.kind}`);
  return outcome.issues;
}

/** `4 Indif. sheet.number-negative [-2]`, with `!` for a refusal. */
export const brief = (issues: readonly SheetIssue[]): string[] =>
  issues.map(({ line, column, code, value, otherLine, severity }) =>
    [
      `${severity === "refused" ? "!" : ""}${line}`,
      ...(column === undefined ? [] : [column]),
      code.replace("sheet.", ""),
      ...(value === undefined ? [] : [`[${value}]`]),
      ...(otherLine === undefined ? [] : [`→${otherLine}`]),
    ].join(" "),
  );

export const at2 = {
  text: "2026-11-20T02:00:00",
  ms: Date.parse("2026-11-20T01:00:00Z"),
  repeatedHour: false,
  dateOnly: false,
};
