import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite";
import {
  type Compilable,
  DummyDriver,
  Kysely,
  type QueryExecutor,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from "kysely";

/** A database, or a transaction on it, that `openSqlite` opened. */
export interface SqliteHandle {
  getExecutor(): QueryExecutor;
}

/** Values that a statement takes, by name. */
export type StatementValues = Readonly<Record<string, string | number | null>>;

/**
 * One query of SQLite, built by Kysely once and then run at once, without a promise. For the few queries of a path
 * that thousands of calls a second take: building and awaiting a query costs more than the query itself. Run inside
 * a transaction that Kysely holds, so that nobody else's work comes between.
 */
export interface Statement<Values extends StatementValues, Row> {
  all(handle: SqliteHandle, values: Values): Row[];
  /** The first row, if any. */
  first(handle: SqliteHandle, values: Values): Row | undefined;
  /** For a query without rows. Returns the number of the row that it inserted last. */
  run(handle: SqliteHandle, values: Values): number;
}

/** The place of a value in a query that is still to be run. */
class Placeholder {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

const connections = new WeakMap<object, DatabaseSync>();

/** Tells which connection stands behind a Kysely handle, for its statements. Called by whoever opens it. */
export function connectStatements(handle: SqliteHandle, database: DatabaseSync): void {
  connections.set(handle.getExecutor().adapter, database);
}

/** The connection behind a handle or a transaction on it; `undefined` when something else than `openSqlite` opened it. */
export function connectionBehind(handle: SqliteHandle): DatabaseSync | undefined {
  return connections.get(handle.getExecutor().adapter);
}

/** The connection behind a handle or a transaction on it. Throws when `openSqlite` did not open it. */
export function connectionOf(handle: SqliteHandle): DatabaseSync {
  // A transaction is another object than the database that it runs on; the adapter is the same.
  const database = connections.get(handle.getExecutor().adapter);
  if (!database) throw new Error("this handle is no SQLite file of openSqlite");
  return database;
}

/** Makes statements over `Tables`: the types of values and rows are those of Kysely. */
export function statementsOver<Tables>() {
  const builder = new Kysely<Tables>({
    dialect: {
      createAdapter: () => new SqliteAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (database) => new SqliteIntrospector(database),
      createQueryCompiler: () => new SqliteQueryCompiler(),
    },
  });
  return <Values extends StatementValues, Row = never>(
    build: (tables: Kysely<Tables>, the: Values) => Compilable<Row>,
  ): Statement<Values, Row> => {
    const the = new Proxy({} as Values, { get: (_target, name) => new Placeholder(String(name)) });
    const { sql, parameters } = build(builder, the).compile();
    const prepared = new WeakMap<DatabaseSync, StatementSync>();
    const on = (handle: SqliteHandle): StatementSync => {
      const database = connectionOf(handle);
      const known = prepared.get(database);
      if (known) return known;
      const statement = database.prepare(sql);
      prepared.set(database, statement);
      return statement;
    };
    const bound = (values: Values): SQLInputValue[] =>
      parameters.map((it) => (it instanceof Placeholder ? values[it.name] : it) as SQLInputValue);
    return {
      all: (handle, values) => on(handle).all(...bound(values)) as Row[],
      first: (handle, values) => on(handle).get(...bound(values)) as Row | undefined,
      run: (handle, values) => Number(on(handle).run(...bound(values)).lastInsertRowid),
    };
  };
}
