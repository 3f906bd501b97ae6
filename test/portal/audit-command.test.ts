import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { writeTrail } from "../../src/portal/audit/trail.ts";
import { openPortalDatabase } from "../../src/portal/store/open-portal-database.ts";
import type { PortalDatabase } from "../../src/portal/store/tables.ts";
import { inTransaction } from "../../src/runtime/database.ts";
import { silentLog } from "../../src/runtime/log.ts";
import { json, raccord } from "../trust/support.ts";

function stateFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), "raccord-audit-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

async function inDatabase(folder: string, work: (database: PortalDatabase) => Promise<void>): Promise<void> {
  const database = await openPortalDatabase(
    { connectionsMax: 2 },
    { fallbackUrl: undefined, stateFolder: join(folder, "portal"), log: silentLog },
  );
  try {
    await work(database);
  } finally {
    await database.destroy();
  }
}

async function write(database: PortalDatabase, action: string): Promise<void> {
  const by = { personId: "p", name: "Ada Essai" };
  await inTransaction(database, (own) =>
    writeTrail(own, { atMs: 1, by, journeyId: "j", action, what: {}, why: "" }),
  );
}

test("raccord audit verify says lines and head, and names what was changed", async (t) => {
  const folder = stateFolder(t);
  const verify = (...more: string[]) => raccord("audit", "verify", "--state", folder, ...more);
  const nothing = await verify();
  assert.equal(nothing.code, 2);
  assert.match(nothing.err, /no database of a portal/);
  await inDatabase(folder, async (database) => {
    for (const action of ["a", "b", "c", "d"]) await write(database, action);
    const running = await verify();
    assert.equal(running.code, 3);
    assert.match(running.err, /Stop it and run this again.*PostgreSQL/);
  });
  const sound = await verify("--json");
  assert.equal(sound.code, 0, sound.err);
  const { head, ...rest } = json(sound);
  assert.deepEqual(rest, { lines: 4, faults: [], expectedFound: null, sound: true });
  assert.match(String(head), /^[0-9a-f]{64}$/);
  const words = await verify("--expect", String(head));
  assert.equal(words.code, 0);
  assert.match(words.out, /4 lines, head [0-9a-f]{64}\n.*is in the trail\nThe trail is whole/);
  await inDatabase(folder, async (database) => {
    await database
      .updateTable("audit_entry")
      .set({ by_name: "Personne" })
      .where("sequence", "=", 1)
      .execute();
    await database.deleteFrom("audit_entry").where("sequence", "in", [3, 4]).execute();
  });
  const changed = await verify("--expect", String(head));
  assert.equal(changed.code, 1);
  assert.match(changed.out, /line 1: altered/);
  assert.match(changed.out, /lines 3 to 4: missing at the end/);
  assert.match(changed.out, /is NOT in the trail/);
  assert.equal((await verify("--expect", "short")).code, 2);
});
