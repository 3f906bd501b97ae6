import { Kysely, PostgresDialect, sql } from "kysely";
import pg from "pg";
import type { Clock } from "./clock.ts";
import { storableText } from "./database.ts";
import type { Log } from "./log.ts";

/** Limits of the connections of one process to PostgreSQL. */
export interface PostgresLimits {
  readonly connectionsMax: number;
  readonly connectTimeoutMs: number;
  /** One statement, by the server's clock. */
  readonly statementTimeoutMs: number;
  /** Waiting for a row that another transaction holds. */
  readonly lockTimeoutMs: number;
  /** A transaction whose process has stopped moving loses its locks after this. */
  readonly idleInTransactionTimeoutMs: number;
}

export const postgresLimits: PostgresLimits = {
  connectionsMax: 10,
  connectTimeoutMs: 10_000,
  statementTimeoutMs: 30_000,
  lockTimeoutMs: 10_000,
  idleInTransactionTimeoutMs: 15_000,
};

/** What the server does not say within this much more than its own limit is taken as a dead connection. */
const silenceMarginMs = 5_000;
const int8Oid = 20;
const keepAliveDelayMs = 10_000;
const keptIdleMs = 60_000;

/** `bigint` columns as numbers: every one of ours is a count, a sequence or epoch milliseconds, below 2^53. */
const types: pg.CustomTypesConfig = {
  getTypeParser(oid, format) {
    if (oid === int8Oid && format !== "binary") return safeNumber;
    return pg.types.getTypeParser(oid, format);
  },
};

function safeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} is too large for a number`);
  return value;
}

function withoutNul(values: unknown): unknown {
  if (!Array.isArray(values)) return values;
  return values.map((value: unknown) => (typeof value === "string" ? storableText(value) : value));
}

/** What every connection of ours has in common; never logged, the address may hold a password. */
function clientConfig(url: string, limits: PostgresLimits): pg.ClientConfig {
  return {
    connectionString: url,
    application_name: "raccord",
    connectionTimeoutMillis: limits.connectTimeoutMs,
    query_timeout: limits.statementTimeoutMs + silenceMarginMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: keepAliveDelayMs,
    types,
  };
}

/**
 * Opens PostgreSQL by its address (`postgresql://user:password@host:port/database`, DESIGN §5), with a bounded pool.
 *
 * An ACK must survive a power cut, so `synchronous_commit` is `on` whatever the server's default is. Nothing is
 * connected yet when this returns: the first statement rejects when the server is away.
 */
export function openPostgres<Tables>(
  url: string,
  log: Log,
  limits: PostgresLimits = postgresLimits,
): Kysely<Tables> {
  const pool = new pg.Pool({
    ...clientConfig(url, limits),
    max: limits.connectionsMax,
    idleTimeoutMillis: keptIdleMs,
  });
  // A kept connection that the server ends is no fault: the pool opens another one.
  pool.on("error", (error) => log.warn({ err: error }, "a connection to PostgreSQL ended"));
  // One that ends while it is in use fails its statement; without a listener it would end this process too.
  pool.on("connect", (client) => {
    client.on("error", () => {});
    const query = client.query.bind(client) as (
      text: unknown,
      values: unknown,
      ...rest: unknown[]
    ) => unknown;
    client.query = ((text: unknown, values: unknown, ...rest: unknown[]) =>
      query(text, withoutNul(values), ...rest)) as typeof client.query;
  });
  const { statementTimeoutMs, lockTimeoutMs, idleInTransactionTimeoutMs } = limits;
  const session = [
    "SET synchronous_commit = on",
    `SET statement_timeout = ${statementTimeoutMs}`,
    `SET lock_timeout = ${lockTimeoutMs}`,
    `SET idle_in_transaction_session_timeout = ${idleInTransactionTimeoutMs}`,
  ].join("; ");
  return new Kysely<Tables>({
    dialect: new PostgresDialect({
      pool,
      onCreateConnection: async (connection) => {
        await connection.executeQuery(sql.raw(session).compile(compiler));
      },
    }),
  });
}

/** Compiles statements that are run on a bare connection. */
const compiler = new Kysely<Record<string, never>>({
  dialect: new PostgresDialect({ pool: () => Promise.reject(new Error("compiles only")) }),
});

/** A listener for hints between instances. A hint may be lost: whoever needs certainty looks by himself too. */
export interface Listener {
  close(): Promise<void>;
}

const reconnectDelayMs = 2_000;

/** Follows one channel of LISTEN/NOTIFY, over again after each loss of the connection. Never rejects. */
export function listenPostgres(
  url: string,
  channel: string,
  world: { readonly clock: Clock; readonly log: Log },
  hear: (text: string) => void,
  limits: PostgresLimits = postgresLimits,
): Listener {
  let closed = false;
  let current: pg.Client | undefined;
  let cancel = (): void => {};
  const again = (client: pg.Client): void => {
    if (current !== client) return;
    current = undefined;
    client.end().catch(() => {});
    if (!closed) cancel = world.clock.after(reconnectDelayMs, connect);
  };
  const connect = (): void => {
    const client = new pg.Client(clientConfig(url, limits));
    current = client;
    client.on("error", () => again(client));
    client.on("end", () => again(client));
    client.on("notification", (notice) => hear(notice.payload ?? ""));
    client
      .connect()
      .then(() => client.query(`LISTEN ${client.escapeIdentifier(channel)}`))
      .catch((error: unknown) => {
        world.log.debug({ err: error }, "not listening yet");
        again(client);
      });
  };
  connect();
  return {
    async close() {
      closed = true;
      cancel();
      const client = current;
      current = undefined;
      await client?.end().catch(() => {});
    },
  };
}

/** Tells the listeners of a channel something; a hint, so a failure is none of the caller's business. */
export async function notifyPostgres<Tables>(
  database: Kysely<Tables>,
  channel: string,
  text: string,
): Promise<void> {
  await sql`SELECT pg_notify(${channel}, ${text})`.execute(database);
}
