import { atInstant, type Clock } from "../../runtime/clock.ts";
import type { Log } from "../../runtime/log.ts";

const minuteMs = 60_000;
/** How long to wait after the first attempt, the second, and so on; after the last as long each time. */
const delaysMs = [1, 5, 15, 60, 240].map((minutes) => minutes * minuteMs);
const reasonMax = 500;

/** How long after attempt number `attempts` (1 is the first) the next one follows, in milliseconds. */
export function retryDelayMs(attempts: number): number {
  return delaysMs[Math.min(Math.max(attempts, 1), delaysMs.length) - 1] ?? 240 * minuteMs;
}

/** What went wrong, as one line that a page can show. */
export function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const code = error instanceof Error && "code" in error ? `${String(error.code)}: ` : "";
  return `${code}${text}`.replace(/\s+/g, " ").slice(0, reasonMax);
}

/** Something that a table of the portal holds to be done outside of it: messages to send, platforms to change. */
export interface RetriedWork {
  /** Looks for what is to be done now. */
  wake(): void;
  /** Ends after what is on its way. */
  close(): Promise<void>;
}

/**
 * Does what is due, one after the other, and looks again when the next of it is. `attempt` takes its work by counting the
 * attempt, so that several portals on one database share it, and never rejects for what fails outside.
 */
export function createRetriedWork<Item>(parts: {
  readonly clock: Clock;
  readonly log: Log;
  /** Said when the table itself cannot be read. */
  readonly unread: string;
  /** What is due at this instant, a bounded number of it; empty when nothing is. */
  due(nowMs: number): Promise<readonly Item[]>;
  /** When the next of it is due; `null` for never. */
  nextMs(): Promise<number | null>;
  attempt(item: Item): Promise<void>;
}): RetriedWork {
  const { clock, log, unread, due, nextMs, attempt } = parts;
  let closed = false;
  let again = false;
  let running: Promise<void> | undefined;
  let cancelNext = (): void => {};

  const wake = (): void => {
    if (closed) return;
    if (running !== undefined) {
      again = true;
      return;
    }
    cancelNext();
    running = pass()
      .catch((error: unknown) => {
        log.error({ err: error }, unread);
        cancelNext = atInstant(clock, clock.nowMs() + retryDelayMs(1), wake);
      })
      .finally(() => {
        running = undefined;
        if (!again) return;
        again = false;
        wake();
      });
  };

  async function pass(): Promise<void> {
    for (;;) {
      const items = await due(clock.nowMs());
      if (items.length === 0) break;
      for (const item of items) {
        if (closed) return;
        await attempt(item);
      }
    }
    const next = await nextMs();
    if (!closed && next !== null) cancelNext = atInstant(clock, next, wake);
  }

  return {
    wake,
    async close() {
      closed = true;
      cancelNext();
      await running;
    },
  };
}
