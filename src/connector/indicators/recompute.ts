import type { Transaction } from "kysely";
import type { Clock } from "../../runtime/clock.ts";
import type { Log } from "../../runtime/log.ts";
import type { Feeds, LivePlace } from "../beds/feeds.ts";
import type { ConnectorDatabase, ConnectorTables } from "../store/tables.ts";
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
  /** Called after the commit, with the places whose wanted rows were written. */
  readonly computed: (placeIds: readonly string[]) => void;
}

/** Places computed in one transaction, at most. */
const placesPerTurnMax = 50;
/** A fault of the database is met again after this. */
const retryAfterMs = 2_000;

/**
 * Keeps the wanted state of every place equal to what its facts say (DESIGN §3). One computation runs at a time and
 * always reads the newest facts, so that many facts cost few computations.
 */
export class Recompute {
  readonly reports = new Map<string, PlaceReport>();
  readonly #options: RecomputeOptions;
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
      const changed = this.#options.feeds.passTime(this.#options.clock.nowMs());
      if (changed.length > 0) await this.#options.passTime(changed);
      const due = this.#options.feeds.takeDue();
      for (let start = 0; start < due.length; start += placesPerTurnMax) {
        await this.#compute(due.slice(start, start + placesPerTurnMax));
      }
    }
  }

  async #compute(ids: readonly string[]): Promise<void> {
    const { database, feeds, clock, log, indicators } = this.#options;
    const nowMs = clock.nowMs();
    const { refreshEveryMs } = this.#options;
    const done: { place: LivePlace; computed: ComputedPlace; refresh: boolean }[] = [];
    try {
      await database.transaction().execute(async (transaction) => {
        for (const id of ids) {
          const place = feeds.places.get(id);
          if (!place) continue;
          const computed = computePlace(place, indicators, nowMs);
          // Only a place whose feed is alive is refreshed: an old figure under a new date is worse than none.
          const refresh = computed.report.held.length === 0 && nowMs - place.refreshedAtMs >= refreshEveryMs;
          await this.#store(transaction, place, computed, refresh, nowMs);
          done.push({ place, computed, refresh });
        }
      });
      for (const { place, computed, refresh } of done) {
        if (refresh) place.refreshedAtMs = nowMs;
        const refreshDueMs =
          computed.report.held.length === 0 ? place.refreshedAtMs + refreshEveryMs : Number.POSITIVE_INFINITY;
        place.nextChangeMs = Math.min(computed.nextChangeMs, refreshDueMs);
        this.reports.set(place.settings.id, computed.report);
      }
      this.#options.computed(ids);
    } catch (error) {
      log.error({ err: error, places: ids.length }, "computation not stored; tried again");
      for (const id of ids) feeds.makeDue(id);
      clock.after(retryAfterMs, () => this.wake());
    }
  }

  async #store(
    transaction: Transaction<ConnectorTables>,
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
      });
    }
    const row = {
      computed_revision: this.#options.feeds.revision(place.settings.feed),
      known_at_ms: place.knownAtMs,
      computed_at_ms: nowMs,
      refreshed_at_ms: refresh ? nowMs : place.refreshedAtMs,
      report: JSON.stringify({ held: report.held }),
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
    const delayMs = Math.max(1, nextMs - this.#options.clock.nowMs());
    this.#cancelTimer = this.#options.clock.after(delayMs, () => this.wake());
  }
}
