import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { verifyTrail } from "../../src/portal/audit/trail.ts";
import { seedDemonstration } from "../../src/portal/demonstration/seed.ts";
import { openPortalDatabase } from "../../src/portal/store/open-portal-database.ts";
import type { PortalDatabase } from "../../src/portal/store/tables.ts";
import { openJourneyPortal } from "../../src/portal/test-support/journey-portal.ts";
import { silentLog } from "../../src/runtime/log.ts";
import { json, raccord } from "../trust/support.ts";

function folderOf(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), "raccord-backup-command-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function open(stateFolder: string): Promise<PortalDatabase> {
  return openPortalDatabase({ connectionsMax: 2 }, { fallbackUrl: undefined, stateFolder, log: silentLog });
}

/** Everything that is kept, table by table. */
async function kept(database: PortalDatabase): Promise<Readonly<Record<string, readonly string[]>>> {
  const found: Record<string, readonly string[]> = {};
  for (const { name } of await database.introspection.getTables()) {
    const rows = await database
      .selectFrom(name as "journey")
      .selectAll()
      .execute();
    found[name] = rows.map((row) => JSON.stringify(row)).sort();
  }
  return found;
}

test("a restored portal has the same files, the same trail, and each fault in it is found", async (t) => {
  const folder = folderOf(t);
  const old = join(folder, "old");
  const portal = await openJourneyPortal(t, ["camille", "gael"], { stateFolder: old });
  await seedDemonstration(portal.world, `${portal.url}/oidc`);
  const { head } = await verifyTrail(portal.world.database);
  const before = await kept(portal.world.database);
  const refused = await raccord("backup", "--state", old, "--out", join(folder, "no.gz"));
  assert.equal(refused.code, 3, "a running portal keeps its database to itself");
  assert.match(refused.err, /settings portal\.backup/);
  await portal.world.database.destroy();
  const path = join(folder, "portal.backup.gz");
  const saved = await raccord("backup", "--state", old, "--out", path, "--json");
  assert.equal(saved.code, 0, saved.err);
  const fresh = join(folder, "fresh");
  const restored = await raccord("restore", path, "--state", fresh, "--json");
  assert.equal(restored.code, 0, restored.err);
  assert.equal(json(restored)["rows"], json(saved)["rows"]);
  const again = await raccord("restore", path, "--state", fresh);
  assert.equal(again.code, 1);
  assert.match(again.err, /holds data already.*new state folder/s);
  const verified = await raccord("audit", "verify", "--state", fresh, "--expect", head, "--json");
  assert.deepEqual([verified.code, json(verified)["expectedFound"]], [0, true], verified.err);
  const database = await open(fresh);
  t.after(() => database.destroy());
  assert.deepEqual(await kept(database), before);
  await everyFaultIsFound(database);
  assert.deepEqual(
    readdirSync(folder).filter((name) => name.endsWith(".part")),
    [],
  );
});

/** Alters each line, then takes each out, one at a time; the database is as before in the end. */
async function everyFaultIsFound(database: PortalDatabase): Promise<void> {
  const rows = await database.selectFrom("audit_entry").selectAll().orderBy("sequence").execute();
  const found = async () =>
    (await verifyTrail(database)).faults.map(({ fault, sequence }) => `${fault} ${sequence}`);
  assert.ok(rows.length >= 5);
  for (const row of rows) {
    const { sequence } = row;
    await database
      .updateTable("audit_entry")
      .set({ why: `${row.why} ` })
      .where("sequence", "=", sequence)
      .execute();
    assert.deepEqual(await found(), [`altered ${sequence}`]);
    await database.deleteFrom("audit_entry").where("sequence", "=", sequence).execute();
    const missing = sequence === rows.length ? `end-missing ${sequence - 1}` : `missing ${sequence}`;
    assert.deepEqual(await found(), [missing]);
    await database.insertInto("audit_entry").values(row).execute();
  }
  assert.deepEqual(await found(), []);
}

test("nothing to save, and no backup to read, are wrong use; a file that is no backup is refused in words", async (t) => {
  const folder = folderOf(t);
  assert.equal((await raccord("backup", "--state", folder, "--out", join(folder, "x.gz"))).code, 2);
  assert.equal((await raccord("restore", join(folder, "none.gz"), "--state", folder)).code, 2);
  writeFileSync(join(folder, "odd.gz"), "no backup");
  const odd = await raccord("restore", join(folder, "odd.gz"), "--state", join(folder, "fresh"));
  assert.equal(odd.code, 1);
  assert.match(odd.err, /not a whole backup.*Take another backup/s);
});

test("a connector's database is saved and restored under its own name", async (t) => {
  const folder = folderOf(t);
  const { openSqlite } = await import("../../src/runtime/sqlite.ts");
  const { migrate } = await import("../../src/runtime/migrate.ts");
  const { connectorMigrations } = await import("../../src/connector/store/migrations.ts");
  const database = openSqlite<never>(join(folder, "old", "connector.db"));
  await migrate(database, connectorMigrations);
  await database.destroy();
  const path = join(folder, "connector.backup.gz");
  const words = ["--part", "connector"];
  const saved = await raccord("backup", ...words, "--state", join(folder, "old"), "--out", path, "--json");
  assert.equal(saved.code, 0, saved.err);
  const other = await raccord("restore", path, "--state", join(folder, "portal"));
  assert.equal(other.code, 1);
  assert.match(other.err, /another part/);
  const restored = await raccord("restore", path, ...words, "--state", join(folder, "fresh"));
  assert.equal(restored.code, 0, restored.err);
  assert.match(restored.out, /pseudonym\.key/);
});
