import { setImmediate } from "node:timers/promises";
import { sql } from "kysely";
import type { SandboxDatabase, Work } from "./tables.ts";

/** Exchanges that wait for the next commit of one database. */
interface Queue {
  waiting: Waiting[];
  running: boolean;
}

interface Waiting {
  run(work: Work): Promise<void>;
  /** Tells the caller, once the commit is on disk. */
  settle(): void;
  fail(error: unknown): void;
}

/** Exchanges in one commit, at most. */
const groupMax = 64;
const queues = new WeakMap<SandboxDatabase, Queue>();

/**
 * Runs `run` in a transaction that it may share with others that came while the last commit ran: one after the other,
 * each undone alone when it throws. Resolves with its result when the commit is on disk; rejects with its own error,
 * or with that of the commit.
 */
export function together<Result>(
  database: SandboxDatabase,
  run: (work: Work) => Promise<Result>,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    let outcome = (): void => reject(new Error("an exchange was committed without being run"));
    const queue = queues.get(database) ?? { waiting: [], running: false };
    queues.set(database, queue);
    queue.waiting.push({
      async run(work) {
        await sql`SAVEPOINT exchange`.execute(work);
        try {
          const result = await run(work);
          outcome = () => resolve(result);
        } catch (error) {
          outcome = () => reject(error);
          await sql`ROLLBACK TO exchange`.execute(work);
        }
        await sql`RELEASE exchange`.execute(work);
      },
      settle: () => outcome(),
      fail: reject,
    });
    if (!queue.running) void runGroups(database, queue);
  });
}

async function runGroups(database: SandboxDatabase, queue: Queue): Promise<void> {
  queue.running = true;
  while (queue.waiting.length > 0) {
    // A commit on this thread keeps the next exchanges from gathering: what every socket had ready belongs to one.
    await setImmediate();
    const group = queue.waiting.splice(0, groupMax);
    try {
      await database.transaction().execute(async (work) => {
        for (const one of group) await one.run(work);
      });
      for (const one of group) one.settle();
    } catch (error) {
      for (const one of group) one.fail(error);
    }
  }
  queue.running = false;
}
