import published from "../../../spec/indicators/bed-indicators.json" with { type: "json" };

/** The seven attributes of an indicator; `EITHER` stands for the code of "either gender", which is a setting. */
export type IndicatorRowKey = Readonly<
  Record<
    | "capacityStatus"
    | "temporalityCapacity"
    | "genderCapacityAvailable"
    | "capacityClosingType"
    | "additionalBedType"
    | "crisisType"
    | "temporaryAssignement",
    string | null
  >
>;

/** An indicator as the conformity table of step 01 shows it. */
export interface IndicatorRow {
  readonly id: string;
  readonly labelFr: string;
  readonly labelEn: string;
  readonly group: string;
  readonly key: IndicatorRowKey;
  /** Seen in a public source, or derived from the model (bed-indicators §4, last column). */
  readonly documented: boolean;
  /** How Raccord computes it (bed-indicators §4). */
  readonly formula: string;
}

/** Every indicator of the list in `spec/indicators`, in its order. The list is derived; the official one replaces it. */
export const indicatorRows: readonly IndicatorRow[] = published.indicators.map(
  ({ id, labelFr, labelEn, group, key, confidence, formula }) => ({
    id,
    labelFr,
    labelEn,
    group,
    key,
    documented: confidence === "documented",
    formula,
  }),
);
