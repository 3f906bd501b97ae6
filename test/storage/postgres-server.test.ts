import assert from "node:assert/strict";
import { after, test } from "node:test";
import { sql } from "kysely";
import { dialectOf } from "../../src/runtime/database.ts";
import { silentLog } from "../../src/runtime/log.ts";
import { openPostgres } from "../../src/runtime/postgres.ts";
import { testDatabase } from "../support/postgres.ts";

const database = await testDatabase();
const db = openPostgres<Record<string, never>>(database.url, silentLog);
after(async () => {
  await db.destroy();
  await database.drop();
});

test("a session commits to disk, is bounded, and reads bigint as number", async () => {
  const show = async (name: string): Promise<string> => {
    const { rows } = await sql<{ value: string }>`SELECT current_setting(${name}) AS value`.execute(db);
    return rows[0]?.value ?? "";
  };
  assert.equal(dialectOf(db), "postgresql");
  assert.equal(await show("synchronous_commit"), "on");
  assert.equal(await show("statement_timeout"), "30s");
  assert.equal(await show("lock_timeout"), "10s");
  assert.equal(await show("idle_in_transaction_session_timeout"), "15s");
  const { rows } = await sql<{ n: unknown }>`SELECT 1795421329000::bigint AS n`.execute(db);
  assert.equal(rows[0]?.n, 1_795_421_329_000);
  await assert.rejects(sql`SELECT 9007199254740993::bigint`.execute(db), RangeError);
});
