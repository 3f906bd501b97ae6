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

/**
 * PostgreSQL keeps any character but NUL, and damaged messages hold it. Refusing one would refuse it again at each
 * repetition, together with whatever is committed beside it.
 */
export function storableText(text: string): string {
  return text.includes("\0") ? text.replaceAll("\0", "\ufffd") : text;
}

/** SQLSTATE of transactions that the server ended in favour of another one; running them again is the remedy. */
const serializationFailure = "40001";
const deadlockDetected = "40P01";
/** SQLSTATE of a lock that was waited for long enough. */
const lockNotAvailable = "55P03";

/** When to run a transaction again that failed and did nothing. */
export interface Again {
  /** SQLSTATE values that another attempt may cure. */
  readonly states: readonly string[];
  readonly attemptsMax: number;
}

/** A transaction that keeps losing against others is given up in the end. */
const whenLost: Again = { states: [serializationFailure, deadlockDetected], attemptsMax: 5 };

/** For steps of a schema: they need whole tables that others are working in. */
export const untilTablesAreFree: Again = {
  states: [serializationFailure, deadlockDetected, lockNotAvailable],
  attemptsMax: 30,
};

/**
 * Runs `work` in one transaction; again, from its beginning, when PostgreSQL ended it in favour of another one
 * (deadlock, serialization). `work` awaits nothing but the database and keeps no result of a failed attempt.
 */
export async function inTransaction<Tables, Result>(
  database: Kysely<Tables>,
  work: (transaction: Kysely<Tables>) => Promise<Result>,
  again: Again = whenLost,
): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await database.transaction().execute(work);
    } catch (error) {
      const state = error instanceof Error && "code" in error ? String(error.code) : "";
      if (attempt >= again.attemptsMax || !again.states.includes(state)) throw error;
    }
  }
}
