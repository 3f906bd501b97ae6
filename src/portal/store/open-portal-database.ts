import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { sql } from "kysely";
import { RaccordError } from "../../runtime/errors/raccord-error.ts";
import type { Log } from "../../runtime/log.ts";
import { migrate } from "../../runtime/migrate.ts";
import { openPostgres, postgresLimits } from "../../runtime/postgres.ts";
import { openSqlite } from "../../runtime/sqlite.ts";
import { portalMigrations } from "./migrations.ts";
import type { PortalDatabase, PortalTables } from "./tables.ts";

/** Where the portal keeps what it knows. */
export interface PortalStoreSettings {
  /** Address of PostgreSQL; wins over `fallback`. */
  readonly url?: string | undefined;
  readonly urlFile?: string | undefined;
  readonly connectionsMax: number;
}

/**
 * Opens the portal's database with its schema up to date: PostgreSQL by its address, else SQLite in the state folder,
 * else (no folder) in memory.
 *
 * Throws RaccordError `connector.database-unreachable` when PostgreSQL cannot be used, and in words when another
 * process holds the file. Whatever was opened is closed again.
 */
export async function openPortalDatabase(
  settings: PortalStoreSettings,
  where: {
    readonly fallbackUrl: string | undefined;
    readonly stateFolder: string | undefined;
    readonly log: Log;
  },
): Promise<PortalDatabase> {
  const url = addressOf(settings, where.fallbackUrl);
  const database =
    url === undefined
      ? openSqlite<PortalTables>(
          where.stateFolder === undefined ? ":memory:" : join(where.stateFolder, "portal.db"),
        )
      : openPostgres<PortalTables>(url, where.log, {
          ...postgresLimits,
          connectionsMax: settings.connectionsMax,
        });
  try {
    await migrate(database, portalMigrations);
    await sql`SELECT 1`.execute(database);
    return database;
  } catch (error) {
    await database.destroy();
    if (url === undefined) throw error;
    throw unreachable(url, error);
  }
}

/**
 * Opens the portal's database to look at it: nothing is created or brought up to date. `undefined` when there is none:
 * no address, and no file in the state folder or in its `portal`.
 *
 * Throws RaccordError `connector.database-unreachable` when PostgreSQL cannot be used, and in words when a running
 * portal holds the file.
 */
export async function openForReading(
  settings: PortalStoreSettings,
  where: { readonly fallbackUrl: string | undefined; readonly stateFolder: string; readonly log: Log },
): Promise<{ readonly database: PortalDatabase; readonly name: string } | undefined> {
  const url = addressOf(settings, where.fallbackUrl);
  if (url === undefined) {
    const file = [join(where.stateFolder, "portal.db"), join(where.stateFolder, "portal", "portal.db")].find(
      (path) => existsSync(path),
    );
    return file === undefined ? undefined : { database: openSqlite<PortalTables>(file), name: file };
  }
  const database = openPostgres<PortalTables>(url, where.log, { ...postgresLimits, connectionsMax: 2 });
  try {
    await sql`SELECT 1`.execute(database);
    return { database, name: placeOf(url) };
  } catch (error) {
    await database.destroy();
    throw unreachable(url, error);
  }
}

function unreachable(url: string, error: unknown): RaccordError {
  const reason = error instanceof Error ? error.message : String(error);
  return new RaccordError("connector.database-unreachable", `${placeOf(url)}: ${reason}`, { cause: error });
}

/** Host and database of an address, without its password. */
function placeOf(url: string): string {
  const { host, pathname } = URL.canParse(url) ? new URL(url) : { host: "", pathname: "not a URL" };
  return `${host}${pathname}`;
}

function addressOf(settings: PortalStoreSettings, fallback: string | undefined): string | undefined {
  if (settings.url !== undefined) return settings.url;
  if (settings.urlFile !== undefined) return readFileSync(settings.urlFile, "utf8").trim();
  return fallback === undefined || fallback === "" ? undefined : fallback;
}
