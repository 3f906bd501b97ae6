import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { type Command, Option } from "commander";
import { systemClock } from "../../runtime/clock.ts";
import { type BackedUpPart, openPart, partNames } from "../backup/parts.ts";
import { type CliIo, printJson } from "../io.ts";

interface BackupOptions {
  readonly state: string;
  readonly config?: string;
  readonly json?: true;
}

/**
 * `raccord backup` and `raccord restore`: what the portal or the connector keeps, as one file, and back into an empty database
 * of either kind. Exit codes (DESIGN §9): 1 when the backup is damaged or does not fit, 2 when there is nothing to save, 3
 * when the database cannot be opened now.
 */
export function registerBackup(program: Command, io: CliIo): void {
  const common = (command: Command): Command =>
    command
      .addOption(new Option("--part <name>", "whose data").choices([...partNames]).default("portal"))
      .option("--state <folder>", "state folder of the part", ".raccord/portal")
      .option("--config <file>", "settings, for a database in PostgreSQL (or DATABASE_URL)")
      .option("--json", "one JSON object");
  common(program.command("backup").description("everything that a part keeps in its database, as one file"))
    .requiredOption("--out <file>", "file to write")
    .action((options: BackupOptions & { readonly part: BackedUpPart; readonly out: string }) =>
      save(options, io),
    );
  common(program.command("restore").description("put a backup into an empty database"))
    .argument("<file>", "backup to read")
    .action((file: string, options: BackupOptions & { readonly part: BackedUpPart }) =>
      restore(file, options, io),
    );
}

async function save(
  options: BackupOptions & { readonly part: BackedUpPart; readonly out: string },
  io: CliIo,
): Promise<void> {
  const { writeBackup } = await import("../../runtime/backup/write-backup.ts");
  const opened = await openPart(options.part, options, { mustExist: true }, io);
  if (opened === undefined) return;
  const { database, steps, name } = opened;
  try {
    const madeAtMs = systemClock.nowMs();
    const path = resolve(options.out);
    const { rows, tables } = await writeBackup(database, steps, { part: options.part, madeAtMs, path });
    if (options.json) printJson(io, { part: options.part, path, rows, tables });
    else
      io.stdout(
        `${name}: ${rows} rows of ${tables} tables in ${options.out}. Keys and settings are not in it; it holds personal data, keep it accordingly.\n`,
      );
  } finally {
    await database.destroy();
  }
}

async function restore(
  file: string,
  options: BackupOptions & { readonly part: BackedUpPart },
  io: CliIo,
): Promise<void> {
  const { restoreBackup } = await import("../../runtime/backup/read-backup.ts");
  const { RaccordError } = await import("../../runtime/errors/raccord-error.ts");
  const path = resolve(file);
  if (!existsSync(path)) {
    io.stderr(`${file} is not there.\n`);
    return io.setExitCode(2);
  }
  const opened = await openPart(options.part, options, { mustExist: false }, io);
  if (opened === undefined) return;
  const { database, steps, name } = opened;
  try {
    const { header, rows } = await restoreBackup(database, steps, { part: options.part, path });
    if (options.json) printJson(io, { part: options.part, madeAt: header.madeAt, rows });
    else io.stdout(`${name}: ${rows} rows of ${header.madeAt} are back. ${nextStep(options)}\n`);
  } catch (error) {
    if (!(error instanceof RaccordError && error.code.startsWith("backup."))) throw error;
    const { errorCatalogue } = await import("../../runtime/errors/catalogue.ts");
    io.stderr(`${error.message}\n${errorCatalogue[error.code].adviceEn}\n`);
    io.setExitCode(1);
  } finally {
    await database.destroy();
  }
}

function nextStep({ part, state }: { readonly part: BackedUpPart; readonly state: string }): string {
  switch (part) {
    case "portal":
      return `Check the trail: raccord audit verify --state ${state}, with --expect and the head that was noted.`;
    case "connector":
      return `Put pseudonym.key back into ${join(state, "pseudonym.key")} before the connector starts.`;
  }
}
