import { atInstant, type Clock } from "./clock.ts";

/** Something that a running part does by itself, again and again. */
export interface Turns {
  /** Ends when none is under way. */
  settled(): Promise<void>;
  /** Ends after what is under way. */
  close(): Promise<void>;
}

const hourMs = 3_600_000;

/** Does `turn` now and then every `hours` after its end, by the clock. `turn` never rejects: it says what failed itself. */
export function everyHours(hours: number, clock: Clock, turn: () => Promise<void>): Turns {
  let closed = false;
  let cancel = (): void => {};
  let running = Promise.resolve();
  const begin = (): void => {
    if (closed) return;
    running = turn().then(() => {
      if (!closed) cancel = atInstant(clock, clock.nowMs() + hours * hourMs, begin);
    });
  };
  begin();
  return {
    settled: () => running,
    async close() {
      closed = true;
      cancel();
      await running;
    },
  };
}
