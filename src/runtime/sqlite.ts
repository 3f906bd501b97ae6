import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync, type SQLInputValue } from "node:sqlite";
import { Kysely, SqliteDialect } from "kysely";
import { connectStatements } from "./statements.ts";

/**
 * Opens one SQLite file for one process (DESIGN §5): WAL, `synchronous=FULL`, exclusive lock.
 *
 * `:memory:` gives a private database. Throws when another process holds the file: the message says so.
 */
export function openSqlite<Tables>(path: string): Kysely<Tables> {
  if (path !== ":memory:") mkdirSync(dirname(path), { recursive: true });
  const database = new DatabaseSync(path, { timeout: 0 });
  try {
    database.exec(
      "PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; BEGIN IMMEDIATE; COMMIT",
    );
  } catch (error) {
    database.close();
    if (error instanceof Error && /locked|busy/i.test(error.message)) {
      throw new Error(
        `${path} is in use by another Raccord process; stop it, or give this one its own --state folder`,
        {
          cause: error,
        },
      );
    }
    throw error;
  }
  const handle = new Kysely<Tables>({ dialect: new SqliteDialect({ database: kyselyDatabase(database) }) });
  connectStatements(handle, database);
  return handle;
}

/** The few members that Kysely's dialect asks of a driver, over `node:sqlite`. */
function kyselyDatabase(database: DatabaseSync): {
  close(): void;
  prepare(sql: string): {
    reader: boolean;
    all(parameters: readonly unknown[]): unknown[];
    run(parameters: readonly unknown[]): { changes: number | bigint; lastInsertRowid: number | bigint };
    iterate(parameters: readonly unknown[]): IterableIterator<unknown>;
  };
} {
  type Statement = { readonly statement: ReturnType<DatabaseSync["prepare"]>; readonly reader: boolean };
  const statements = new Map<string, Statement>();
  const prepared = (sql: string): Statement => {
    const known = statements.get(sql);
    if (known) return known;
    const statement = database.prepare(sql);
    // Asked once: describing the columns costs as much as a short query.
    const fresh = { statement, reader: statement.columns().length > 0 };
    if (statements.size < 500) statements.set(sql, fresh);
    return fresh;
  };
  return {
    close: () => database.close(),
    prepare(sql) {
      const { statement, reader } = prepared(sql);
      const bind = (parameters: readonly unknown[]): SQLInputValue[] =>
        parameters.map((value) => value as SQLInputValue);
      return {
        reader,
        all: (parameters) => statement.all(...bind(parameters)),
        run: (parameters) => statement.run(...bind(parameters)),
        iterate: (parameters) => statement.iterate(...bind(parameters)) as IterableIterator<unknown>,
      };
    },
  };
}
