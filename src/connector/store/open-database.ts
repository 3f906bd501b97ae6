import { readFileSync } from "node:fs";
import { join } from "node:path";
import { RaccordError } from "../../runtime/errors/raccord-error.ts";
import type { Log } from "../../runtime/log.ts";
import { migrate } from "../../runtime/migrate.ts";
import { openPostgres, postgresLimits } from "../../runtime/postgres.ts";
import { openSqlite } from "../../runtime/sqlite.ts";
import type { ConnectorSettings } from "../settings.ts";
import { connectorMigrations } from "./migrations.ts";
import type { ConnectorDatabase, ConnectorTables } from "./tables.ts";

/** Address of the PostgreSQL that several instances share; `undefined`: SQLite in the state folder. */
export function databaseUrl(settings: ConnectorSettings, fallback: string | undefined): string | undefined {
  const { url, urlFile } = settings.database;
  if (url !== undefined) return url;
  if (urlFile !== undefined) return readFileSync(urlFile, "utf8").trim();
  return fallback === undefined || fallback === "" ? undefined : fallback;
}

/**
 * Opens the connector's database with its schema up to date.
 *
 * Throws RaccordError `connector.database-unreachable` when PostgreSQL cannot be used, and in words when another process holds
 * the SQLite file. Whatever was opened is closed again.
 */
export async function openDatabase(
  settings: ConnectorSettings,
  where: { readonly url: string | undefined; readonly stateFolder: string; readonly log: Log },
): Promise<ConnectorDatabase> {
  const { url, stateFolder, log } = where;
  const limits = { ...postgresLimits, connectionsMax: settings.database.connectionsMax };
  const database =
    url === undefined
      ? openSqlite<ConnectorTables>(join(stateFolder, "connector.db"))
      : openPostgres<ConnectorTables>(url, log, limits);
  try {
    await migrate(database, connectorMigrations);
    return database;
  } catch (error) {
    await database.destroy();
    if (url === undefined) throw error;
    throw new RaccordError("connector.database-unreachable", `${withoutSecrets(url)}: ${reason(error)}`, {
      cause: error,
    });
  }
}

function withoutSecrets(url: string): string {
  return URL.canParse(url) ? new URL(url).host + new URL(url).pathname : "the address is not a URL";
}

function reason(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reason).join(", ");
  return error instanceof Error ? error.message : String(error);
}
