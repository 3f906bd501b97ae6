import { atInstant } from "../../runtime/clock.ts";
import { createReadBack } from "../read-back/read-back.ts";
import { trimLog } from "../store/delivery-log.ts";
import type { ClaimedPlace } from "../store/delivery-store.ts";
import { readTarget, writeTarget } from "../store/targets.ts";
import { trimTasks } from "../store/tasks.ts";
import { createGate } from "./gate.ts";
import type { LaneContext } from "./lane-context.ts";
import type { Told } from "./tell.ts";
import { runTurn } from "./turn.ts";

/** The deliveries to one target: places in parallel up to its limit, each place by itself in order. */
export interface Lane {
  /** Looks for something to do. Never throws, returns at once. */
  wake(): void;
  /** A paused or broken target is tried now; `true` when it was not open. */
  hurry(): Promise<boolean>;
  /** Pauses the target when its certificate cannot be read, and ends such a pause when it can. */
  credentialRead(): Promise<void>;
  /** Resolves when no place is being delivered and none could be now. */
  idle(): Promise<void>;
  /** Resolves when the places now under way have ended their turn. Never rejects. */
  settled(): Promise<void>;
  /** Starts nothing more. Places under way stop after their current row. */
  stop(): void;
}

/** After a fault of our own (the database, a defect), before the next look. */
const stumbleDelayMs = 5_000;
/** A lease lasts so much longer than a request may: room for writing down what came of it. */
const leaseSlackMs = 5_000;
/** Turns between two trims of the log and of the closed tasks. */
const trimEveryTurns = 50;

export function createLane(context: LaneContext): Lane {
  const { clock, store, log, target, limits } = context;
  const gate = createGate(context);
  const readBack = target.reader === undefined ? undefined : createReadBack(context, target.reader);
  const running = new Map<string, Promise<void>>();
  let waiting: (() => void)[] = [];
  let looking = false;
  let lookAgain = false;
  let stopped = false;
  let resumeAtMs = 0;
  let turns = 0;
  let reading = false;
  let lookEnded: Promise<void> = Promise.resolve();
  let cancelTimer = (): void => {};

  const lookAt = (instantMs: number): void => {
    cancelTimer();
    if (!stopped) cancelTimer = atInstant(clock, instantMs, wake);
  };
  const stumble = (error: unknown): void => {
    log.error({ err: error, target: target.name }, "delivery stumbled");
    resumeAtMs = clock.nowMs() + stumbleDelayMs;
    lookAt(resumeAtMs);
  };
  const start = (place: ClaimedPlace, work: (place: ClaimedPlace) => Promise<void>): void => {
    const turn = work(place)
      .catch(stumble)
      .then(() => store.release(place))
      .catch(stumble)
      .finally(() => {
        running.delete(place.placeId);
        wake();
      });
    running.set(place.placeId, turn);
  };
  const deliver = async (place: ClaimedPlace): Promise<void> => {
    await runTurn(context, gate, place, () => stopped);
    await trimSometimes();
  };
  const trimSometimes = async (): Promise<void> => {
    turns += 1;
    if (turns % trimEveryTurns !== 1) return;
    await store.transaction(async (handle) => {
      await trimLog(handle, limits.logRowsMax);
      await trimTasks(handle, limits.tasksClosedMax);
    });
  };
  const look = async (): Promise<void> => {
    const nowMs = clock.nowMs();
    if (nowMs < resumeAtMs) return lookAt(resumeAtMs);
    // Other processes may have a certificate that they can read: places are left to them.
    if (context.connection().fault !== undefined) return;
    // Another process may change what this one waits for.
    const againMs = nowMs + (store.lookEveryMs ?? Number.POSITIVE_INFINITY);
    const state = await readTarget(store.handle, target.name);
    if (state.not_before_ms > nowMs) return lookAt(Math.min(state.not_before_ms, againMs));
    const limit = (state.state === "open" ? target.placesInParallelMax : 1) - running.size;
    const leaseMs = target.requestTimeoutMs + leaseSlackMs;
    if (limit > 0) {
      const claimed = await store.claim({
        target: target.name,
        nowMs,
        limit,
        placesInParallelMax: target.placesInParallelMax,
        running: new Set(running.keys()),
        leaseMs,
      });
      for (const place of claimed) {
        if (stopped) await store.release(place);
        else start(place, deliver);
      }
    }
    const readingMs = state.state === "open" ? await lookForReading(nowMs, leaseMs) : undefined;
    const nextMs = await store.nextInstantMs(target.name, nowMs);
    const lookAgainMs = Math.min(
      nextMs ?? Number.POSITIVE_INFINITY,
      readingMs ?? Number.POSITIVE_INFINITY,
      againMs,
    );
    if (lookAgainMs < Number.POSITIVE_INFINITY) lookAt(lookAgainMs);
  };
  /** One place at a time is read back, and never one that is being delivered. Returns when to look again for one. */
  const lookForReading = async (nowMs: number, leaseMs: number): Promise<number | undefined> => {
    // The end of a reading looks again by itself.
    if (!readBack || reading || stopped) return undefined;
    if (running.size < target.placesInParallelMax) {
      const place = await readBack.claim(new Set(running.keys()), leaseMs);
      if (place && !stopped) {
        reading = true;
        start(place, (one) =>
          readBack.read(one).finally(() => {
            reading = false;
          }),
        );
        return undefined;
      }
      if (place) await store.release(place);
    }
    return await readBack.nextInstantMs(nowMs);
  };
  const lookWhileAsked = async (): Promise<void> => {
    try {
      while (lookAgain && !stopped) {
        lookAgain = false;
        await look();
      }
    } catch (error) {
      stumble(error);
    } finally {
      looking = false;
      tellIdle();
    }
  };
  const tellIdle = (): void => {
    if (running.size > 0 || (looking && !stopped)) return;
    for (const resolve of waiting) resolve();
    waiting = [];
  };
  function wake(): void {
    if (stopped) {
      tellIdle();
      return;
    }
    lookAgain = true;
    if (looking) return;
    looking = true;
    lookEnded = lookWhileAsked();
  }

  return {
    wake,
    async hurry() {
      readBack?.hurry();
      const shut = await store.transaction(async (handle) => {
        const state = await readTarget(handle, target.name);
        if (state.not_before_ms > 0) await writeTarget(handle, target.name, { ...state, not_before_ms: 0 });
        return state.state !== "open";
      });
      wake();
      return shut;
    },
    async credentialRead() {
      const { fault } = context.connection();
      const told: Told = [];
      await store.transaction(async (handle) => {
        told.length = 0;
        if (fault === undefined) await gate.readable(handle, told);
        else await gate.pause(handle, "delivery.credential-unreadable", fault, told);
      });
      for (const change of told) context.notify(change);
    },
    idle: () =>
      new Promise((resolve) => {
        waiting.push(resolve);
        wake();
      }),
    async settled() {
      await lookEnded;
      await Promise.all(running.values());
    },
    stop() {
      stopped = true;
      cancelTimer();
      tellIdle();
    },
  };
}
