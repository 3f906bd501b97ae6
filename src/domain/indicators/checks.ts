import type { CapacityFigures } from "../capacity/zone-types.ts";
import type { IndicatorRow, SourceType } from "./indicators.ts";

export type ViolationCode =
  | "installed-below-closed"
  | "beds-beyond-capacity"
  | "closed-but-available"
  | "count-not-natural"
  | "update-date-in-future"
  | "source-type-mismatch";

/** Why the rows of a place must not be sent. */
export interface Violation {
  readonly code: ViolationCode;
  readonly fr: string;
  readonly en: string;
}

/** Who made the figures: a person, or a system by itself. */
export type Origin = "typed" | "automatic";

export interface Sendable {
  readonly figures: CapacityFigures;
  readonly rows: readonly IndicatorRow[];
  /** The offer or the unit is closed as a whole. */
  readonly unitClosed: boolean;
  readonly updateMs: number;
  readonly nowMs: number;
  readonly sourceType: SourceType;
  readonly origin: Origin;
}

/** The six checks before sending (bed-indicators §5). A violation means: do not send, say why. */
export function violationsOf(sendable: Sendable): readonly Violation[] {
  const { figures } = sendable;
  return [
    checkInstalled(figures),
    checkCapacity(figures),
    checkUnitClosed(figures, sendable.unitClosed),
    checkNatural(sendable.rows),
    checkUpdateDate(sendable.updateMs, sendable.nowMs),
    checkSourceType(sendable.sourceType, sendable.origin),
  ].flatMap((violation) => (violation ? [violation] : []));
}

function closedSum({ closed }: CapacityFigures): number {
  return closed.yes + closed.no + closed.unknown;
}

function freeSum({ free }: CapacityFigures): number {
  return free.F + free.M + free.either;
}

/** Check 1: INST ≥ sum of FERM_*. */
export function checkInstalled(figures: CapacityFigures): Violation | undefined {
  const closed = closedSum(figures);
  if (figures.installed >= closed) return undefined;
  return {
    code: "installed-below-closed",
    fr: `${closed} lits fermés pour ${figures.installed} installés.`,
    en: `${closed} closed beds but ${figures.installed} installed.`,
  };
}

/** Check 2: OCC + RES + sum of DISP_*(now) ≤ INST − sum of FERM_* + SUP_MOB. Figures that are not known count 0. */
export function checkCapacity(figures: CapacityFigures): Violation | undefined {
  const used = (figures.occupied ?? 0) + (figures.reserved ?? 0) + freeSum(figures);
  const open = figures.installed - closedSum(figures) + (figures.extra?.mobilised ?? 0);
  if (used <= open) return undefined;
  return {
    code: "beds-beyond-capacity",
    fr: `Occupés, réservés et disponibles font ${used} pour ${open} lits ouverts.`,
    en: `Occupied, reserved and available add up to ${used} for ${open} open beds.`,
  };
}

/**
 * Check 3: a closed offer or unit has nothing available (rule RG_EXP_047). Whether that also holds for forecasts is an
 * open question to the operator (bed-indicators §8, 8); a unit that reopens tomorrow may forecast beds here.
 */
export function checkUnitClosed(figures: CapacityFigures, unitClosed: boolean): Violation | undefined {
  const free = freeSum(figures);
  if (!unitClosed || free === 0) return undefined;
  return {
    code: "closed-but-available",
    fr: `L'unité est fermée mais ${free} lits seraient disponibles (RG_EXP_047).`,
    en: `The unit is closed but ${free} beds would be available (RG_EXP_047).`,
  };
}

/** Check 4: nbCapacity is an integer ≥ 0. */
export function checkNatural(rows: readonly IndicatorRow[]): Violation | undefined {
  const wrong = rows.filter(({ count }) => !Number.isSafeInteger(count) || count < 0);
  if (wrong.length === 0) return undefined;
  const list = wrong.map(({ indicator, count }) => `${indicator.id} ${count}`).join(", ");
  return {
    code: "count-not-natural",
    fr: `Valeurs qui ne sont pas des entiers positifs ou nuls : ${list}.`,
    en: `Values that are not integers from 0: ${list}.`,
  };
}

/** Check 5: capacityUpdateDate is the date of the information in the source, never in the future. */
export function checkUpdateDate(updateMs: number, nowMs: number): Violation | undefined {
  if (updateMs <= nowMs) return undefined;
  return {
    code: "update-date-in-future",
    fr: "La date de mise à jour est dans le futur.",
    en: "The update date lies in the future.",
  };
}

/** Check 6: 01 for typed values and only for them; 02, 03 or 04 for a system (TRE_R335). */
export function checkSourceType(sourceType: SourceType, origin: Origin): Violation | undefined {
  if ((sourceType === "01") === (origin === "typed")) return undefined;
  return {
    code: "source-type-mismatch",
    fr: `Type de source ${sourceType} pour des valeurs ${origin === "typed" ? "saisies" : "automatiques"}.`,
    en: `Source type ${sourceType} for ${origin === "typed" ? "typed" : "automatic"} values.`,
  };
}
