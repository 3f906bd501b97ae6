import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { inTransaction } from "../../runtime/database.ts";
import { migrate } from "../../runtime/migrate.ts";
import { openSqlite } from "../../runtime/sqlite.ts";
import { portalMigrations } from "../store/migrations.ts";
import type { PortalDatabase, PortalTables } from "../store/tables.ts";
import { removingAction } from "./chain.ts";
import { redactLines } from "./redact.ts";
import { verifyTrail, writeTrail } from "./trail.ts";

const by = { personId: "p-1", name: "Ada Essai" };

async function opened(t: TestContext, lines = 6): Promise<PortalDatabase> {
  const database = openSqlite<PortalTables>(":memory:");
  t.after(() => database.destroy());
  await migrate(database, portalMigrations);
  for (let index = 1; index <= lines; index += 1)
    await inTransaction(database, (own) =>
      writeTrail(own, {
        atMs: index,
        by,
        journeyId: index % 2 === 0 ? "even" : "odd",
        action: "noted",
        what: { secret: `secret-${index}` },
        why: "pourquoi",
      }),
    );
  return database;
}

function redact(database: PortalDatabase, journeyId: string): Promise<number> {
  return inTransaction(database, (own) =>
    redactLines(
      own,
      { journeyId },
      { atMs: 99, by: { personId: "x", name: "Opérateur" }, what: {}, why: "fin" },
    ),
  );
}

async function found(database: PortalDatabase): Promise<string[]> {
  return (await verifyTrail(database)).faults.map(({ fault, sequence }) => `${fault} ${sequence}`);
}

test("words are gone, the lines stay, and the trail still verifies, also with a head noted before", async (t) => {
  const database = await opened(t);
  const { head } = await verifyTrail(database);
  assert.equal(await redact(database, "even"), 3);
  const rows = await database.selectFrom("audit_entry").selectAll().orderBy("sequence").execute();
  assert.doesNotMatch(JSON.stringify(rows), /secret-[246]/);
  assert.match(JSON.stringify(rows), /secret-1.*secret-3.*secret-5/);
  assert.equal(rows.length, 7);
  assert.equal(rows.at(-1)?.action, removingAction);
  const verdict = await verifyTrail(database, head);
  assert.deepEqual([verdict.faults, verdict.expectedFound], [[], true]);
  assert.equal(await redact(database, "even"), 0, "nothing is left to remove");
  assert.deepEqual(await found(database), []);
});

test("thousands of lines are named in several, and verify", async (t) => {
  const database = await opened(t, 1_210);
  assert.equal(await redact(database, "odd"), 605);
  const told = await database
    .selectFrom("audit_entry")
    .select("sequence")
    .where("action", "=", removingAction)
    .execute();
  assert.equal(told.length, 2);
  assert.deepEqual(await found(database), []);
});

test("an emptied line that no line names, or whose rest was changed, is found", async (t) => {
  const database = await opened(t);
  await redact(database, "even");
  await database.updateTable("audit_entry").set({ at_ms: 5_000 }).where("sequence", "=", 4).execute();
  assert.deepEqual(await found(database), ["altered 4"]);
  await database.updateTable("audit_entry").set({ at_ms: 4 }).where("sequence", "=", 4).execute();
  assert.deepEqual(await found(database), []);
  await database
    .updateTable("audit_entry")
    .set({ by_name: "", what: '{"removed":true}', why: "" })
    .where("sequence", "=", 3)
    .execute();
  assert.deepEqual(await found(database), ["altered 3"]);
});

test("a line that tells of removals is not to be altered either", async (t) => {
  const database = await opened(t);
  await redact(database, "even");
  const { what } = await database
    .selectFrom("audit_entry")
    .select("what")
    .where("sequence", "=", 7)
    .executeTakeFirstOrThrow();
  await database
    .updateTable("audit_entry")
    .set({ what: what.replace("[2,", "[1,") })
    .where("sequence", "=", 7)
    .execute();
  assert.deepEqual(await found(database), ["altered 2", "altered 4", "altered 6", "altered 7"]);
});
