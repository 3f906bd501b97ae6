import { after } from "node:test";
import type { Kysely } from "kysely";
import { silentLog } from "../../../src/runtime/log.ts";
import { type Migration, migrate } from "../../../src/runtime/migrate.ts";
import { openPostgres } from "../../../src/runtime/postgres.ts";
import { openSqlite } from "../../../src/runtime/sqlite.ts";
import { type TestDatabase, testDatabase } from "../../support/postgres.ts";

/** An open, migrated database of one test; closing it leaves nothing. */
export interface OpenTestDatabase<Tables> {
  readonly db: Kysely<Tables>;
  /** Another process's connections to the same database; closed with it. */
  another(): Kysely<Tables>;
  readonly url: string;
  /** Somebody else closes the connections; the database is dropped once the tests of this process are over. */
  forget(): void;
  close(): Promise<void>;
}

/** An empty database on PostgreSQL with these steps done. */
export async function onPostgres<Tables>(steps: readonly Migration[]): Promise<OpenTestDatabase<Tables>> {
  const made: TestDatabase = await testDatabase();
  const opened: Kysely<Tables>[] = [];
  const open = (): Kysely<Tables> => {
    const db = openPostgres<Tables>(made.url, silentLog);
    opened.push(db);
    return db;
  };
  const db = open();
  await migrate(db, steps);
  return {
    db,
    another: open,
    url: made.url,
    forget() {
      after(() => made.drop());
    },
    async close() {
      for (const one of opened) await one.destroy();
      await made.drop();
    },
  };
}

/** An empty SQLite database in memory with these steps done. */
export async function onSqlite<Tables>(
  steps: readonly Migration[],
): Promise<{ db: Kysely<Tables>; close(): Promise<void> }> {
  const db = openSqlite<Tables>(":memory:");
  await migrate(db, steps);
  return { db, close: () => db.destroy() };
}
