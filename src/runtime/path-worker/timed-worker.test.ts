import assert from "node:assert/strict";
import { test } from "node:test";
import { systemClock } from "../clock.ts";
import type { Order } from "./test-support/thread.ts";
import { type TimedWorker, type TimedWorkerOptions, timedWorker } from "./timed-worker.ts";

interface Echo {
  readonly text: string;
  /** How many requests this very thread has had. */
  readonly count: number;
}

async function using(
  options: Partial<TimedWorkerOptions>,
  use: (worker: TimedWorker<Order, Echo>) => Promise<void>,
): Promise<void> {
  const worker = timedWorker<Order, Echo>({
    module: new URL("./test-support/thread.ts", import.meta.url),
    clock: systemClock,
    timeoutMs: 10_000,
    startTimeoutMs: 30_000,
    waitingMax: 10,
    heapMaxMegabytes: 64,
    ...options,
  });
  try {
    await use(worker);
  } finally {
    await worker.close();
  }
}

const echo = (text: string): Order => ({ do: "echo", text });

test("one thread is kept for all requests, which it gets in order", () =>
  using({}, async (worker) => {
    const answers = await Promise.all(["a", "b", "c"].map((text) => worker.run(echo(text))));
    assert.deepEqual(
      answers,
      ["a", "b", "c"].map((text, index) => ({ kind: "answer", answer: { text, count: index + 1 } })),
    );
  }));

test("a request that takes too long ends the thread; the next one gets a new thread", () =>
  using({ timeoutMs: 1000 }, async (worker) => {
    assert.equal((await worker.run(echo("a"))).kind, "answer");
    const [slow, next] = await Promise.all([worker.run({ do: "spin" }), worker.run(echo("b"))]);
    assert.deepEqual(slow, { kind: "timeout" });
    assert.deepEqual(next, { kind: "answer", answer: { text: "b", count: 1 } });
  }));

test("a thread that takes too much memory, throws or ends fails its request alone", () =>
  using({}, async (worker) => {
    for (const order of ["grow", "throw", "exit"] as const) {
      const [failed, next] = await Promise.all([worker.run({ do: order }), worker.run(echo(order))]);
      assert.equal(failed.kind, "failed", order);
      assert.deepEqual(next, { kind: "answer", answer: { text: order, count: 1 } });
    }
  }));

test("more than may wait are turned away at once", () =>
  using({ waitingMax: 2, timeoutMs: 1000 }, async (worker) => {
    const answers = await Promise.all([
      worker.run({ do: "spin" }),
      worker.run(echo("a")),
      worker.run(echo("b")),
      worker.run(echo("c")),
    ]);
    assert.deepEqual(
      answers.map(({ kind }) => kind),
      ["timeout", "answer", "answer", "busy"],
    );
  }));

test("closing answers what runs and waits, and takes nothing more", () =>
  using({}, async (worker) => {
    const answers = [worker.run({ do: "spin" }), worker.run(echo("a"))];
    await worker.close();
    assert.deepEqual(await Promise.all([...answers, worker.run(echo("b"))]), Array(3).fill({ kind: "busy" }));
  }));

test("a thread that never gets ready fails its request", () =>
  using(
    { module: new URL("./test-support/silent-thread.ts", import.meta.url), startTimeoutMs: 200 },
    async (worker) => {
      assert.equal((await worker.run(echo("a"))).kind, "failed");
    },
  ));
