/** What the refresher needs of the world. */
export interface RefresherWorld {
  nowMs(): number;
  after(delayMs: number, run: () => void): () => void;
}

export interface Refresher {
  /** Asks for one more run: at once, or as soon as the gap allows. Asking often costs nothing. */
  ask(): void;
  stop(): void;
}

/**
 * Runs `run` when asked, one at a time and with at least `gapMs` between two starts. What is asked while a run is on
 * its way leads to one more run after it, so the last state is always seen.
 */
export function createRefresher(run: () => Promise<void>, gapMs: number, world: RefresherWorld): Refresher {
  let startedMs = Number.NEGATIVE_INFINITY;
  let running = false;
  let asked = false;
  let cancel: (() => void) | undefined;
  const next = (): void => {
    if (running || cancel !== undefined || !asked) return;
    const waitMs = startedMs + gapMs - world.nowMs();
    if (waitMs > 0) {
      cancel = world.after(waitMs, () => {
        cancel = undefined;
        next();
      });
      return;
    }
    asked = false;
    running = true;
    startedMs = world.nowMs();
    run().finally(() => {
      running = false;
      next();
    });
  };
  return {
    ask() {
      asked = true;
      next();
    },
    stop() {
      asked = false;
      cancel?.();
      cancel = undefined;
    },
  };
}
