import { sql } from "kysely";
import type { PortalDatabase } from "../store/tables.ts";

/** Lines of the trail are emptied, never deleted (`audit/redact.ts`). */
const keptTables = new Set(["audit_entry"]);

/** Every table whose rows belong to a journey, as the database itself names them: also those that later versions add. */
export async function journeyTables(database: PortalDatabase): Promise<readonly string[]> {
  const tables = await database.introspection.getTables();
  return tables
    .filter(({ name, columns }) => !keptTables.has(name) && columns.some((one) => one.name === "journey_id"))
    .map(({ name }) => name)
    .sort();
}

/** Rows of one of `journeyTables` that belong to a journey, without the content of documents. */
export async function rowsOfJourney(
  database: PortalDatabase,
  table: string,
  journeyId: string,
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const { rows } = await sql<Record<string, unknown>>`
    SELECT * FROM ${sql.table(table)} WHERE journey_id = ${journeyId}`.execute(database);
  return rows;
}

/** Deletes the rows of a journey from one of `journeyTables`. */
export async function deleteRows(
  transaction: PortalDatabase,
  table: string,
  journeyId: string,
): Promise<void> {
  await sql`DELETE FROM ${sql.table(table)} WHERE journey_id = ${journeyId}`.execute(transaction);
}
