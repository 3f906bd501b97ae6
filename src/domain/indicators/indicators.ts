import type { CapacityFigures, GenderCounts, Horizon } from "../capacity/zone-types.ts";
import type { Catalogue, Indicator, IndicatorChoice } from "./catalogue.ts";
import { publishedCatalogue } from "./catalogue.ts";
import type { IndicatorKey } from "./indicator-key.ts";

/** TRE_R335: 01 typed by hand, 02 bed management, 03 patient administration, 04 patient record. */
export type SourceType = "01" | "02" | "03" | "04";

export interface IndicatorRow {
  readonly indicator: Indicator;
  readonly count: number;
  readonly sourceType: SourceType;
}

export interface RowOptions extends IndicatorChoice {
  readonly sourceType: SourceType;
  /** The official list, once known; default: the published one. */
  readonly catalogue?: Catalogue;
  /**
   * Figures of the beds set aside, by temporary assignment (JDV_J195: 02, 03). `figures` must then not contain those
   * beds: rows of all assignments add up to the place (bed-indicators §1).
   */
  readonly assigned?: Readonly<Partial<Record<"02" | "03", CapacityFigures>>>;
}

const horizonOf: Readonly<Record<string, Horizon | "now">> = {
  "01": "now",
  "02": "h1",
  "03": "h24",
  "04": "h48",
  "05": "d7",
};

/**
 * The rows of a place, zeros included (bed-indicators §2.2). The value is found by the seven attributes, not by the id,
 * so that another list works without code. An indicator whose figure is not known gives no row: never a guessed 0.
 */
export function indicatorRows(figures: CapacityFigures, options: RowOptions): readonly IndicatorRow[] {
  const { catalogue = publishedCatalogue, sourceType, assigned = {}, ...choice } = options;
  return catalogue.indicatorsFor(choice).flatMap((indicator) => {
    const assignment = indicator.key.temporaryAssignement;
    const source =
      assignment === "01"
        ? figures
        : assignment === "02" || assignment === "03"
          ? assigned[assignment]
          : undefined;
    const count = source && countOf(source, indicator.key);
    return count === undefined ? [] : [{ indicator, count, sourceType }];
  });
}

/** Which attributes may be present, by status (bed-indicators §4): any other combination has no figure here. */
function countOf(figures: CapacityFigures, key: IndicatorKey): number | undefined {
  const present = [
    key.genderCapacityAvailable === null ? "" : "gender",
    key.capacityClosingType === null ? "" : "closing",
    key.additionalBedType === null ? "" : "additional",
    key.crisisType === null ? "" : "crisis",
  ].join("");
  if (key.capacityStatus === "02") return present === "gender" ? availableCount(figures, key) : undefined;
  if (key.temporalityCapacity !== "01") return undefined;
  switch (`${key.capacityStatus}${present}`) {
    case "01":
      return figures.installed;
    case "03":
      return figures.occupied;
    case "04":
      return figures.reserved;
    case "05closing":
      return closedCount(figures, key.capacityClosingType);
    case "06additional":
    case "06additionalcrisis":
      return extraCount(figures, key);
    default:
      return undefined;
  }
}

function availableCount(figures: CapacityFigures, key: IndicatorKey): number | undefined {
  const horizon = horizonOf[key.temporalityCapacity];
  if (!horizon) return undefined;
  const counts: GenderCounts | undefined = horizon === "now" ? figures.free : figures.forecast?.[horizon];
  switch (key.genderCapacityAvailable) {
    case "01":
      return counts?.F;
    case "02":
      return counts?.M;
    case "03":
    case "04":
      return counts?.either;
    default:
      return undefined;
  }
}

function closedCount(figures: CapacityFigures, closingType: string | null): number | undefined {
  switch (closingType) {
    case "01":
      return figures.closed.yes;
    case "02":
      return figures.closed.no;
    case "03":
      return figures.closed.unknown;
    default:
      return undefined;
  }
}

/** TRE_R334: 01 mobilised, 02 mobilisable without staff, 03 with staff; TRE_R336: 01 PMIE 1, 02 plan blanc. */
function extraCount(figures: CapacityFigures, key: IndicatorKey): number | undefined {
  switch (`${key.additionalBedType ?? "-"}/${key.crisisType ?? "-"}`) {
    case "01/-":
      return figures.extra?.mobilised;
    case "02/01":
      return figures.extra?.withoutStaffPmie1;
    case "02/02":
      return figures.extra?.withoutStaffSse;
    case "03/01":
      return figures.extra?.withStaffPmie1;
    case "03/02":
      return figures.extra?.withStaffSse;
    default:
      return undefined;
  }
}
