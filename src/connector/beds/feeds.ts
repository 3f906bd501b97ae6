import type { Committed } from "../journal/journal.ts";
import type { ConnectorSettings, PlaceSettings } from "../settings.ts";
import { FeedState, type SheetContent } from "./feed-state.ts";
import { type Belongs, belongsTo } from "./place-zone.ts";

/** One place with the feed it lives on, and what is known of its freshness. */
export interface LivePlace {
  readonly settings: PlaceSettings;
  readonly feed: FeedState;
  readonly belongs: Belongs;
  /** When the newest information used became known in the source; 0 = never. */
  knownAtMs: number;
  /** Its figures change by themselves then; `Infinity` = not. */
  nextChangeMs: number;
  refreshedAtMs: number;
  /** Held back because its feed was silent when it was last computed. */
  silent: boolean;
}

/**
 * All feeds and places of the connector in memory (DESIGN §3). What is known of a feed is filled by whoever follows
 * its journal; a feed that this process does not own stays empty.
 */
export class Feeds {
  readonly places = new Map<string, LivePlace>();
  readonly #states = new Map<string, FeedState>();
  readonly #revisions = new Map<string, number>();
  readonly #dirty = new Set<string>();

  readonly #unsettled = new Set<string>();
  /** Places by feed and unit, so that a fact finds those that it concerns. */
  readonly #byUnit = new Map<string, Map<string, string[]>>();

  constructor(settings: ConnectorSettings) {
    for (const feed of settings.feeds) {
      this.#states.set(feed.name, new FeedState(feed));
      this.#byUnit.set(feed.name, new Map());
    }
    for (const place of settings.places) {
      this.places.set(place.id, newPlace(place, this.feed(place.feed), belongsTo(place, settings.places)));
      const units = this.#byUnit.get(place.feed);
      for (const { unit } of place.units) units?.set(unit, [...(units.get(unit) ?? []), place.id]);
    }
  }

  /** Forgets a feed: nothing is known of it, nothing of it is due or can be computed. */
  forget(name: string): void {
    const state = new FeedState(this.feed(name).settings);
    this.#states.set(name, state);
    this.#revisions.delete(name);
    this.#unsettled.add(name);
    for (const place of [...this.places.values()]) {
      if (place.settings.feed !== name) continue;
      this.places.set(place.settings.id, newPlace(place.settings, state, place.belongs));
      this.#dirty.delete(place.settings.id);
    }
  }

  /** While facts of a feed are being read, its places are not computed: they would know a part only. */
  unsettle(name: string): void {
    this.#unsettled.add(name);
  }

  isSettled(name: string): boolean {
    return !this.#unsettled.has(name);
  }

  settle(name: string, nowMs: number): void {
    this.#unsettled.delete(name);
    this.#look(this.feed(name), nowMs);
  }

  /** All places of a feed become due. */
  makeAllDue(name: string): void {
    this.#touchAll(this.feed(name));
  }

  /** Applies what a commit added. Call it in the order of the commits. */
  apply(committed: Committed, nowMs: number): void {
    for (const sheet of committed.sheets) {
      const feed = this.feed(sheet.feed);
      const knownMs = sheetKnownMs(sheet.content, sheet.receivedAtMs);
      const units = feed.addSheet(sheet.content, sheet.receivedAtMs, knownMs);
      if (sheet.content.kind === "census") this.#heard(feed, sheet.receivedAtMs, knownMs);
      this.#touch(feed, units, knownMs);
    }
    for (const { feed: name, receivedAtMs, fact } of committed.facts) {
      const feed = this.feed(name);
      const knownMs = Math.min(fact.messageAt.ms, receivedAtMs);
      this.#heard(feed, receivedAtMs, knownMs);
      this.#touch(feed, feed.addFact(fact, knownMs), knownMs);
    }
    for (const feed of this.#states.values()) {
      // While a journal is read back nothing is computed: its visits are looked at once, at the end.
      if (this.isSettled(feed.settings.name)) this.#look(feed, nowMs);
    }
    for (const end of committed.warmUpEnds) {
      const feed = this.feed(end.feed);
      feed.warmUpEndedAtMs ??= end.atMs;
      this.#touchAll(feed);
    }
    for (const [name, revision] of committed.revisions) this.#revisions.set(name, revision);
  }

