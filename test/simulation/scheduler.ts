import type { Clock } from "../../src/runtime/clock.ts";
import type { Random } from "../../src/runtime/random.ts";

/** One process of the simulated world. When it is dead, nothing that it awaits ever comes. */
export interface Life {
  readonly number: number;
  dead: boolean;
}

interface Waiting {
  readonly life: Life | undefined;
  readonly dueMs: number;
  readonly run: () => void;
}

/**
 * Virtual time and the order of everything: each statement of the database, each byte of the network and each timer
 * waits here until chance takes it. The same seed takes them in the same order.
 */
export interface Scheduler {
  nowMs(): number;
  /** Runs `run` when `delayMs` have passed and chance takes it; the returned function cancels it. */
  after(delayMs: number, run: () => void, life?: Life): () => void;
  /** Resolves when chance lets `life` go on; never when it is dead by then. */
  step(life: Life): Promise<void>;
  /** The clock that one process sees, wrong by `skewMs()`. */
  clockOf(life: Life, skewMs: () => number): Clock;
  /** Everything that this process waits for is gone. */
  bury(life: Life): void;
  /** Lets one thing happen, if it is due by `untilMs`. `false`: nothing is, and the time is now `untilMs`. */
  turn(untilMs: number): Promise<boolean>;
  /** Things that happened so far. */
  turns(): number;
}

/** Longest time that one statement takes. */
const stepMaxMs = 4;

export function createScheduler(startMs: number, random: Random): Scheduler {
  let nowMs = startMs;
  let turns = 0;
  let waiting: Waiting[] = [];
  const add = (one: Waiting): (() => void) => {
    waiting.push(one);
    return () => {
      const index = waiting.indexOf(one);
      if (index >= 0) waiting.splice(index, 1);
    };
  };
  const scheduler: Scheduler = {
    nowMs: () => nowMs,
    after: (delayMs, run, life) => add({ life, dueMs: nowMs + Math.max(0, delayMs), run }),
    step: (life) =>
      new Promise((resolve) => {
        if (!life.dead) add({ life, dueMs: nowMs, run: resolve });
      }),
    clockOf: (life, skewMs) => ({
      nowMs: () => nowMs + skewMs(),
      after: (delayMs, run) => (life.dead ? () => {} : scheduler.after(delayMs, run, life)),
    }),
    bury(life) {
      waiting = waiting.filter((one) => one.life !== life);
    },
    async turn(untilMs) {
      await drain();
      let due = waiting.filter((one) => one.dueMs <= nowMs);
      if (due.length === 0) {
        const nextMs = waiting.reduce((earliest, one) => Math.min(earliest, one.dueMs), untilMs);
        nowMs = Math.max(nowMs, nextMs);
        due = waiting.filter((one) => one.dueMs <= nowMs);
      }
      const chosen = due[random.integer(Math.max(1, due.length))];
      if (!chosen) return false;
      waiting.splice(waiting.indexOf(chosen), 1);
      turns += 1;
      nowMs += random.integer(stepMaxMs + 1);
      chosen.run();
      return true;
    },
    turns: () => turns,
  };
  return scheduler;
}

/** Everything that follows by itself has followed: what remains waits for a turn. */
function drain(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
