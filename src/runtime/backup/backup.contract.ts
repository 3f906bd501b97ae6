import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { gunzipSync, gzipSync } from "node:zlib";
import type { Kysely } from "kysely";
import { manualClock } from "../clock.ts";
import { sequence } from "../database.ts";
import { RaccordError } from "../errors/raccord-error.ts";
import { silentLog } from "../log.ts";
import { type Migration, migrate } from "../migrate.ts";
import { checkBackup, restoreBackup } from "./read-backup.ts";
import { scheduleBackups } from "./schedule.ts";
import { writeBackup } from "./write-backup.ts";

/** Two tables, one of which refers to the other. */
export type ZooTables = {
  zoo: { id: string; name: string };
  animal: { number: number; zoo_id: string; weight: number | null; picture: Uint8Array };
};
type Filled = Kysely<{
  zoo: ZooTables["zoo"];
  animal: Omit<ZooTables["animal"], "number"> & { number?: number };
}>;

/** The referring table comes first by its name: a backup must not depend on that. */
const steps: readonly Migration[] = [
  {
    name: "001-zoo",
    async up(database, dialect) {
      await database.schema
        .createTable("zoo")
        .addColumn("id", "text", (column) => column.primaryKey())
        .addColumn("name", "text", (column) => column.notNull())
        .execute();
      await database.schema
        .createTable("animal")
        .addColumn("number", ...sequence(dialect))
        .addColumn("zoo_id", "text", (column) => column.notNull().references("zoo.id"))
        .addColumn("weight", "double precision")
        .addColumn("picture", dialect === "postgresql" ? "bytea" : "blob", (column) => column.notNull())
        .execute();
    },
  },
];
const later: Migration = {
  name: "002-food",
  async up(database) {
    await database.schema.alterTable("zoo").addColumn("food", "text").execute();
  },
};

/** How an empty database of one kind is opened, and closed. */
export type OpenEmpty = () => Promise<{ readonly db: Kysely<ZooTables>; close(): Promise<void> }>;

async function opened(t: TestContext, open: OpenEmpty): Promise<Kysely<ZooTables>> {
  const { db, close } = await open();
  t.after(close);
  return db;
}

function folderOf(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), "raccord-backup-test-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const animals = 1_234;

async function fill(db: Kysely<ZooTables>): Promise<void> {
  const own = db as unknown as Filled;
  await migrate(db, steps);
  await own
    .insertInto("zoo")
    .values([
      { id: "z1", name: 'Zoo d\'Été "œuvré"\n≥ 2' },
      { id: "z2", name: "" },
    ])
    .execute();
  for (let index = 0; index < animals; index += 1)
    await own
      .insertInto("animal")
      .values({
        zoo_id: index % 2 === 0 ? "z1" : "z2",
        weight: index % 3 === 0 ? null : index / 7,
        picture: Buffer.from([index % 256, 0, 255]),
      })
      .execute();
  await db.deleteFrom("animal").where("number", "=", 17).execute();
}

async function everything(db: Kysely<ZooTables>): Promise<unknown> {
  const rows = await db.selectFrom("animal").selectAll().orderBy("number").execute();
  return {
    zoo: (await db.selectFrom("zoo").select(["id", "name"]).orderBy("id").execute()).map((row) => ({
      ...row,
    })),
    animal: rows.map((row) => ({ ...row, picture: Buffer.from(row.picture).toString("hex") })),
  };
}

const refusedAs = (code: string) => (error: unknown) => error instanceof RaccordError && error.code === code;
const about = { part: "zoo", madeAtMs: Date.parse("2026-11-28T04:00:00Z") };

