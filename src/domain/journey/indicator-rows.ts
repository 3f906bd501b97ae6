import published from "../../../spec/indicators/bed-indicators.json" with { type: "json" };

/** An indicator as the conformity table of step 01 shows it. */
export interface IndicatorRow {
  readonly id: string;
  readonly labelFr: string;
  readonly labelEn: string;
  readonly group: string;
  /** How Raccord computes it (bed-indicators §4). */
  readonly formula: string;
}

/** Every indicator of the list in `spec/indicators`, in its order. The list is derived; the official one replaces it. */
export const indicatorRows: readonly IndicatorRow[] = published.indicators.map(
  ({ id, labelFr, labelEn, group, formula }) => ({ id, labelFr, labelEn, group, formula }),
);
