/** Time as the product sees it, so that tests and the simulation own it. Instants are epoch milliseconds. */
export interface Clock {
  nowMs(): number;
  /** Calls `run` once after `delayMs`; the returned function cancels it. Never calls synchronously. */
  after(delayMs: number, run: () => void): () => void;
}

/** Longest delay that a Node timer keeps; longer ones fire at once. */
const TIMER_LIMIT_MS = 2_147_483_647;

export const systemClock: Clock = {
  nowMs: () => Date.now(),
  after(delayMs, run) {
    const timer = setTimeout(run, Math.min(Math.max(0, delayMs), TIMER_LIMIT_MS));
    return () => clearTimeout(timer);
  },
};

/** A timer looks at the clock at least so often. */
const lookAtClockMs = 60_000;

/**
 * Calls `run` once when the clock shows `instantMs`, or at once afterwards; the returned function cancels it. Never
 * calls synchronously. Timers of the system stand still while a machine sleeps, and its clock may be put right: what is
 * due by the clock is late by a minute at most, however long the delay was.
 */
export function atInstant(clock: Clock, instantMs: number, run: () => void): () => void {
  let cancel = (): void => {};
  const arm = (): void => {
    const leftMs = Math.max(1, instantMs - clock.nowMs());
    const wait = leftMs <= lookAtClockMs ? run : arm;
    cancel = clock.after(Math.min(leftMs, lookAtClockMs), wait);
  };
  arm();
  return () => cancel();
}

/** A clock that only moves when told. `advance` runs what falls due, in order of due time. */
export interface ManualClock extends Clock {
  advance(byMs: number): void;
  setMs(instantMs: number): void;
}

export function manualClock(startMs: number): ManualClock {
  let now = startMs;
  let sequence = 0;
  const waiting = new Map<number, { dueMs: number; run: () => void }>();
  const setMs = (instantMs: number): void => {
    for (;;) {
      const due = [...waiting]
        .filter(([, timer]) => timer.dueMs <= instantMs)
        .sort((a, b) => a[1].dueMs - b[1].dueMs || a[0] - b[0])[0];
      if (!due) break;
      waiting.delete(due[0]);
      now = Math.max(now, due[1].dueMs);
      due[1].run();
    }
    now = Math.max(now, instantMs);
  };
  return {
    nowMs: () => now,
    after(delayMs, run) {
      const id = sequence++;
      waiting.set(id, { dueMs: now + Math.max(0, delayMs), run });
      return () => waiting.delete(id);
    },
    advance: (byMs) => setMs(now + byMs),
    setMs,
  };
}
