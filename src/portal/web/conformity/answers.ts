import { textOf } from "../../../domain/journey/facts.ts";
import { type IndicatorRow, indicatorRows } from "../../../domain/journey/indicator-rows.ts";
import type { SavedSection } from "../drafts/use-section.ts";

export const groups = ["core", "extended", "forecast", "assignment"] as const;
export type Group = (typeof groups)[number];

export function rowsOfGroup(group: Group): readonly IndicatorRow[] {
  return indicatorRows.filter((row) => row.group === group);
}

/** A field of an indicator's row as text. */
export function answerOf(section: SavedSection, id: string, field: string): string {
  return textOf(section.field(id, field).value);
}

/** Rows of a group that have no answer yet. */
export function openRows(section: SavedSection, group: Group): readonly IndicatorRow[] {
  return rowsOfGroup(group).filter(({ id }) => answerOf(section, id, "fed") === "");
}

/** The indicator's name in the language of the page. */
export function labelOf(row: IndicatorRow, language: string): string {
  return language === "fr" ? row.labelFr : row.labelEn;
}
