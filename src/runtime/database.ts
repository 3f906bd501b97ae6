import {
  type ColumnDefinitionBuilder,
  type Kysely,
  PostgresAdapter,
  type QueryExecutor,
  type RawBuilder,
  sql,
} from "kysely";

/** Which of the two databases of DESIGN §5 stands behind a handle. */
export type Dialect = "sqlite" | "postgresql";

/** The dialect of a handle or of a transaction on it. */
export function dialectOf(handle: { getExecutor(): QueryExecutor }): Dialect {
  return handle.getExecutor().adapter instanceof PostgresAdapter ? "postgresql" : "sqlite";
}

/** Type and constraints of a key that counts upwards by itself, for `addColumn`. */
export function sequence(
  dialect: Dialect,
): ["integer" | "bigint", (column: ColumnDefinitionBuilder) => ColumnDefinitionBuilder] {
  switch (dialect) {
    case "sqlite":
      return ["integer", (column) => column.primaryKey().autoIncrement()];
    case "postgresql":
      return ["bigint", (column) => column.primaryKey().generatedByDefaultAsIdentity()];
  }
}

/** Epoch milliseconds by the clock of the PostgreSQL server: the only clock that leases are judged by. */
export const serverNowMs: RawBuilder<number> = sql<number>`(extract(epoch from clock_timestamp()) * 1000)::bigint`;

/** SQLSTATE of transactions that the server ended in favour of another one; running them again is the remedy. */
const repeatable = new Set(["40001", "40P01"]);

/** True when `error` says that a transaction lost against another one and did nothing. */
export function lostToAnother(error: unknown): boolean {
  return error instanceof Error && "code" in error && repeatable.has(String(error.code));
}

/** Attempts of one transaction that keeps losing. */
const attemptsMax = 5;

/**
 * Runs `work` in one transaction; again, from its beginning, when PostgreSQL ended it in favour of another one
 * (deadlock, serialization). `work` awaits nothing but the database and keeps no result of a failed attempt.
 */
export async function inTransaction<Tables, Result>(
  database: Kysely<Tables>,
  work: (transaction: Kysely<Tables>) => Promise<Result>,
): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await database.transaction().execute(work);
    } catch (error) {
      if (attempt >= attemptsMax || !lostToAnother(error)) throw error;
    }
  }
}
