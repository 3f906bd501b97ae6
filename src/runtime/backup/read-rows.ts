import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { backup, DatabaseSync } from "node:sqlite";
import { type Kysely, sql } from "kysely";
import { connectionBehind } from "../statements.ts";
import type { BackupTable } from "./tables.ts";

/** One table as it stood at the moment of the backup. */
export interface TableAtOnce {
  /** The last number of its counter; `null` without one. */
  readonly counted: number | null;
  /** Rows with their cells in the order of the table's columns. */
  rows(): AsyncIterable<readonly unknown[]> | Iterable<readonly unknown[]>;
}

/** What reads the tables, one after the other. */
type Reading = (open: (table: BackupTable) => Promise<TableAtOnce>) => Promise<void>;

/**
 * Gives `work` every table of a database as all of them stood at one moment, while others go on writing: SQLite by its online
 * backup into a file of its own, removed afterwards; PostgreSQL in a transaction that sees one state.
 */
export function readAtOnce(database: Kysely<never>, work: Reading): Promise<void> {
  const connection = connectionBehind(database);
  return connection === undefined ? fromPostgres(database, work) : fromSqlite(connection, work);
}

/** Pages copied at a time: writers wait no longer than that takes. */
const pagesAtOnce = 200;

async function fromSqlite(connection: DatabaseSync, work: Reading): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "raccord-backup-"));
  try {
    const path = join(folder, "snapshot.db");
    await backup(connection, path, { rate: pagesAtOnce });
    const snapshot = new DatabaseSync(path, { readOnly: true });
    try {
      await work(async ({ name, columns, counter }) => ({
        counted: counter === null ? null : countedBySqlite(snapshot, name),
        rows() {
          const select = snapshot.prepare(`SELECT ${columns.map(quoted).join(", ")} FROM ${quoted(name)}`);
          select.setReturnArrays(true);
          return select.iterate() as unknown as Iterable<readonly unknown[]>;
        },
      }));
    } finally {
      snapshot.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function countedBySqlite(snapshot: DatabaseSync, table: string): number {
  const row = snapshot.prepare("SELECT seq FROM sqlite_sequence WHERE name = ?").get(table);
  return Number(row?.["seq"] ?? 0);
}

const rowsAtOnce = 500;

function fromPostgres(database: Kysely<never>, work: Reading): Promise<void> {
  return database
    .transaction()
    .setIsolationLevel("repeatable read")
    .setAccessMode("read only")
    .execute(async (own) => {
      await work(async (table) => ({
        counted: table.counter === null ? null : await countedByPostgres(own, table.name, table.counter),
        rows: () => postgresRows(own, table),
      }));
    });
}

async function countedByPostgres(own: Kysely<never>, table: string, counter: string): Promise<number> {
  const { rows } = await sql<{ last: number | null }>`
    SELECT max(${sql.ref(counter)}) AS last FROM ${sql.table(table)}`.execute(own);
  return Number(rows[0]?.last ?? 0);
}

async function* postgresRows(
  own: Kysely<never>,
  { name, columns, hasBytes }: BackupTable,
): AsyncGenerator<readonly unknown[]> {
  const list = sql.join(columns.map((column) => sql.ref(column)));
  await sql`DECLARE raccord_backup NO SCROLL CURSOR FOR SELECT ${list} FROM ${sql.table(name)}`.execute(own);
  // A row with a document can have ten megabytes.
  const fetch = sql`FETCH ${sql.lit(hasBytes ? 4 : rowsAtOnce)} FROM raccord_backup`;
  for (;;) {
    const { rows } = await fetch.execute(own);
    for (const row of rows as Readonly<Record<string, unknown>>[]) yield columns.map((column) => row[column]);
    if (rows.length === 0) break;
  }
  await sql`CLOSE raccord_backup`.execute(own);
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
