import assert from "node:assert/strict";
import { test } from "node:test";
import { sql } from "kysely";
import { openSqlite } from "./sqlite.ts";
import { together } from "./together.ts";

async function clients(
  run: (add: (id: string, fault?: Error) => Promise<string>) => Promise<void>,
): Promise<string[]> {
  const database = openSqlite<{ client: { id: string } }>(":memory:");
  await sql`CREATE TABLE client (id TEXT PRIMARY KEY)`.execute(database);
  await run((id, fault) =>
    together(database, async (work) => {
      await work.insertInto("client").values({ id }).execute();
      if (fault) throw fault;
      return id;
    }),
  );
  const rows = await database.selectFrom("client").select("id").orderBy("id").execute();
  await database.destroy();
  return rows.map((row) => row.id);
}

test("pieces of work that share a commit succeed or fail each by itself", async () => {
  const fault = new Error("refused");
  const held = await clients(async (add) => {
    const results = await Promise.allSettled([add("a"), add("b", fault), add("c"), add("a"), add("d")]);
    assert.deepEqual(
      results.map((result) => (result.status === "fulfilled" ? result.value : result.reason === fault)),
      ["a", true, "c", false, "d"],
    );
    assert.equal(await add("e"), "e");
  });
  assert.deepEqual(held, ["a", "c", "d", "e"]);
});
