import type { UnitFigures } from "../beds/register.ts";
import type { CapacityFigures } from "./zone-types.ts";

/** TRE_R335 01: a value typed by hand (bed-indicators §5, check 6). */
export const typedSourceType = "01" as const;

export type TypedFigures =
  | {
      readonly kind: "figures";
      readonly figures: CapacityFigures;
      /** When the newest line was true: `capacityUpdateDate` (DESIGN §3). */
      readonly newestMs: number;
      /** When the oldest line was true: what a freshness limit is about (input-side §1.1). */
      readonly oldestMs: number;
    }
  /** A unit without a line means "no data", never 0 (input-side §1.1): the place is not computed. */
  | { readonly kind: "missing-units"; readonly units: readonly string[] }
  /** Two lines of one unit: nobody says which is right. */
  | { readonly kind: "repeated-units"; readonly units: readonly string[] };

/**
 * The figures of a place whose `units` are described by lines that people typed. Several units are summed; `occupied`
 * and `reserved` stay unknown unless every unit gives them, since a sum with a gap is not a sum. Lines of other units
 * are left aside. Values are summed as given: `checks.ts` refuses negative, broken or impossible ones.
 */
export function typedFigures(units: readonly string[], lines: readonly UnitFigures[]): TypedFigures {
  const wanted = [...new Set(units)];
  const chosen = lines.filter((line) => wanted.includes(line.unit));
  const missing = wanted.filter((unit) => !chosen.some((line) => line.unit === unit));
  if (missing.length > 0 || wanted.length === 0) return { kind: "missing-units", units: missing.sort() };
  const repeated = wanted.filter((unit) => chosen.filter((line) => line.unit === unit).length > 1);
  if (repeated.length > 0) return { kind: "repeated-units", units: repeated.sort() };
  const sum = (value: (line: UnitFigures) => number): number =>
    chosen.reduce((total, line) => total + value(line), 0);
  const occupied = sumIfKnown(chosen.map((line) => line.occupied));
  const reserved = sumIfKnown(chosen.map((line) => line.reserved));
  return {
    kind: "figures",
    figures: {
      installed: sum((line) => line.installed),
      closed: {
        yes: sum((line) => line.closedReactivable),
        no: sum((line) => line.closedNotReactivable),
        unknown: sum((line) => line.closedUnknown),
      },
      free: {
        F: sum((line) => line.freeF),
        M: sum((line) => line.freeM),
        either: sum((line) => line.freeEither),
      },
      ...(occupied === undefined ? {} : { occupied }),
      ...(reserved === undefined ? {} : { reserved }),
    },
    newestMs: chosen.reduce((newest, line) => Math.max(newest, line.at.ms), Number.NEGATIVE_INFINITY),
    oldestMs: chosen.reduce((oldest, line) => Math.min(oldest, line.at.ms), Number.POSITIVE_INFINITY),
  };
}

function sumIfKnown(values: readonly (number | undefined)[]): number | undefined {
  let total = 0;
  for (const value of values) {
    if (value === undefined) return undefined;
    total += value;
  }
  return total;
}
