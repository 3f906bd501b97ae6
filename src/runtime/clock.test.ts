import assert from "node:assert/strict";
import { test } from "node:test";
import { atInstant, type Clock, manualClock } from "./clock.ts";

const minuteMs = 60_000;

test("what is due at an instant comes then, once, and not when cancelled", () => {
  const clock = manualClock(1_000);
  let calls = 0;
  atInstant(clock, 1_000 + 10 * minuteMs, () => {
    calls += 1;
  });
  const cancel = atInstant(clock, 1_000 + 5 * minuteMs, () => assert.fail("cancelled"));
  clock.advance(3 * minuteMs);
  cancel();
  clock.advance(7 * minuteMs - 1);
  assert.equal(calls, 0);
  clock.advance(1);
  assert.equal(calls, 1);
  clock.advance(60 * minuteMs);
  assert.equal(calls, 1);
});

test("an instant that is past comes at once, but not during the call", () => {
  const clock = manualClock(5_000);
  let calls = 0;
  atInstant(clock, 1, () => {
    calls += 1;
  });
  assert.equal(calls, 0);
  clock.advance(1);
  assert.equal(calls, 1);
});

/** Timers count the time that the machine is awake; the clock on the wall counts all of it. */
function sleepyMachine(): { clock: Clock; awake(ms: number): void; asleep(ms: number): void } {
  const timers = manualClock(0);
  let sleptMs = 0;
  return {
    clock: { nowMs: () => timers.nowMs() + sleptMs, after: timers.after },
    awake: (ms) => timers.advance(ms),
    asleep(ms) {
      sleptMs += ms;
    },
  };
}

test("a machine that slept through a long delay notices within a minute of waking", () => {
  const { asleep, awake, clock } = sleepyMachine();
  let calls = 0;
  atInstant(clock, 15 * minuteMs, () => {
    calls += 1;
  });
  awake(10_000);
  asleep(8 * 60 * minuteMs);
  awake(minuteMs);
  assert.equal(calls, 1);
});

test("a clock put back makes it wait for the instant all the same", () => {
  const { asleep, awake, clock } = sleepyMachine();
  let calls = 0;
  atInstant(clock, 3 * minuteMs, () => {
    calls += 1;
  });
  asleep(-2 * minuteMs);
  awake(4 * minuteMs);
  assert.equal(calls, 0);
  awake(minuteMs);
  assert.equal(calls, 1);
});
