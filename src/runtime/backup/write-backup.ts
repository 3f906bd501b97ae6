import { createHash } from "node:crypto";
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import type { Kysely } from "kysely";
import type { Migration } from "../migrate.ts";
import type { BackupHeader } from "./lines.ts";
import { written } from "./lines.ts";
import { readAtOnce } from "./read-rows.ts";
import { stepsDone, tablesOf } from "./tables.ts";

/** What was written. */
export interface WrittenBackup {
  readonly rows: number;
  readonly tables: number;
}

/**
 * Writes everything that one part keeps in its database into one file (JSON lines, compressed), as it stood at one moment,
 * while the part may go on working. The file appears under its name when it is whole and on disk; only its owner reads it. It
 * goes into either kind of database (`read-backup.ts`). Keys and other files of the state folder are not in it.
 */
export async function writeBackup<Tables>(
  handle: Kysely<Tables>,
  steps: readonly Migration[],
  { part, madeAtMs, path }: { readonly part: string; readonly madeAtMs: number; readonly path: string },
): Promise<WrittenBackup> {
  // Whatever its tables are: they are found by looking.
  const database = handle as unknown as Kysely<never>;
  const done = await stepsDone(database, steps);
  const tables = await tablesOf(done);
  const unfinished = `${path}.part`;
  const packed = createGzip();
  const ended = pipeline(packed, createWriteStream(unfinished, { mode: 0o600 }));
  // Whoever awaits `ended` below hears of it; until then a full disk must not end the process.
  ended.catch(() => {});
  const hash = createHash("sha256");
  let rows = 0;
  const write = async (line: string): Promise<void> => {
    if (!packed.write(line)) await Promise.race([once(packed, "drain"), ended]);
  };
  const say = async (value: unknown): Promise<void> => {
    const line = `${JSON.stringify(value)}\n`;
    hash.update(line);
    await write(line);
  };
  try {
    const header: BackupHeader = {
      format: "raccord-backup",
      version: 1,
      part,
      madeAt: new Date(madeAtMs).toISOString(),
      steps: done.map(({ name }) => name),
    };
    await say(header);
    await readAtOnce(database, async (openTable) => {
      for (const table of tables) {
        const at = await openTable(table);
        await say({ table: table.name, columns: table.columns, counted: at.counted });
        for await (const row of at.rows()) {
          await say(row.map(written));
          rows += 1;
        }
      }
    });
    await write(`${JSON.stringify({ end: true, rows, sha256: hash.digest("hex") })}\n`);
    packed.end();
    await ended;
    const file = await open(unfinished, "r");
    await file.sync();
    await file.close();
    await rename(unfinished, path);
    return { rows, tables: tables.length };
  } catch (error) {
    packed.destroy();
    await ended.catch(() => {});
    await rm(unfinished, { force: true });
    throw error;
  }
}
