import { type Kysely, sql } from "kysely";
import { type Migration, migrate } from "../migrate.ts";
import { openSqlite } from "../sqlite.ts";

/** A table of one part, as a backup holds it. */
export interface BackupTable {
  readonly name: string;
  readonly columns: readonly string[];
  /** True when a row can be megabytes long. */
  readonly hasBytes: boolean;
  /** The column that counts upwards by itself, if one does. */
  readonly counter: string | null;
}

type MigrationTables = { raccord_migration: { name: string } };

/** Names of the steps that a database has seen, of those of one part. */
export async function stepsDone(
  database: Kysely<never>,
  steps: readonly Migration[],
): Promise<readonly Migration[]> {
  const any = database as unknown as Kysely<MigrationTables>;
  const rows = await any.selectFrom("raccord_migration").select("name").execute();
  const done = new Set(rows.map(({ name }) => name));
  return steps.filter(({ name }) => done.has(name));
}

/**
 * The tables that these steps make, each after those that it refers to. They are made in an empty database in memory and
 * looked at there: a part may share its database with another one, whose tables are not its business.
 */
export async function tablesOf(steps: readonly Migration[]): Promise<readonly BackupTable[]> {
  const scratch = openSqlite<Record<string, never>>(":memory:");
  try {
    await migrate(scratch, steps);
    const found = await scratch.introspection.getTables();
    const tables = found
      .filter(({ name, isView }) => !isView && name !== "raccord_migration")
      .map(({ name, columns }) => ({
        name,
        columns: columns.map((column) => column.name),
        hasBytes: columns.some(({ dataType }) => dataType.toLowerCase() === "blob"),
        counter: columns.find(({ isAutoIncrementing }) => isAutoIncrementing)?.name ?? null,
      }));
    const needs = new Map<string, readonly string[]>();
    for (const { name } of tables) {
      const { rows } = await sql<{ table: string }>`PRAGMA foreign_key_list(${sql.table(name)})`.execute(
        scratch,
      );
      needs.set(
        name,
        [...new Set(rows.map(({ table }) => table))].filter((table) => table !== name),
      );
    }
    return inOrder(tables, needs);
  } finally {
    await scratch.destroy();
  }
}

function inOrder(
  tables: readonly BackupTable[],
  needs: ReadonlyMap<string, readonly string[]>,
): readonly BackupTable[] {
  const placed: BackupTable[] = [];
  while (placed.length < tables.length) {
    const next = tables.filter(
      (table) =>
        !placed.includes(table) &&
        (needs.get(table.name) ?? []).every((name) => placed.some((one) => one.name === name)),
    );
    if (next.length === 0) throw new Error("tables refer to each other in a circle");
    placed.push(...next);
  }
  return placed;
}
