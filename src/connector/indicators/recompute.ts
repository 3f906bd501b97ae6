import type { Clock } from "../../runtime/clock.ts";
import { inTransaction } from "../../runtime/database.ts";
import type { Log } from "../../runtime/log.ts";
import type { Feeds, LivePlace } from "../beds/feeds.ts";
import type { ConnectorDatabase } from "../store/tables.ts";
import { keyText } from "./canonical-key.ts";
import {
  type ComputedPlace,
  computePlace,
  type IndicatorSettings,
  type PlaceReport,
} from "./compute-place.ts";
import { requestRefresh, setWanted } from "./set-wanted.ts";

export interface RecomputeOptions {
  readonly database: ConnectorDatabase;
  readonly feeds: Feeds;
  readonly indicators: IndicatorSettings;
  readonly refreshEveryMs: number;
  readonly clock: Clock;
  readonly log: Log;
  /** Commits that time has passed for these feeds, so that their revision rises. */
  readonly passTime: (feeds: readonly string[]) => Promise<void>;
  /** Resolves when senders no longer wait for the disk, or soon: computations let acknowledgements pass. */
  readonly lull?: () => Promise<void>;
  /** Which feeds this process may compute; asked inside the transaction that stores the result. */
  readonly ownership: {
    stands(transaction: ConnectorDatabase, feed: string): Promise<boolean>;
    lost(feed: string): void;
  };
  /** Called after the commit, with the places whose wanted rows were written. */
  readonly computed: (placeIds: readonly string[]) => void;
}

class NotSettled extends Error {}

/** Places computed in one transaction, at most. */
const placesPerTurnMax = 50;
/** A fault of the database is met again after this. */
const retryAfterMs = 2_000;
/** Longest sleep: timers do not feel that the clock was set or the machine was suspended. */
const sleepMaxMs = 60_000;

/**
 * Keeps the wanted state of every place equal to what its facts say (DESIGN §3). One computation runs at a time and
 * always reads the newest facts, so that many facts cost few computations.
 */
export class Recompute {
  readonly reports = new Map<string, PlaceReport>();
  readonly #options: RecomputeOptions;
  /** Feeds that time changed, not yet committed. */
  readonly #passed = new Set<string>();
  #running: Promise<void> | undefined;
  #again = false;
  #cancelTimer: (() => void) | undefined;
  #closed = false;

  constructor(options: RecomputeOptions) {
    this.#options = options;
  }

  /** Something changed: computes the places that are due, now or after the computation under way. */
  wake(): void {
    if (this.#closed) return;
    this.#again = true;
    this.#running ??= this.#run().finally(() => {
      this.#running = undefined;
      if (this.#again) this.wake();
      else this.#arm();
    });
  }

