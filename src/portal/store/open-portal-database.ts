import { readFileSync } from "node:fs";
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
    const reason = error instanceof Error ? error.message : String(error);
    const { host, pathname } = URL.canParse(url) ? new URL(url) : { host: "", pathname: "not a URL" };
    throw new RaccordError("connector.database-unreachable", `${host}${pathname}: ${reason}`, {
      cause: error,
    });
  }
}

function addressOf(settings: PortalStoreSettings, fallback: string | undefined): string | undefined {
  if (settings.url !== undefined) return settings.url;
  if (settings.urlFile !== undefined) return readFileSync(settings.urlFile, "utf8").trim();
  return fallback === undefined || fallback === "" ? undefined : fallback;
}
