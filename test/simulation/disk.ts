import { DatabaseSync, type SQLInputValue } from "node:sqlite";
import {
  type CompiledQuery,
  type DatabaseConnection,
  Kysely,
  type QueryResult,
  SqliteAdapter,
  SqliteDialect,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from "kysely";
import type { ConnectorDatabase, ConnectorTables } from "../../src/connector/store/tables.ts";
import type { Life, Scheduler } from "./scheduler.ts";

/** The database that outlives its processes: what was committed is there, what was not is gone. */
export interface Disk {
  /** The database as one process sees it: every statement waits for its turn. */
  open(life: Life): ConnectorDatabase;
  /** This process is dead: its unfinished transaction never was. */
  crash(life: Life): void;
  /** A transaction is open: what `read` finds may never have been. */
  unsettled(): boolean;
  /** Reads past the processes; only while no transaction is open, see `onCommit` and `unsettled`. */
  read(sql: string): Record<string, unknown>[];
  /** Told after each commit, before the process that asked for it knows. */
  onCommit: () => void;
  /** While `true`, the disk takes nothing more: every write fails as a full disk does. */
  full: boolean;
  commits(): number;
  close(): void;
}

export function createDisk(scheduler: Scheduler): Disk {
  const file = new DatabaseSync(":memory:");
  file.exec("PRAGMA foreign_keys=ON");
  const statements = new Map<string, ReturnType<DatabaseSync["prepare"]>>();
  const readers = new Map<string, boolean>();
  let commits = 0;
  const prepared = (sql: string): ReturnType<DatabaseSync["prepare"]> => {
    const known = statements.get(sql) ?? file.prepare(sql);
    statements.set(sql, known);
    return known;
  };
  const run = (query: CompiledQuery): QueryResult<never> => {
    if (disk.full && /^(insert|update|delete)/i.test(query.sql.trim())) {
      throw new Error("database or disk is full");
    }
    const statement = prepared(query.sql);
    const parameters = query.parameters.map((value) => value as SQLInputValue);
    const reader = readers.get(query.sql) ?? statement.columns().length > 0;
    readers.set(query.sql, reader);
    if (reader) return { rows: statement.all(...parameters) as never[] };
    const { changes, lastInsertRowid } = statement.run(...parameters);
    return { insertId: BigInt(lastInsertRowid), numAffectedRows: BigInt(changes), rows: [] };
  };
  const connectionOf = (life: Life): DatabaseConnection => ({
    async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
      await scheduler.step(life);
      const wasOpen = file.isTransaction;
      const result = run(query);
      const wrote = wasOpen ? !file.isTransaction : !file.isTransaction && !/^select/i.test(query.sql);
      if (wrote && query.sql !== "rollback") {
        commits += 1;
        disk.onCommit();
        // A crash right here: on disk, and nobody knows.
        await scheduler.step(life);
      }
      return result;
    },
    // biome-ignore lint/correctness/useYield: the driver asks for the member; nothing streams.
    async *streamQuery() {
      throw new Error("nothing streams here");
    },
  });
  const disk: Disk = {
    open(life) {
      const connection = connectionOf(life);
      const driver = new SqliteDialect({
        database: async () => Promise.reject(new Error("unused")),
      }).createDriver();
      driver.init = async () => {};
      driver.acquireConnection = async () => connection;
      driver.destroy = async () => {};
      return new Kysely<ConnectorTables>({
        dialect: {
          createAdapter: () => new SqliteAdapter(),
          createDriver: () => driver,
          createIntrospector: (db) => new SqliteIntrospector(db),
          createQueryCompiler: () => new SqliteQueryCompiler(),
        },
      });
    },
    crash(_life) {
      if (file.isTransaction) file.exec("ROLLBACK");
    },
    unsettled: () => file.isTransaction,
    read: (sql) => prepared(sql).all(),
    onCommit: () => {},
    full: false,
    commits: () => commits,
    close: () => file.close(),
  };
  return disk;
}
