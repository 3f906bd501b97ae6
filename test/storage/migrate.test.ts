import assert from "node:assert/strict";
import { after, test } from "node:test";
import { type Kysely, sql } from "kysely";
import { registerFeed, writeEntries } from "../../src/connector/journal/journal.ts";
import { connectorMigrations } from "../../src/connector/store/migrations.ts";
import type { ConnectorTables } from "../../src/connector/store/tables.ts";
import { inTransaction } from "../../src/runtime/database.ts";
import { silentLog } from "../../src/runtime/log.ts";
import { type Migration, migrate } from "../../src/runtime/migrate.ts";
import { openPostgres } from "../../src/runtime/postgres.ts";
import { testDatabase } from "../support/postgres.ts";
import { onSqlite } from "./support/open.ts";

const made = await testDatabase();
const opened: Kysely<ConnectorTables>[] = [];
function open(): Kysely<ConnectorTables> {
  const db = openPostgres<ConnectorTables>(made.url, silentLog);
  opened.push(db);
  return db;
}
after(async () => {
  for (const db of opened) await db.destroy();
  await made.drop();
});

/** A step as a later release may bring it: it adds, nothing else. */
const later: Migration = {
  name: "999-later",
  async up(database) {
    await sql`ALTER TABLE fact ADD COLUMN colour TEXT`.execute(database);
    await sql`ALTER TABLE feed_state ADD COLUMN flavour INTEGER NOT NULL DEFAULT 3`.execute(database);
    await sql`CREATE TABLE later (id TEXT PRIMARY KEY)`.execute(database);
  },
};

function fact(controlId: string) {
  const messageAt = { text: "", ms: 1, repeatedHour: false, dateOnly: false };
  const identity = { kind: "identity", arrival: 0, messageAt, controlId, patient: "k.p" } as const;
  return { feed: "gam", receivedAtMs: 1, fingerprint: controlId, fact: identity, notes: [] };
}

const take = (db: Kysely<ConnectorTables>, controlId: string) =>
  inTransaction(db, (transaction) => writeEntries(transaction, [{ facts: [fact(controlId)] }]));

test("eight instances that start at once make the schema once", async () => {
  let runs = 0;
  const counted = connectorMigrations.map((step) => ({
    name: step.name,
    async up(database: Kysely<unknown>, dialect: "sqlite" | "postgresql") {
      runs += 1;
      await step.up(database, dialect);
    },
  }));
  await Promise.all(Array.from({ length: 8 }, () => migrate(open(), counted)));
  assert.equal(runs, connectorMigrations.length);
});

test("an instance of the release before goes on while a newer one migrates", async () => {
  const older = open();
  const newer = open();
  await registerFeed(older, "gam");
  let migrating = true;
  let taken = 0;
  const going = (async () => {
    while (migrating || taken < 20) {
      await take(older, `while ${taken}`);
      taken += 1;
    }
  })();
  await migrate(newer, [...connectorMigrations, later]);
  migrating = false;
  await going;
  assert.equal((await take(older, "afterwards")).facts.length, 1);
  assert.equal((await take(newer, "from the newer")).facts.length, 1);
  await migrate(older, connectorMigrations);
  const { rows } = await sql<{ flavour: number }>`SELECT flavour FROM feed_state`.execute(newer);
  assert.deepEqual(rows, [{ flavour: 3 }]);
  const facts = await older.selectFrom("fact").select("seq").execute();
  assert.equal(facts.length, taken + 2);
});

test("a step that fails leaves nothing of itself, on both databases", async () => {
  const broken: Migration = {
    name: "998-broken",
    async up(database) {
      await sql`CREATE TABLE half (id TEXT)`.execute(database);
      throw new Error("half way");
    },
  };
  const sqlite = await onSqlite<ConnectorTables>([]);
  for (const db of [open(), sqlite.db]) {
    await assert.rejects(migrate(db, [broken]), /half way/);
    await assert.rejects(sql`SELECT * FROM half`.execute(db));
    await migrate(db, [
      { ...broken, up: async (inner) => void (await sql`CREATE TABLE half (id TEXT)`.execute(inner)) },
    ]);
  }
  await sqlite.close();
});
