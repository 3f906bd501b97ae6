import { emptyFields } from "../../domain/establishments/columns.ts";
import type { EstablishmentFact } from "../../domain/journey/facts.ts";
import type { PortalDatabase } from "../store/tables.ts";
import { fromRow, type ListWriter, toRow } from "./line-rows.ts";
import { type LineChange, type LineResult, linesMax, type StoredLine, type StoredList } from "./shapes.ts";

/*
 * The working list of a journey. Functions that write are called inside a transaction of the caller, who adds the line of
 * the audit trail; each takes the list's row first, so that two who write at once come one after the other.
 */

/** Rows of one INSERT: SQLite and PostgreSQL bound the number of values. */
const insertRows = 500;

/** Revision of the list, 0 of a journey without one: every change of a line raises it. */
export async function readListRevision(handle: PortalDatabase, journeyId: string): Promise<number> {
  const list = await handle
    .selectFrom("establishment_list")
    .select("revision")
    .where("journey_id", "=", journeyId)
    .executeTakeFirst();
  return list?.revision ?? 0;
}

/** The list in its order. Of a journey without one: no lines, revision 0. */
export async function readWorkingList(handle: PortalDatabase, journeyId: string): Promise<StoredList> {
  const revision = await readListRevision(handle, journeyId);
  const rows = await handle
    .selectFrom("establishment_line")
    .selectAll()
    .where("journey_id", "=", journeyId)
    .orderBy("position")
    .orderBy("id")
    .execute();
  return { revision, lines: rows.map(fromRow) };
}

export type ReplaceResult =
  | { readonly status: "saved"; readonly revision: number }
  | { readonly status: "conflict" | "refused"; readonly revision: number };

/**
 * Puts these lines in place of all. `base` is the list's revision that the person saw: `conflict` when somebody changed
 * it since, `refused` when there are more lines than a list may have or an identifier stands twice; nothing is written
 * then.
 */
export async function replaceList(
  transaction: PortalDatabase,
  journeyId: string,
  change: { readonly base: number; readonly lines: readonly EstablishmentFact[] },
  writer: ListWriter,
): Promise<ReplaceResult> {
  const { base, lines } = change;
  const current = await holdList(transaction, journeyId);
  if (current !== base) return { status: "conflict", revision: current };
  if (lines.length > linesMax || new Set(lines.map(({ id }) => id)).size < lines.length) {
    return { status: "refused", revision: current };
  }
  const revision = await nextRevision(transaction, journeyId);
  await transaction.deleteFrom("establishment_line").where("journey_id", "=", journeyId).execute();
  const rows = lines.map((line, position) => toRow(line, { journeyId, position, revision }, writer));
  for (let at = 0; at < rows.length; at += insertRows) {
    await transaction
      .insertInto("establishment_line")
      .values(rows.slice(at, at + insertRows))
      .execute();
  }
  return { status: "saved", revision };
}

/**
 * Adds a line at the end (`base` 0), or changes the columns given of the line that was seen with revision `base`. A change
 * that says what already stands is `saved` whatever its base. A line that was removed meanwhile is a `conflict`: `null`
 * stands in its place, and adding it again is the person's choice.
 */
export async function saveLine(
  transaction: PortalDatabase,
  journeyId: string,
  { id, base, fields }: LineChange,
  writer: ListWriter,
): Promise<LineResult> {
  await holdList(transaction, journeyId);
  const stored = await readLine(transaction, journeyId, id);
  if (stored === undefined) {
    if (base !== 0) return { id, status: "conflict", line: null };
    return addLine(transaction, journeyId, { ...emptyFields(), ...defined(fields), id }, writer);
  }
  const line: EstablishmentFact = { ...stored.line, ...defined(fields) };
  if (same(line, stored.line)) return { id, status: "saved", line: stored };
  if (stored.revision !== base) return { id, status: "conflict", line: stored };
  const revision = await nextRevision(transaction, journeyId);
  const { position, ...columns } = toRow(line, { journeyId, position: 0, revision }, writer);
  await transaction
    .updateTable("establishment_line")
    .set(columns)
    .where("journey_id", "=", journeyId)
    .where("id", "=", id)
    .execute();
  return { id, status: "saved", line: { line, revision, by: writer.personId, atMs: writer.atMs } };
}

/** Removes the line that was seen with revision `base`; `removed` also when it was gone already. */
export async function removeLine(
  transaction: PortalDatabase,
  journeyId: string,
  { id, base }: { readonly id: string; readonly base: number },
): Promise<LineResult> {
  await holdList(transaction, journeyId);
  const stored = await readLine(transaction, journeyId, id);
  if (stored === undefined) return { id, status: "removed", line: null };
  if (stored.revision !== base) return { id, status: "conflict", line: stored };
  await nextRevision(transaction, journeyId);
  await transaction
    .deleteFrom("establishment_line")
    .where("journey_id", "=", journeyId)
    .where("id", "=", id)
    .execute();
  return { id, status: "removed", line: null };
}

async function addLine(
  transaction: PortalDatabase,
  journeyId: string,
  line: EstablishmentFact,
  writer: ListWriter,
): Promise<LineResult> {
  const { count, last } = await transaction
    .selectFrom("establishment_line")
    .select(({ fn }) => [fn.countAll<number>().as("count"), fn.max("position").as("last")])
    .where("journey_id", "=", journeyId)
    .executeTakeFirstOrThrow();
  if (Number(count) >= linesMax) return { id: line.id, status: "refused", line: null };
  const revision = await nextRevision(transaction, journeyId);
  const row = toRow(line, { journeyId, position: Number(last ?? -1) + 1, revision }, writer);
  await transaction.insertInto("establishment_line").values(row).execute();
  return {
    id: line.id,
    status: "saved",
    line: { line, revision, by: writer.personId, atMs: writer.atMs },
  };
}

async function readLine(
  transaction: PortalDatabase,
  journeyId: string,
  id: string,
): Promise<StoredLine | undefined> {
  const row = await transaction
    .selectFrom("establishment_line")
    .selectAll()
    .where("journey_id", "=", journeyId)
    .where("id", "=", id)
    .executeTakeFirst();
  return row === undefined ? undefined : fromRow(row);
}

/** Takes the list's row for this transaction, making it if need be, and returns the list's revision. */
export async function holdList(transaction: PortalDatabase, journeyId: string): Promise<number> {
  // An update that changes nothing locks the row on PostgreSQL; on SQLite one transaction writes at a time anyway.
  const { revision } = await transaction
    .insertInto("establishment_list")
    .values({ journey_id: journeyId, revision: 0 })
    .onConflict((conflict) =>
      conflict
        .column("journey_id")
        .doUpdateSet((it) => ({ revision: it.ref("establishment_list.revision") })),
    )
    .returning("revision")
    .executeTakeFirstOrThrow();
  return revision;
}

async function nextRevision(transaction: PortalDatabase, journeyId: string): Promise<number> {
  const { revision } = await transaction
    .updateTable("establishment_list")
    .set((it) => ({ revision: it("revision", "+", 1) }))
    .where("journey_id", "=", journeyId)
    .returning("revision")
    .executeTakeFirstOrThrow();
  return revision;
}

function same(a: EstablishmentFact, b: EstablishmentFact): boolean {
  return Object.keys(emptyFields()).every((column) => {
    const key = column as keyof ReturnType<typeof emptyFields>;
    return a[key] === b[key];
  });
}

/** Columns that were given. */
function defined(fields: LineChange["fields"]): Partial<ReturnType<typeof emptyFields>> {
  return Object.fromEntries(Object.entries(fields).filter(([, text]) => text !== undefined));
}
