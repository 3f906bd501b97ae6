import { mkdirSync } from "node:fs";
import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Kysely } from "kysely";
import { z } from "zod";
import type { Clock } from "../clock.ts";
import { everyHours, type Turns } from "../every-hours.ts";
import type { Log } from "../log.ts";
import type { Migration } from "../migrate.ts";
import { writeBackup } from "./write-backup.ts";

/** Backups that a running part makes by itself. */
export const backupSettings = z.strictObject({
  /** Where they are written; better on another disk. */
  folder: z.string().min(1),
  everyHours: z.int().min(1).max(168).default(24),
  /** Older ones than so many are deleted. */
  keptMax: z.int().min(1).max(1_000).default(14),
});
export type BackupSettings = z.output<typeof backupSettings>;

/**
 * Writes a backup when the part starts and then every `everyHours`, by the clock, and deletes the oldest beyond `keptMax`. One
 * that fails is logged and tried again at the next turn; none is deleted for it.
 */
export function scheduleBackups<Tables>({
  database,
  steps,
  part,
  clock,
  log,
  settings,
}: {
  readonly database: Kysely<Tables>;
  readonly steps: readonly Migration[];
  readonly part: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly settings: BackupSettings;
}): Turns {
  const turn = async (): Promise<void> => {
    const madeAtMs = clock.nowMs();
    const stamp = new Date(madeAtMs)
      .toISOString()
      .replace(/\.\d+Z$/, "Z")
      .replaceAll(":", "-");
    const path = join(settings.folder, `${part}-${stamp}.backup.gz`);
    try {
      mkdirSync(settings.folder, { recursive: true, mode: 0o700 });
      const { rows } = await writeBackup(database, steps, { part, madeAtMs, path });
      log.info({ path, rows }, "backup written");
      await deleteOld(settings, part);
    } catch (error) {
      log.error({ err: error, path }, "no backup could be written; tried again at its next turn");
    }
  };
  return everyHours(settings.everyHours, clock, turn);
}

async function deleteOld({ folder, keptMax }: BackupSettings, part: string): Promise<void> {
  const own = new RegExp(`^${part}-\\d{4}-\\d\\d-\\d\\dT[\\d-]+Z\\.backup\\.gz$`);
  const names = (await readdir(folder)).filter((name) => own.test(name)).sort();
  for (const name of names.slice(0, Math.max(0, names.length - keptMax))) await rm(join(folder, name));
}
