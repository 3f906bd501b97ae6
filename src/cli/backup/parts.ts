import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Kysely } from "kysely";
import { createLog } from "../../runtime/log.ts";
import type { Migration } from "../../runtime/migrate.ts";
import type { CliIo } from "../io.ts";

export const partNames = ["portal", "connector"] as const;
/** A part whose database is saved. */
export type BackedUpPart = (typeof partNames)[number];

interface Place {
  readonly state: string;
  readonly config?: string;
}

/** A part's database, opened for its backup. */
interface OpenedPart {
  readonly database: Kysely<never>;
  readonly steps: readonly Migration[];
  /** The file, or host and name, without a password. */
  readonly name: string;
}

/**
 * Opens the database of a part without touching its schema. `undefined` when that is not possible: the reason was written and
 * the exit code set.
 */
export async function openPart(
  part: BackedUpPart,
  options: Place,
  { mustExist }: { readonly mustExist: boolean },
  io: CliIo,
): Promise<OpenedPart | undefined> {
  const steps = await stepsOf(part);
  const url = (await addressIn(part, options, io)) ?? io.env["DATABASE_URL"];
  if (url !== undefined && url !== "") {
    const { openPostgres } = await import("../../runtime/postgres.ts");
    const log = createLog(part, io.env["RACCORD_LOG_LEVEL"] ?? "error");
    const { host, pathname } = URL.canParse(url) ? new URL(url) : { host: "", pathname: "not a URL" };
    return { database: openPostgres<never>(url, log), steps, name: `${host}${pathname}` };
  }
  const { openSqlite } = await import("../../runtime/sqlite.ts");
  const file = join(resolve(options.state), `${part}.db`);
  if (mustExist && !existsSync(file)) {
    io.stderr(
      `There is no database of the ${part} in ${options.state}. Name its state folder with --state, or its PostgreSQL with --config or DATABASE_URL.\n`,
    );
    io.setExitCode(2);
    return undefined;
  }
  try {
    return { database: openSqlite<never>(file), steps, name: file };
  } catch (error) {
    if (!(error instanceof Error && /in use by another/.test(error.message))) throw error;
    io.stderr(
      `The ${part} is running and keeps its database to itself. Stop it and run this again; or let it save by itself (settings ${part}.backup); or keep it in PostgreSQL, where this command works beside it.\n`,
    );
    io.setExitCode(3);
    return undefined;
  }
}

async function stepsOf(part: BackedUpPart): Promise<readonly Migration[]> {
  switch (part) {
    case "portal":
      return (await import("../../portal/store/migrations.ts")).portalMigrations;
    case "connector":
      return (await import("../../connector/store/migrations.ts")).connectorMigrations;
  }
}

/** The address of PostgreSQL in the settings of a part, if there is one. */
async function addressIn(part: BackedUpPart, options: Place, io: CliIo): Promise<string | undefined> {
  if (options.config === undefined) return undefined;
  const { loadSettings } = await import("../../runtime/settings.ts");
  const sources = { file: options.config, section: part, environment: io.env };
  const { database } =
    part === "portal"
      ? loadSettings((await import("../../portal/settings.ts")).portalSettings, sources)
      : loadSettings((await import("../../connector/settings.ts")).connectorSettings, sources);
  const { url, urlFile } = database;
  return url ?? (urlFile === undefined ? undefined : readFileSync(urlFile, "utf8").trim());
}
