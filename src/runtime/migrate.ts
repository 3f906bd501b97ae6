import { type Kysely, sql } from "kysely";
import { type Dialect, dialectOf, inTransaction, untilTablesAreFree } from "./database.ts";

/**
 * One numbered step of a schema. Never edited once released: a change is a new step.
 *
 * A step only adds: tables, indexes, columns that may be absent or have a default. Instances of the release before
 * go on reading and writing meanwhile, so nothing is renamed, narrowed or dropped until no such release can run.
 */
export interface Migration {
  readonly name: string;
  up(database: Kysely<unknown>, dialect: Dialect): Promise<void>;
}

/** Number of the advisory lock that migrations are done under: "raccord" in hexadecimal, shortened. */
const migrationLock = 0x7261_6363;

type MigrationTables = {
  raccord_migration: { name: string };
};

/**
 * Runs the steps that this database has not seen, each in its own transaction, in the order given.
 *
 * Safe when several instances start at once: on PostgreSQL one works while the others wait, then find it done. Steps
 * of a newer release, unknown here, are left alone.
 */
export async function migrate<Tables>(database: Kysely<Tables>, steps: readonly Migration[]): Promise<void> {
  const any = database as unknown as Kysely<MigrationTables>;
  await alone(any, (own) =>
    sql`CREATE TABLE IF NOT EXISTS raccord_migration (name TEXT PRIMARY KEY)`.execute(own),
  );
  const rows = await any.selectFrom("raccord_migration").select("name").execute();
  const done = new Set(rows.map((row) => row.name));
  for (const step of steps) {
    if (!done.has(step.name)) await alone(any, (own) => runStep(own, step));
  }
}

/** A table that others work in is waited for no longer than this: they queue up behind us meanwhile. */
const tableTimeoutMs = 2_000;

/**
 * Runs `work` in a transaction that no other instance's migration overlaps. When instances at work are in the way, it
 * lets them pass and begins again.
 */
async function alone(
  database: Kysely<MigrationTables>,
  work: (own: Kysely<MigrationTables>) => Promise<unknown>,
): Promise<void> {
  const attempt = async (transaction: Kysely<MigrationTables>): Promise<void> => {
    if (dialectOf(transaction) === "postgresql") {
      // Another instance may need longer for its step than a row is waited for.
      await sql`SET LOCAL statement_timeout = 0`.execute(transaction);
      await sql`SET LOCAL lock_timeout = 0`.execute(transaction);
      await sql`SELECT pg_advisory_xact_lock(${sql.lit(migrationLock)})`.execute(transaction);
      await sql`SET LOCAL lock_timeout = ${sql.lit(tableTimeoutMs)}`.execute(transaction);
    }
    await work(transaction);
  };
  await inTransaction(database, attempt, untilTablesAreFree);
}

async function runStep(own: Kysely<MigrationTables>, step: Migration): Promise<void> {
  // Looked up again under the lock: another instance may have done it while this one waited.
  const known = await own
    .selectFrom("raccord_migration")
    .select("name")
    .where("name", "=", step.name)
    .executeTakeFirst();
  if (known) return;
  const dialect = dialectOf(own);
  await step.up(own as unknown as Kysely<unknown>, dialect);
  await own.insertInto("raccord_migration").values({ name: step.name }).execute();
}
