import { type Kysely, sql } from "kysely";

/** One numbered step of a schema. Never edited once released: a change is a new step. */
export interface Migration {
  readonly name: string;
  up(database: Kysely<unknown>): Promise<void>;
}

/** Runs the steps that this database has not seen, each in its own transaction, in the order given. */
export async function migrate<Tables>(database: Kysely<Tables>, steps: readonly Migration[]): Promise<void> {
  const any = database as unknown as Kysely<{ raccord_migration: { name: string } }>;
  await sql`CREATE TABLE IF NOT EXISTS raccord_migration (name TEXT PRIMARY KEY)`.execute(any);
  const rows = await any.selectFrom("raccord_migration").select("name").execute();
  const done = new Set(rows.map((row) => row.name));
  for (const step of steps) {
    if (done.has(step.name)) continue;
    await any.transaction().execute(async (transaction) => {
      await step.up(transaction as unknown as Kysely<unknown>);
      await transaction.insertInto("raccord_migration").values({ name: step.name }).execute();
    });
  }
}
