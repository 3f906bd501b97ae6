import type { Board, Indicator, Place } from "../../live/board-schema.ts";

/** Who an available bed is for. */
export type Gender = "women" | "men" | "either";

export const genders: readonly Gender[] = ["women", "men", "either"];

/** Columns of the table of places, in their order. Whatever else a place has is shown in its details. */
export const columnIds = [
  "women",
  "men",
  "either",
  "installed",
  "closedReactivable",
  "closedNot",
  "closedUnknown",
  "occupied",
  "reserved",
] as const;

export type ColumnId = (typeof columnIds)[number];

/*
 * By the seven attributes, not by the indicator's name: the names are ours until the operator's list arrives
 * (bed-indicators §4). Gender 03 is the former code of 04 (bed-indicators §2.1).
 */
const columnOfKey: Readonly<Record<string, ColumnId>> = {
  "02/01/01/-/-/-/01": "women",
  "02/01/02/-/-/-/01": "men",
  "02/01/03/-/-/-/01": "either",
  "02/01/04/-/-/-/01": "either",
  "01/01/-/-/-/-/01": "installed",
  "05/01/-/01/-/-/01": "closedReactivable",
  "05/01/-/02/-/-/01": "closedNot",
  "05/01/-/03/-/-/01": "closedUnknown",
  "03/01/-/-/-/-/01": "occupied",
  "04/01/-/-/-/-/01": "reserved",
};

/** The column that shows this indicator, if one does. */
export function columnOf(indicator: Indicator): ColumnId | undefined {
  return columnOfKey[indicator.key];
}

/** The columns that at least one place fills. */
export function columnsOf(places: readonly Place[]): readonly ColumnId[] {
  const used = new Set(places.flatMap((place) => place.indicators.map(columnOf)));
  return columnIds.filter((id) => used.has(id));
}

/** The indicators of a place by column, and those without one. */
export function arrange(place: Place): {
  readonly cells: ReadonlyMap<ColumnId, Indicator>;
  readonly others: readonly Indicator[];
} {
  const cells = new Map<ColumnId, Indicator>();
  const others: Indicator[] = [];
  for (const indicator of place.indicators) {
    const column = columnOf(indicator);
    if (column === undefined || cells.has(column)) others.push(indicator);
    else cells.set(column, indicator);
  }
  return { cells, others };
}

/** `undefined` unless the indicator counts beds available now; every assignment counts (bed-indicators §1). */
function availableGender(key: string): Gender | undefined {
  const [status, temporality, gender] = key.split("/");
  if (status !== "02" || temporality !== "01") return undefined;
  if (gender === "01") return "women";
  return gender === "02" ? "men" : "either";
}

export interface Total {
  /** What the hospital says now. `null`: no place says anything. */
  readonly wanted: number | null;
  /** What the national ROR is known to hold. */
  readonly confirmed: number | null;
  /** Figures of this total that the hospital does not know. */
  readonly unknown: number;
}

/** Beds, or places of day and session care, available now, by gender. `undefined` when no place of this nature has any. */
export function availableTotals(
  board: Board,
  nature: Place["nature"],
): Readonly<Record<Gender, Total>> | undefined {
  const figures = board.places
    .filter((place) => place.nature === nature)
    .flatMap((place) => place.indicators)
    .map((indicator) => ({ indicator, gender: availableGender(indicator.key) }))
    .filter(({ gender }) => gender !== undefined);
  if (figures.length === 0) return undefined;
  const total = (gender: Gender): Total => {
    const own = figures.filter((figure) => figure.gender === gender).map((figure) => figure.indicator);
    return {
      wanted: sum(own.map((indicator) => indicator.wanted)),
      confirmed: sum(own.map((indicator) => indicator.confirmed)),
      unknown: own.filter((indicator) => indicator.wanted === null).length,
    };
  };
  return { women: total("women"), men: total("men"), either: total("either") };
}

function sum(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((left, right) => left + right, 0);
}

/** True when somebody should look at this place. */
export function needsAttention(place: Place): boolean {
  return (
    place.state === "parked" ||
    place.held.length > 0 ||
    place.warnings.length > 0 ||
    place.indicators.some((indicator) => indicator.status !== "confirmed")
  );
}

/** Small and large letters, accents and the order of words do not matter. */
export function matchesSearch(place: Place, search: string): boolean {
  const fold = (text: string): string =>
    text
      .normalize("NFD")
      .replace(/\p{Mn}/gu, "")
      .toLowerCase();
  const subject = fold(`${place.label} ${place.identifier} ${place.id} ${place.feed} ${place.target}`);
  return fold(search)
    .split(/\s+/)
    .every((word) => subject.includes(word));
}
