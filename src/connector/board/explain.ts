import { reasonText } from "../../domain/capacity/reason-text.ts";
import type { Why, WhyLine } from "../../domain/capacity/zone-types.ts";
import type { IndicatorKey } from "../../domain/indicators/indicator-key.ts";
import type { PlaceReport } from "../indicators/compute-place.ts";

/** Why each figure of a place is what it is: the beds and movements behind it. */
export function explainPlace(placeId: string, report: PlaceReport): unknown {
  return {
    place: placeId,
    at: new Date(report.atMs).toISOString(),
    figures: report.rows.map(({ indicator, count }) => ({
      indicator: indicator.id,
      label: { fr: indicator.labelFr, en: indicator.labelEn },
      count,
      lines: linesBehind(report.why, indicator.key).map((line) => ({
        bed: line.bed,
        state: line.state,
        reason: reasonText(line.reason),
        movements: line.movements,
      })),
    })),
    waiting: (report.why?.waiting ?? []).map((line) => ({
      bed: line.bed,
      state: line.state,
      reason: reasonText(line.reason),
      movements: line.movements,
    })),
  };
}

/** The lines whose number is the figure; none for figures typed by people and for forecasts. */
function linesBehind(why: Why | undefined, key: IndicatorKey): readonly WhyLine[] {
  if (!why || key.temporalityCapacity !== "01") return [];
  switch (key.capacityStatus) {
    case "01":
      return why.installed;
    case "02":
      return why.free[
        key.genderCapacityAvailable === "01" ? "F" : key.genderCapacityAvailable === "02" ? "M" : "either"
      ];
    case "03":
      return why.occupied;
    case "04":
      return why.reserved;
    case "05":
      return why.closed.filter((line) => line.reactivable === reactivableOf(key.capacityClosingType));
    case "06":
      return why.extra;
    default:
      return [];
  }
}

function reactivableOf(closingType: string | null): string {
  return closingType === "01" ? "yes" : closingType === "02" ? "no" : "unknown";
}