  /** Resolves when no place is due. */
  async idle(): Promise<void> {
    while (this.#running) await this.#running;
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#cancelTimer?.();
    this.#again = false;
    await this.idle();
  }

  async #run(): Promise<void> {
    while (this.#again && !this.#closed) {
      await this.#options.lull?.();
      this.#again = false;
      const { feeds } = this.#options;
      if (!(await this.#passTime())) return;
      // In one order everywhere: whoever computes at the same time then waits without a circle.
      const due = feeds.takeDue().sort();
      const byFeed = Map.groupBy(due, (id) => feeds.places.get(id)?.settings.feed ?? "");
      for (const [feed, ids] of byFeed) {
        for (let start = 0; start < ids.length; start += placesPerTurnMax) {
          await this.#compute(feed, ids.slice(start, start + placesPerTurnMax));
        }
      }
    }
  }

  /** Lets time pass. What it changed must rise the revision before it is computed; `false` when it could not. */
  async #passTime(): Promise<boolean> {
    const { clock, feeds, log, passTime } = this.#options;
    for (const feed of feeds.passTime(clock.nowMs())) this.#passed.add(feed);
    if (this.#passed.size === 0) return true;
    const names = [...this.#passed];
    try {
      await passTime(names);
      for (const name of names) this.#passed.delete(name);
      return true;
    } catch (error) {
      log.error({ err: error, feeds: names.length }, "passing of time not stored; tried again");
      clock.after(retryAfterMs, () => this.wake());
      return false;
    }
  }

  async #compute(feed: string, ids: readonly string[]): Promise<void> {
    const { database, feeds, clock, log, indicators, ownership } = this.#options;
    const nowMs = clock.nowMs();
    const { refreshEveryMs } = this.#options;
    const done: { place: LivePlace; computed: ComputedPlace; refresh: boolean }[] = [];
    try {
      const stands = await inTransaction(database, async (transaction) => {
        done.length = 0;
        if (!(await ownership.stands(transaction, feed))) return false;
        // Being read again since these places were taken: they become due once that is done.
        if (!feeds.isSettled(feed)) throw new NotSettled();
        for (const id of ids) {
          const place = feeds.places.get(id);
          if (!place) continue;
          const computed = computePlace(place, indicators, nowMs);
          place.silent = computed.report.held.some((held) => held.code === "connector.feed-silent");
          // Only a place whose feed is alive is refreshed: an old figure under a new date is worse than none.
          const refresh = computed.report.held.length === 0 && nowMs - place.refreshedAtMs >= refreshEveryMs;
          await this.#store(transaction, place, computed, refresh, nowMs);
          done.push({ place, computed, refresh });
        }
        return true;
      });
      if (!stands) return ownership.lost(feed);
      for (const { place, computed, refresh } of done) {
        if (refresh) place.refreshedAtMs = nowMs;
        const refreshDueMs =
          computed.report.held.length === 0 ? place.refreshedAtMs + refreshEveryMs : Number.POSITIVE_INFINITY;
        place.nextChangeMs = Math.min(computed.nextChangeMs, refreshDueMs);
        // Forgotten meanwhile: the report belongs to a state that is no more.
        if (feeds.places.get(place.settings.id) === place)
          this.reports.set(place.settings.id, computed.report);
      }
      this.#options.computed(ids);
    } catch (error) {
      if (error instanceof NotSettled) {
        for (const id of ids) feeds.makeDue(id);
        return;
      }
      log.error({ err: error, places: ids.length }, "computation not stored; tried again");
      for (const id of ids) feeds.makeDue(id);
      clock.after(retryAfterMs, () => this.wake());
    }
  }

  async #store(
    transaction: ConnectorDatabase,
    place: LivePlace,
    computed: ComputedPlace,
    refresh: boolean,
    nowMs: number,
  ): Promise<void> {
    const { id } = place.settings;
    const { rows, report, updatedAtMs } = computed;
    await setWanted(transaction, {
      placeId: id,
      revision: this.#options.feeds.revision(place.settings.feed),
      rows: rows.map(({ indicator, count, sourceType }) => ({
        key: indicator.key,
        indicatorId: indicator.id,
        capacityType: indicator.capacityType,
        sourceType,
        count,
        updatedAtMs,
      })),
      removed: "keep",
      nowMs,
    });
    if (refresh) {
      await requestRefresh(transaction, {
        placeId: id,
        updatedAtMs: place.feed.lastKnownMs || updatedAtMs,
        nowMs,
        keys: new Set(rows.map(({ indicator }) => keyText(indicator.key))),
      });
    }
    const row = {
      computed_revision: this.#options.feeds.revision(place.settings.feed),
      known_at_ms: place.knownAtMs,
      computed_at_ms: nowMs,
      refreshed_at_ms: refresh ? nowMs : place.refreshedAtMs,
      report: JSON.stringify(report),
    };
    await transaction
      .insertInto("place_state")
      .values({ place_id: id, ...row })
      .onConflict((conflict) => conflict.column("place_id").doUpdateSet(row))
      .execute();
  }

  /** Sleeps until the next instant at which something changes by itself. */
  #arm(): void {
    this.#cancelTimer?.();
    const nextMs = this.#options.feeds.nextChangeMs();
    if (this.#closed || nextMs === Number.POSITIVE_INFINITY) return;
    const delayMs = Math.min(sleepMaxMs, Math.max(1, nextMs - this.#options.clock.nowMs()));
    this.#cancelTimer = this.#options.clock.after(delayMs, () => this.wake());
  }
}
