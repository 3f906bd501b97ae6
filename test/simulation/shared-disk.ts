import { DatabaseSync, type SQLInputValue } from "node:sqlite";
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from "kysely";
import type { ConnectorTables } from "../../src/connector/store/tables.ts";
import type { Disk } from "./disk.ts";
import type { Life, Scheduler } from "./scheduler.ts";

/**
 * A database that several processes share, as PostgreSQL is shared: the product speaks its PostgreSQL dialect to it,
 * leases count by its own clock, and each statement waits for its turn. Transactions follow each other as whole ones,
 * the strictest order that PostgreSQL may give; what happens inside two that overlap is proved on a real server
 * (`test/storage`).
 */
export function createSharedDisk(scheduler: Scheduler): Disk {
  const file = new DatabaseSync(":memory:");
  file.function("server_now_ms", () => scheduler.nowMs());
  file.function("pg_advisory_xact_lock", { varargs: true }, () => 0);
  file.function("hashtext", { varargs: true }, () => 0);
  let commits = 0;
  /** Rows ever changed, at the last commit. */
  let known = 0;
  /** The connection whose transaction is open; every other one waits. */
  let holder: object | undefined;
  let holderLife: Life | undefined;
  let waiting: { readonly life: Life; readonly go: () => void }[] = [];
  const free = (): void => {
    holder = undefined;
    holderLife = undefined;
    // All of them: one alone might be dead before its turn comes.
    for (const one of waiting.splice(0)) one.go();
  };
  const turnOf = async (connection: object, life: Life): Promise<void> => {
    await scheduler.step(life);
    while (holder !== undefined && holder !== connection) {
      await new Promise<void>((resolve) => waiting.push({ life, go: resolve }));
      await scheduler.step(life);
    }
  };
  const statements = new Map<string, Prepared | undefined>();
  const prepared = (sql: string): Prepared | undefined => {
    if (!statements.has(sql)) {
      const text = translated(sql);
      const own = text === "" ? undefined : file.prepare(text);
      statements.set(sql, own && { own, reads: own.columns().length > 0 });
    }
    return statements.get(sql);
  };
  const run = (sql: string, parameters: readonly unknown[]): QueryResult<never> => {
    if (disk.full && /^(insert|update|delete)/i.test(sql)) throw new Error("database or disk is full");
    const statement = prepared(sql);
    if (!statement) return { rows: [] };
    const values = parameters.map((value) => value as SQLInputValue);
    if (statement.reads) return { rows: statement.own.all(...values) as never[] };
    const { changes } = statement.own.run(...values);
    return { numAffectedRows: BigInt(changes), rows: [] };
  };
  /** A process may die between its turn and what it does with it. */
  const nothingMore = (): Promise<never> => new Promise(() => {});
  const committed = async (life: Life): Promise<void> => {
    commits += 1;
    // Most looks at the shared database change nothing.
    const changes = Number(prepared("SELECT total_changes() AS count")?.own.get()?.["count"]);
    if (changes !== known) disk.onCommit();
    known = changes;
    // A crash right here: on disk, and nobody knows.
    await scheduler.step(life);
  };
  const connect = (life: Life): DatabaseConnection & { control(sql: string): Promise<void> } => {
    const connection = {
      async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
        await turnOf(connection, life);
        if (life.dead) return await nothingMore();
        const alone = holder === undefined;
        const result = run(sql, parameters);
        if (alone && !/^select/i.test(sql)) await committed(life);
        return result;
      },
      // biome-ignore lint/correctness/useYield: the driver asks for the member; nothing streams.
      async *streamQuery() {
        throw new Error("nothing streams here");
      },
      async control(sql: string): Promise<void> {
        await turnOf(connection, life);
        if (life.dead) return await nothingMore();
        file.exec(sql);
        if (sql === "BEGIN") {
          holder = connection;
          holderLife = life;
          return;
        }
        const done = sql === "COMMIT";
        free();
        if (done) await committed(life);
      },
    };
    return connection;
  };
  const disk: Disk = {
    open(life) {
      const connections = new WeakMap<DatabaseConnection, ReturnType<typeof connect>>();
      const control = (connection: DatabaseConnection, sql: string): Promise<void> =>
        connections.get(connection)?.control(sql) ??
        Promise.reject(new Error("not a connection of this pool"));
      const driver: Driver = {
        init: async () => {},
        async acquireConnection() {
          const connection = connect(life);
          connections.set(connection, connection);
          return connection;
        },
        beginTransaction: (connection) => control(connection, "BEGIN"),
        commitTransaction: (connection) => control(connection, "COMMIT"),
        rollbackTransaction: (connection) => control(connection, "ROLLBACK"),
        releaseConnection: async () => {},
        destroy: async () => {},
      };
      return new Kysely<ConnectorTables>({
        dialect: {
          createAdapter: () => new PostgresAdapter(),
          createDriver: () => driver,
          createIntrospector: (db) => new PostgresIntrospector(db),
          createQueryCompiler: () => new PostgresQueryCompiler(),
        },
      });
    },
    crash(life) {
      waiting = waiting.filter((one) => one.life !== life);
      if (holderLife !== life) return;
      file.exec("ROLLBACK");
      free();
    },
    unsettled: () => file.isTransaction,
    read: (sql) => prepared(sql)?.own.all() ?? [],
    onCommit: () => {},
    full: false,
    commits: () => commits,
    close: () => file.close(),
  };
  return disk;
}

interface Prepared {
  readonly own: ReturnType<DatabaseSync["prepare"]>;
  /** It gives rows. */
  readonly reads: boolean;
}

/** What PostgreSQL says otherwise than SQLite, as far as the product says it; empty: nothing to do. */
function translated(sql: string): string {
  if (/^set local /i.test(sql)) return "";
  return sql
    .replaceAll("(extract(epoch from clock_timestamp()) * 1000)::bigint", "server_now_ms()")
    .replaceAll(/ for (no key )?(update|key share|share)( of "\w+")?( skip locked)?/gi, "")
    .replaceAll(/bigint generated by default as identity primary key/gi, "integer primary key autoincrement")
    .replaceAll(/bigint primary key generated by default as identity/gi, "integer primary key autoincrement")
    .replaceAll(/\$(\d+)/g, "?$1");
}
