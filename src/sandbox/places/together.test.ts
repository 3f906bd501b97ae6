import assert from "node:assert/strict";
import { test } from "node:test";
import { migrate } from "../../runtime/migrate.ts";
import { openSqlite } from "../../runtime/sqlite.ts";
import { type SandboxTables, sandboxMigrations } from "./tables.ts";
import { together } from "./together.ts";

async function clients(
  run: (add: (id: string, fault?: Error) => Promise<string>) => Promise<void>,
): Promise<string[]> {
  const database = openSqlite<SandboxTables>(":memory:");
  await migrate(database, sandboxMigrations);
  await run((id, fault) =>
    together(database, async (work) => {
      await work.insertInto("client").values({ client_id: id, subject_dn: "x" }).execute();
      if (fault) throw fault;
      return id;
    }),
  );
  const rows = await database.selectFrom("client").select("client_id").orderBy("client_id").execute();
  await database.destroy();
  return rows.map((row) => row.client_id);
}

test("exchanges that share a commit succeed or fail each by itself", async () => {
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
