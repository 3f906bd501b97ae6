import type { DatabaseSync, StatementSync } from "node:sqlite";
import { setImmediate } from "node:timers/promises";
import { type Kysely, sql, type Transaction } from "kysely";
import { connectionBehind } from "./statements.ts";

/** Work that waits for the next commit of one database. */
interface Queue<Tables> {
  waiting: Waiting<Tables>[];
  running: boolean;
}

/**
 * What a commit outlives before it is told: the machine going off, or only the process ending, which needs no wait for
 * the disk. A group that holds one piece for the former is written for it whole.
 */
export type Outlives = "power-cut" | "crash";

interface Waiting<Tables> {
  readonly outlives: Outlives;
  run(work: Transaction<Tables>): Promise<void>;
  /** Tells the caller, once the commit is on disk. */
  settle(): void;
  fail(error: unknown): void;
}

/** Pieces of work in one commit, at most. */
const groupMax = 64;
const queues = new WeakMap<object, unknown>();
const parts = new WeakMap<DatabaseSync, Part>();

/**
 * Runs `run` in a transaction that it may share with others that came while the last commit ran: one after the other,
 * each undone alone when it throws. Resolves with its result when the commit is on disk; rejects with its own error,
 * or with that of the commit. For SQLite, where one connection writes and commits on this thread; `run` awaits nothing
 * but the database, and a run that returns no promise is not awaited at all.
 */
export function together<Tables, Result>(
  database: Kysely<Tables>,
  run: (work: Transaction<Tables>) => Promise<Result> | Result,
  outlives: Outlives = "power-cut",
): Promise<Result> {
  return new Promise((resolve, reject) => {
    let outcome = (): void => reject(new Error("a piece of work was committed without being run"));
    const queue = queueOf(database);
    queue.waiting.push({
      outlives,
      async run(work) {
        const connection = connectionBehind(work);
        const part = connection === undefined ? undefined : partOf(connection);
        if (part) part.begin.run();
        else await sql`SAVEPOINT part`.execute(work);
        try {
          const running = run(work);
          const result = running instanceof Promise ? await running : running;
          outcome = () => resolve(result);
        } catch (error) {
          outcome = () => reject(error);
          if (part) part.undo.run();
          else await sql`ROLLBACK TO part`.execute(work);
        }
        if (part) part.end.run();
        else await sql`RELEASE part`.execute(work);
      },
      settle: () => outcome(),
      fail: reject,
    });
    if (!queue.running) void runGroups(database, queue);
  });
}

/** A piece of work begins and ends within the transaction of its group. */
interface Part {
  readonly begin: StatementSync;
  readonly undo: StatementSync;
  readonly end: StatementSync;
}

function partOf(connection: DatabaseSync): Part {
  const known = parts.get(connection);
  if (known) return known;
  const part: Part = {
    begin: connection.prepare("SAVEPOINT part"),
    undo: connection.prepare("ROLLBACK TO part"),
    end: connection.prepare("RELEASE part"),
  };
  parts.set(connection, part);
  return part;
}

function queueOf<Tables>(database: Kysely<Tables>): Queue<Tables> {
  // The key carries the type: a queue is only ever found under the database that it was made for.
  const known = queues.get(database) as Queue<Tables> | undefined;
  const queue = known ?? { waiting: [], running: false };
  queues.set(database, queue);
  return queue;
}

async function runGroups<Tables>(database: Kysely<Tables>, queue: Queue<Tables>): Promise<void> {
  queue.running = true;
  while (queue.waiting.length > 0) {
    // A commit on this thread keeps the next work from gathering: what every socket had ready belongs to one.
    await setImmediate();
    const group = queue.waiting.splice(0, groupMax);
    try {
      await committed(database, group);
      for (const one of group) one.settle();
    } catch (error) {
      for (const one of group) one.fail(error);
    }
  }
  queue.running = false;
}

/** SQLite in WAL mode waits for the disk at each commit under FULL, and only at checkpoints under NORMAL. */
async function committed<Tables>(database: Kysely<Tables>, group: readonly Waiting<Tables>[]): Promise<void> {
  const hurried = group.every((one) => one.outlives === "crash");
  // The connection is held meanwhile: nobody else's transaction may meet the other setting.
  await database.connection().execute(async (own) => {
    // A disk of another kind, as the simulation's, has no setting to change.
    const connection = connectionBehind(own);
    if (hurried) connection?.exec("PRAGMA synchronous=NORMAL");
    try {
      await own.transaction().execute(async (work) => {
        for (const one of group) await one.run(work);
      });
    } finally {
      if (hurried) connection?.exec("PRAGMA synchronous=FULL");
    }
  });
}
