import { type Combination, combinationKey } from "../dialect/capacity-url.ts";
import { sandboxStatement, type Work } from "./tables.ts";

/** One capacity row of a place. */
export interface HeldRow {
  readonly id: number;
  /** The extension as it was sent, JSON text. */
  readonly extension: string;
}

/** The extensions that a place holds, oldest first. */
export async function extensionsOf(work: Work, placeId: number): Promise<unknown[]> {
  const rows = await work
    .selectFrom("capacity_row")
    .select("extension")
    .where("place_id", "=", placeId)
    .orderBy("id")
    .execute();
  return rows.map((row) => JSON.parse(row.extension));
}

const everyRow = sandboxStatement((tables, the: { placeId: number }) =>
  tables
    .selectFrom("capacity_row")
    .select(["id", "extension"])
    .where("place_id", "=", the.placeId)
    .orderBy("id"),
);

/** Every row of a place, in the order of its extensions. */
export function heldRows(work: Work, placeId: number): HeldRow[] {
  return everyRow.all(work, { placeId });
}

const rowsOfCombination = sandboxStatement((tables, the: { placeId: number; combination: string }) =>
  tables
    .selectFrom("capacity_row")
    .select(["id", "extension"])
    .where("place_id", "=", the.placeId)
    .where("combination", "=", the.combination)
    .orderBy("id"),
);

/** The rows of one combination, oldest first. More than one only under the settings that allow it. */
export function rowsFor(work: Work, placeId: number, combination: Combination): HeldRow[] {
  return rowsOfCombination.all(work, { placeId, combination: combinationKey(combination) });
}

interface RowContent {
  readonly combination: Combination;
  /** JSON text. */
  readonly extension: string;
  readonly nowMs: number;
}

const rowInsertion = sandboxStatement(
  (tables, the: { placeId: number; combination: string; extension: string; nowMs: number }) =>
    tables.insertInto("capacity_row").values({
      place_id: the.placeId,
      combination: the.combination,
      extension: the.extension,
      written_ms: the.nowMs,
    }),
);

export function insertRow(work: Work, placeId: number, row: RowContent): void {
  insertRowAs(work, placeId, { ...row, combination: combinationKey(row.combination) });
}

/** The same under a combination that is spelt already (`combinationKey`). */
export function insertRowAs(
  work: Work,
  placeId: number,
  row: Omit<RowContent, "combination"> & { readonly combination: string },
): void {
  rowInsertion.run(work, { placeId, ...row });
}

const rowUpdate = sandboxStatement(
  (tables, the: { rowId: number; combination: string; extension: string; nowMs: number }) =>
    tables
      .updateTable("capacity_row")
      .set({ combination: the.combination, extension: the.extension, written_ms: the.nowMs })
      .where("id", "=", the.rowId),
);

export function updateRow(work: Work, rowId: number, row: RowContent): void {
  rowUpdate.run(work, { rowId, ...row, combination: combinationKey(row.combination) });
}

const rowDeletion = sandboxStatement((tables, the: { rowId: number }) =>
  tables.deleteFrom("capacity_row").where("id", "=", the.rowId),
);

export function deleteRow(work: Work, rowId: number): void {
  rowDeletion.run(work, { rowId });
}
