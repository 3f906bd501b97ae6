import { type AnswerValue, textOf } from "../../domain/journey/facts.ts";
import type { Role } from "../../domain/journey/roles.ts";
import { regionOfRow } from "../../domain/journey/row-region.ts";
import type { StepId } from "../../domain/journey/step.ts";
import { fieldOf, sectionOf, writingOf } from "../../domain/journey/steps/table.ts";
import type { PortalDatabase } from "../store/tables.ts";
import type { Change, ChangeResults, SectionView } from "./shapes.ts";

/** Who types, and when. */
export interface Writer {
  readonly personId: string;
  readonly roles: readonly Role[];
  readonly atMs: number;
  /** Regions whose GRADeS the person is. */
  readonly regions?: readonly string[];
}

type Result = ChangeResults["results"][number];

/** Rows that one table of a journey can have. */
const rowsMax = 5_000;

/**
 * Stores what was typed, each change by itself: one that is refused or in conflict does not hold up the others. Values
 * that break a rule are stored as typed. Within one transaction of the caller.
 *
 * A change made on another revision than the stored one is a `conflict` unless it says the same; the answer then holds
 * the stored value. `refused`: no such field, or not this person's to write.
 */
export async function saveChanges(
  transaction: PortalDatabase,
  journeyId: string,
  changes: readonly Change[],
  writer: Writer,
): Promise<ChangeResults> {
  const results: Result[] = [];
  for (const change of changes) results.push(await saveChange(transaction, journeyId, change, writer));
  return { results };
}

async function saveChange(
  transaction: PortalDatabase,
  journeyId: string,
  change: Change,
  writer: Writer,
): Promise<Result> {
  const { section, row, field, value, base } = change;
  const place = { section, row, field };
  const refused: Result = { ...place, status: "refused", revision: 0, value: null, by: null };
  const writing = writable(change, writer.roles);
  if (writing === undefined) return refused;
  if (writing === "fields" && !(await isOwnRow(transaction, journeyId, change, writer.regions ?? [])))
    return refused;
  const stored = await transaction
    .selectFrom("answer")
    .select(["value", "revision", "by_person"])
    .where("journey_id", "=", journeyId)
    .where("section", "=", section)
    .where("row_id", "=", row)
    .where("field", "=", field)
    .executeTakeFirst();
  const text = JSON.stringify(value);
  if (stored !== undefined && stored.value === text)
    return { ...place, status: "saved", revision: stored.revision, value, by: stored.by_person };
  if (stored !== undefined && stored.revision !== base) {
    const kept = JSON.parse(stored.value) as AnswerValue;
    return { ...place, status: "conflict", revision: stored.revision, value: kept, by: stored.by_person };
  }
  if (stored === undefined && writing === "all" && !(await ensureRow(transaction, journeyId, section, row)))
    return refused;
  const revision = (stored?.revision ?? 0) + 1;
  const written = { value: text, revision, by_person: writer.personId, at_ms: writer.atMs };
  await transaction
    .insertInto("answer")
    .values({ journey_id: journeyId, section, row_id: row, field, ...written })
    .onConflict((conflict) =>
      conflict.columns(["journey_id", "section", "row_id", "field"]).doUpdateSet(written),
    )
    .execute();
  return { ...place, status: "saved", revision, value, by: writer.personId };
}

/** `all`: also adds rows. `fields`: only fields like this one, in rows that are there. */
function writable({ section, row, field }: Change, roles: readonly Role[]): "all" | "fields" | undefined {
  const found = sectionOf(section);
  if (found === undefined || fieldOf(section, field) === undefined) return undefined;
  if ((found.section.rows === "one") !== (row === "")) return undefined;
  const writing = writingOf(found.section, roles);
  if (writing === undefined || writing === "all") return writing;
  return writing.includes(field) ? "fields" : undefined;
}

async function hasRow(
  transaction: PortalDatabase,
  journeyId: string,
  section: string,
  row: string,
): Promise<boolean> {
  const found = await transaction
    .selectFrom("answer_row")
    .select("row_id")
    .where("journey_id", "=", journeyId)
    .where("section", "=", section)
    .where("row_id", "=", row)
    .executeTakeFirst();
  return found !== undefined;
}

/** True for a row that is there, not taken out, and not known to be another region's. */
async function isOwnRow(
  transaction: PortalDatabase,
  journeyId: string,
  { section, row }: Change,
  regions: readonly string[],
): Promise<boolean> {
  const found = (await readSection(transaction, journeyId, section)).rows.find(({ id }) => id === row);
  return found !== undefined && isOfRegions(found, regions);
}

