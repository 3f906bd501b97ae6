import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { fictiville } from "../../domain/establishments/test-support/lines.ts";
import { inTransaction } from "../../runtime/database.ts";
import { migrate } from "../../runtime/migrate.ts";
import { openSqlite } from "../../runtime/sqlite.ts";
import { portalMigrations } from "../store/migrations.ts";
import type { PortalDatabase, PortalTables } from "../store/tables.ts";
import { keptLists } from "./kept-lists.ts";
import { listReader } from "./list-reader.ts";
import { saveLine } from "./list-store.ts";

const anne = { personId: "anne", atMs: 1_000 };

async function openDatabase(t: TestContext): Promise<PortalDatabase> {
  const database = openSqlite<PortalTables>(":memory:");
  t.after(() => database.destroy());
  await migrate(database, portalMigrations);
  return database;
}

function save(handle: PortalDatabase, base: number, name: string): ReturnType<typeof saveLine> {
  const { id, ...fields } = fictiville(1);
  return saveLine(handle, "j", { id, base, fields: { ...fields, name } }, anne);
}

const namesOf = async (handle: PortalDatabase): Promise<readonly string[]> =>
  (await listReader.lines(handle, "j")).map(({ name }) => name);

test("an unchanged list is not read again, a changed one is", async (t) => {
  const database = await openDatabase(t);
  await inTransaction(database, (transaction) => save(transaction, 0, "Avant"));
  const first = await listReader.lines(database, "j");
  assert.equal(await listReader.lines(database, "j"), first);
  await inTransaction(database, (transaction) => save(transaction, 1, "Après"));
  assert.deepEqual(await namesOf(database), ["Après"]);
  assert.notEqual(await listReader.lines(database, "j"), first);
});

test("what a transaction wrote and took back is never shown, even under the revision that it would have had", async (t) => {
  const database = await openDatabase(t);
  await inTransaction(database, (transaction) => save(transaction, 0, "Avant"));
  const takenBack = inTransaction(database, async (transaction) => {
    await save(transaction, 1, "Jamais");
    assert.deepEqual(await namesOf(transaction), ["Jamais"]);
    throw new Error("taken back");
  });
  await assert.rejects(takenBack, /taken back/);
  assert.deepEqual(await namesOf(database), ["Avant"]);
  await inTransaction(database, (transaction) => save(transaction, 1, "Après"));
  assert.deepEqual(await namesOf(database), ["Après"]);
});

test("lists of two databases do not mix, and the list not asked for the longest goes first", async (t) => {
  const [one, two] = [await openDatabase(t), await openDatabase(t)];
  const lists = keptLists(5);
  const lines = (count: number) => Array.from({ length: count }, (_, index) => fictiville(index));
  lists.keep(one, "a", { revision: 1, lines: lines(2) });
  assert.equal(lists.find(two, "a", 1), undefined);
  assert.equal(lists.find(one, "a", 2), undefined);
  lists.keep(one, "b", { revision: 1, lines: lines(2) });
  assert.equal(lists.find(one, "a", 1)?.length, 2);
  lists.keep(one, "c", { revision: 1, lines: lines(3) });
  assert.equal(lists.find(one, "b", 1), undefined);
  assert.deepEqual([lists.find(one, "a", 1)?.length, lists.find(one, "c", 1)?.length], [2, 3]);
  lists.keep(one, "d", { revision: 1, lines: lines(6) });
  for (const id of ["a", "c", "d"]) assert.equal(lists.find(one, id, 1), undefined);
});
