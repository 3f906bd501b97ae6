import { Unreadable } from "./table.ts";

interface Merge {
  readonly column: number;
  readonly top: number;
  readonly bottom: number;
}

/** Rows looked at for all merges together: merges of a sound sheet do not overlap, so rows × columns is plenty. */
const stepsMax = 2_000_000;

/** Cells that were merged over several rows: one legal entity beside its establishments, usually. */
export class Merges {
  readonly #merges: Merge[] = [];
  readonly #max: number;

  constructor(max: number) {
    this.#max = max;
  }

  add(reference: string): void {
    const [, letters = "", top = "", bottom = ""] =
      /^\$?([A-Z]{1,3})\$?(\d{1,7}):\$?[A-Z]{1,3}\$?(\d{1,7})$/.exec(reference) ?? [];
    const merge = { column: columnNumber(letters), top: Number(top), bottom: Number(bottom) };
    if (letters === "" || merge.bottom <= merge.top) return;
    if (this.#merges.length === this.#max) throw new Unreadable("damaged");
    this.#merges.push(merge);
  }

  /**
   * Repeats the value of each merge in the rows below that hold something, and only there: a merge over a million rows
   * costs nothing. Returns the upper left cells of the merges that were repeated.
   */
  repeatDown(rows: ReadonlyMap<number, string[]>): { row: number; column: number }[] {
    const present = [...rows.keys()].sort((a, b) => a - b);
    const repeated: { row: number; column: number }[] = [];
    let steps = 0;
    for (const { column, top, bottom } of this.#merges) {
      const value = rows.get(top)?.[column - 1] ?? "";
      if (value === "") continue;
      let used = false;
      for (let at = firstAfter(present, top); at < present.length; at += 1) {
        const row = present[at] ?? Number.POSITIVE_INFINITY;
        if (row > bottom) break;
        steps += 1;
        if (steps > stepsMax) throw new Unreadable("damaged");
        const cells = rows.get(row);
        if (cells === undefined || (cells[column - 1] ?? "") !== "") continue;
        while (cells.length < column) cells.push("");
        cells[column - 1] = value;
        used = true;
      }
      if (used) repeated.push({ row: top, column });
    }
    return repeated;
  }
}

function firstAfter(sorted: readonly number[], limit: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) > limit) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The number of a column from its letters: `AB` is 28. */
export function columnNumber(letters: string): number {
  return [...letters].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0);
}