/** False for a row that is known to be another region's business. */
export function isOfRegions({ fields }: SectionView["rows"][number], regions: readonly string[]): boolean {
  const values = Object.fromEntries(Object.entries(fields).map(([name, { value }]) => [name, value]));
  const region = regionOfRow({ fields: values });
  return region === undefined || regions.includes(region);
}

/** True when the row is there or could be added at the end of its table. */
async function ensureRow(
  transaction: PortalDatabase,
  journeyId: string,
  section: string,
  row: string,
): Promise<boolean> {
  if (await hasRow(transaction, journeyId, section, row)) return true;
  const { count } = await transaction
    .selectFrom("answer_row")
    .select((select) => select.fn.countAll<number>().as("count"))
    .where("journey_id", "=", journeyId)
    .where("section", "=", section)
    .executeTakeFirstOrThrow();
  if (Number(count) >= rowsMax) return false;
  await transaction
    .insertInto("answer_row")
    .values({ journey_id: journeyId, section, row_id: row, position: Number(count), removed: 0 })
    .onConflict((conflict) => conflict.columns(["journey_id", "section", "row_id"]).doNothing())
    .execute();
  return true;
}

/**
 * Takes a row out of its table, or puts it back as it was: its answers stay. Returns what was done, for the trail, with a
 * text of the row to know it by; nothing when there is no such row, when it is so already, or when the person may not.
 */
export async function markRow(
  transaction: PortalDatabase,
  journeyId: string,
  row: { readonly section: string; readonly row: string; readonly removed: boolean },
  roles: readonly Role[],
): Promise<{ readonly changed: boolean; readonly step: StepId; readonly name: string } | undefined> {
  const found = sectionOf(row.section);
  if (found === undefined || found.section.rows !== "many") return undefined;
  if (writingOf(found.section, roles) !== "all") return undefined;
  if (!(await hasRow(transaction, journeyId, row.section, row.row))) return undefined;
  const done = await transaction
    .updateTable("answer_row")
    .set({ removed: row.removed ? 1 : 0 })
    .where("journey_id", "=", journeyId)
    .where("section", "=", row.section)
    .where("row_id", "=", row.row)
    .where("removed", "!=", row.removed ? 1 : 0)
    .executeTakeFirst();
  const answers = await transaction
    .selectFrom("answer")
    .select(["field", "value"])
    .where("journey_id", "=", journeyId)
    .where("section", "=", row.section)
    .where("row_id", "=", row.row)
    .execute();
  const values = new Map(answers.map(({ field, value }) => [field, JSON.parse(value) as AnswerValue]));
  const name = Object.keys(found.section.fields)
    .map((field) => textOf(values.get(field)))
    .find((text) => text !== "");
  return { changed: done.numUpdatedRows > 0n, step: found.step.id, name: name ?? row.row };
}

interface StoredRow {
  readonly section: string;
  readonly row_id: string;
  readonly field: string;
  readonly value: string;
  readonly revision: number;
  readonly by_person: string;
  readonly at_ms: number;
}

/** Answers in the order of their rows; all sections, or one. Removed rows are left out. */
export async function readAnswers(
  database: PortalDatabase,
  journeyId: string,
  section?: string,
): Promise<readonly StoredRow[]> {
  const query = database
    .selectFrom("answer")
    .innerJoin("answer_row", (join) =>
      join
        .onRef("answer_row.journey_id", "=", "answer.journey_id")
        .onRef("answer_row.section", "=", "answer.section")
        .onRef("answer_row.row_id", "=", "answer.row_id"),
    )
    .select(["answer.section", "answer.row_id", "field", "value", "revision", "by_person", "at_ms"])
    .where("answer.journey_id", "=", journeyId)
    .where("removed", "=", 0)
    .orderBy("answer.section")
    .orderBy("position")
    .orderBy("answer.row_id");
  return section === undefined ? query.execute() : query.where("answer.section", "=", section).execute();
}

/** One section as the pages show it. */
export async function readSection(
  database: PortalDatabase,
  journeyId: string,
  section: string,
): Promise<SectionView> {
  const rows: SectionView["rows"] = [];
  for (const stored of await readAnswers(database, journeyId, section)) {
    let row = rows.at(-1);
    if (row === undefined || row.id !== stored.row_id) {
      row = { id: stored.row_id, fields: {} };
      rows.push(row);
    }
    row.fields[stored.field] = {
      value: JSON.parse(stored.value) as AnswerValue,
      revision: stored.revision,
      by: stored.by_person,
      at: new Date(stored.at_ms).toISOString(),
    };
  }
  return { section, rows };
}