  /** Feeds whose figures change by time alone at `nowMs`; their places become due. */
  passTime(nowMs: number): string[] {
    const changed = new Set<string>();
    for (const feed of this.#states.values()) {
      const units = feed.visits.advance(nowMs);
      if (units.size > 0) {
        changed.add(feed.settings.name);
        this.#touch(feed, units, feed.lastKnownMs);
      }
    }
    for (const [id, place] of this.places) {
      if (place.nextChangeMs > nowMs) continue;
      place.nextChangeMs = Number.POSITIVE_INFINITY;
      place.knownAtMs = Math.max(place.knownAtMs, place.feed.lastKnownMs);
      this.#dirty.add(id);
      changed.add(place.settings.feed);
    }
    return [...changed];
  }

  /** Earliest instant at which anything changes by itself. */
  nextChangeMs(): number {
    let earliest = Number.POSITIVE_INFINITY;
    for (const feed of this.#states.values()) earliest = Math.min(earliest, feed.visits.nextChangeMs());
    for (const place of this.places.values()) earliest = Math.min(earliest, place.nextChangeMs);
    return earliest;
  }

  /** Takes the places that are due and can be computed; they are no longer due afterwards. */
  takeDue(): string[] {
    const due = [...this.#dirty].filter(
      (id) => !this.#unsettled.has(this.places.get(id)?.settings.feed ?? ""),
    );
    for (const id of due) this.#dirty.delete(id);
    return due;
  }

  /** Makes a place due again. */
  makeDue(id: string): void {
    if (this.places.has(id)) this.#dirty.add(id);
  }

  revision(feed: string): number {
    return this.#revisions.get(feed) ?? 0;
  }

  /** Throws on a name that is not in the settings. */
  feed(name: string): FeedState {
    const feed = this.#states.get(name);
    if (!feed) throw new RangeError(`no feed named ${name}`);
    return feed;
  }

  feeds(): IterableIterator<FeedState> {
    return this.#states.values();
  }

  /** The feed speaks: places that its silence held back are due, whatever it spoke of. */
  #heard(feed: FeedState, receivedAtMs: number, knownMs: number): void {
    feed.lastReceivedMs = Math.max(feed.lastReceivedMs, receivedAtMs);
    feed.lastKnownMs = Math.max(feed.lastKnownMs, knownMs);
    for (const [id, place] of this.places) if (place.silent && place.feed === feed) this.#dirty.add(id);
  }

  #look(feed: FeedState, nowMs: number): void {
    for (const { units, knownMs } of feed.look(nowMs)) this.#touch(feed, units, knownMs);
  }

  #touch(feed: FeedState, units: ReadonlySet<string>, knownMs: number): void {
    const byUnit = this.#byUnit.get(feed.settings.name);
    for (const unit of units) {
      for (const id of byUnit?.get(unit) ?? []) {
        const place = this.places.get(id);
        if (place) place.knownAtMs = Math.max(place.knownAtMs, knownMs);
        this.#dirty.add(id);
      }
    }
  }

  #touchAll(feed: FeedState): void {
    for (const [id, place] of this.places) if (place.feed === feed) this.#dirty.add(id);
  }
}

function newPlace(settings: PlaceSettings, feed: FeedState, belongs: Belongs): LivePlace {
  return {
    settings,
    feed,
    belongs,
    knownAtMs: 0,
    nextChangeMs: Number.POSITIVE_INFINITY,
    refreshedAtMs: 0,
    silent: false,
  };
}

/** When the source knew what a sheet tells: the time of the census or of the figures, else its arrival. */
function sheetKnownMs(content: SheetContent, receivedAtMs: number): number {
  switch (content.kind) {
    case "census":
      return Math.min(content.fact.messageAt.ms, receivedAtMs);
    case "figures":
      return Math.min(Math.max(0, ...content.figures.map((row) => row.at.ms)), receivedAtMs);
    case "register":
    case "closings":
      return receivedAtMs;
  }
}
