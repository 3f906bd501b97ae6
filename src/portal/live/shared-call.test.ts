import assert from "node:assert/strict";
import { test } from "node:test";
import { sharedCall } from "./shared-call.ts";

test("who asks while a call is under way shares the next, and never gets one that began before", async () => {
  const open: ((value: number) => void)[] = [];
  const ask = sharedCall(
    () =>
      new Promise<number>((resolve) => {
        open.push(resolve);
      }),
  );
  const first = ask();
  const [second, third] = [ask(), ask()];
  assert.equal(open.length, 1);
  open[0]?.(1);
  assert.equal(await first, 1);
  await new Promise(setImmediate);
  assert.equal(open.length, 2);
  const fourth = ask();
  open[1]?.(2);
  assert.deepEqual(await Promise.all([second, third]), [2, 2]);
  await new Promise(setImmediate);
  open[2]?.(3);
  assert.equal(await fourth, 3);
  const fifth = ask();
  open[3]?.(4);
  assert.deepEqual([await fifth, open.length], [4, 4]);
});

test("a call that fails does so for those who share it, and the next is made", async () => {
  let calls = 0;
  const ask = sharedCall(async () => {
    calls += 1;
    if (calls < 3) throw new Error(`call ${calls}`);
    return calls;
  });
  const [first, second, third] = await Promise.allSettled([ask(), ask(), ask()]);
  assert.deepEqual(
    [first, second, third].map((one) => one?.status),
    ["rejected", "rejected", "rejected"],
  );
  assert.equal(calls, 2);
  assert.equal(await ask(), 3);
});
