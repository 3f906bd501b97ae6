import type { Clock } from "../runtime/clock.ts";

/** The clock of the whole sandbox: that of the world, which the control API may move. Waiting times stay true. */
export interface MovableClock extends Clock {
  offsetMs(): number;
  setOffsetMs(offsetMs: number): void;
}

export function movableClock(clock: Clock): MovableClock {
  let moved = 0;
  return {
    nowMs: () => clock.nowMs() + moved,
    after: (delayMs, run) => clock.after(delayMs, run),
    offsetMs: () => moved,
    setOffsetMs(offsetMs) {
      moved = offsetMs;
    },
  };
}
