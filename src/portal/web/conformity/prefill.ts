import type { Fed, IndicatorSuggestion } from "../../../domain/journey/suggest-indicators.ts";

/** What stands in a row of the table, as text; empty when nothing does. */
export interface RowAnswers {
  readonly fed: string;
  readonly definition: string;
  readonly origin: string;
}

/** One field to be typed. */
export interface Filling {
  readonly row: string;
  readonly field: "fed" | "definition" | "origin";
  readonly value: string;
}

export interface PrefillPlan {
  /** Goes into fields that are empty. */
  readonly fill: readonly Filling[];
  /** Rows that `fill` touches. */
  readonly rows: number;
  /** Rows that say otherwise than the sample: they stay until somebody decides. */
  readonly differing: readonly { readonly id: string; readonly stands: string; readonly told: Fed }[];
  /** What replacing the differing rows would type. */
  readonly replace: readonly Filling[];
}

/**
 * What the suggestions of a sample change in the table. Nothing that somebody answered is overwritten: only empty fields are
 * filled, and a row with another answer is listed instead. `originText` says where a figure comes from, in words.
 */
export function planPrefill(
  suggestions: readonly IndicatorSuggestion[],
  standing: (id: string) => RowAnswers,
  originText: (one: IndicatorSuggestion) => string,
): PrefillPlan {
  const fill: Filling[] = [];
  const replace: Filling[] = [];
  const differing: { id: string; stands: string; told: Fed }[] = [];
  for (const one of suggestions) {
    const { id, fed } = one;
    const row = standing(id);
    const told: readonly Filling[] = [
      { row: id, field: "fed", value: fed },
      ...(fed === "fed" ? [{ row: id, field: "definition", value: one.definition } as const] : []),
      { row: id, field: "origin", value: originText(one) },
    ];
    if (row.fed !== "" && row.fed !== fed) {
      differing.push({ id, stands: row.fed, told: fed });
      replace.push(...told.filter(({ field }) => field !== "definition" || row.definition === ""));
    } else fill.push(...told.filter(({ field }) => row[field] === ""));
  }
  return { fill, rows: new Set(fill.map(({ row }) => row)).size, differing, replace };
}