/** What a backup promises, from one kind of database into another one. */
export function backupContract(kinds: string, from: OpenEmpty, to: OpenEmpty): void {
  test(`${kinds}: what was there is there again, and counting goes on`, async (t) => {
    const path = join(folderOf(t), "zoo.backup.gz");
    const source = await opened(t, from);
    await fill(source);
    const written = await writeBackup(source, steps, { ...about, path });
    assert.deepEqual(written, { rows: animals + 1, tables: 2 });
    assert.equal(statSync(path).mode & 0o077, 0, "nobody else reads it");
    assert.deepEqual(readdirSync(join(path, "..")), ["zoo.backup.gz"]);
    const target = await opened(t, to);
    const { header, rows } = await restoreBackup(target, [...steps, later], { part: "zoo", path });
    assert.deepEqual([header.madeAt, rows], ["2026-11-28T04:00:00.000Z", animals + 1]);
    assert.deepEqual(await everything(target), await everything(source));
    const next = await (target as unknown as Filled)
      .insertInto("animal")
      .values({ zoo_id: "z1", weight: null, picture: Buffer.alloc(1) })
      .returning("number")
      .executeTakeFirstOrThrow();
    assert.equal(next.number, animals + 1);
    const [newer] = await target.selectFrom("zoo").selectAll().limit(1).execute();
    assert.ok(newer && "food" in newer, "the schema is brought up to date afterwards");
    await assert.rejects(restoreBackup(target, steps, { part: "zoo", path }), refusedAs("backup.not-empty"));
  });

  test(`${kinds}: a damaged backup, another part's and a newer release's are refused, and write nothing`, async (t) => {
    const folder = folderOf(t);
    const path = join(folder, "zoo.backup.gz");
    const source = await opened(t, from);
    await fill(source);
    await writeBackup(source, steps, { ...about, path });
    const target = await opened(t, to);
    const text = gunzipSync(readFileSync(path)).toString("utf8");
    const lines = text.trimEnd().split("\n");
    const bad = join(folder, "bad.gz");
    for (const damaged of [
      gzipSync(`${lines.slice(0, -1).join("\n")}\n`),
      gzipSync(text.replace("z2", "z3")),
      gzipSync(`${[...lines.slice(0, 5), ...lines.slice(6)].join("\n")}\n`),
      readFileSync(path).subarray(0, 2_000),
      Buffer.from("no backup"),
      gzipSync(""),
    ]) {
      writeFileSync(bad, damaged);
      await assert.rejects(checkBackup(bad), refusedAs("backup.damaged"));
      await assert.rejects(
        restoreBackup(target, steps, { part: "zoo", path: bad }),
        refusedAs("backup.damaged"),
      );
    }
    await assert.rejects(
      restoreBackup(target, steps, { part: "park", path }),
      refusedAs("backup.other-part"),
    );
    await assert.rejects(restoreBackup(target, [], { part: "zoo", path }), refusedAs("backup.newer"));
    await migrate(target, steps);
    assert.deepEqual(await everything(target), { zoo: [], animal: [] });
  });

  test(`${kinds}: a running part saves by the clock, keeps as many as it is told, and others write meanwhile`, async (t) => {
    const folder = join(folderOf(t), "backups");
    const source = await opened(t, from);
    await fill(source);
    const clock = manualClock(Date.parse("2026-11-28T04:00:00Z"));
    const schedule = scheduleBackups({
      database: source,
      steps,
      part: "zoo",
      clock,
      log: silentLog,
      settings: { folder, everyHours: 6, keptMax: 2 },
    });
    await source.updateTable("zoo").set({ name: "autre" }).where("id", "=", "z2").execute();
    await schedule.settled();
    assert.deepEqual(readdirSync(folder), ["zoo-2026-11-28T04-00-00Z.backup.gz"]);
    writeFileSync(join(folder, "zoo-notes.txt"), "not a backup");
    for (let turn = 0; turn < 3; turn += 1) {
      clock.advance(6 * 3_600_000);
      await schedule.settled();
    }
    await schedule.close();
    assert.deepEqual(readdirSync(folder).sort(), [
      "zoo-2026-11-28T16-00-00Z.backup.gz",
      "zoo-2026-11-28T22-00-00Z.backup.gz",
      "zoo-notes.txt",
    ]);
    for (const name of readdirSync(folder).filter((one) => one.endsWith(".gz")))
      assert.equal((await checkBackup(join(folder, name))).rows, animals + 1);
  });
}
