import type { Committed } from "../journal/journal.ts";
import { readFacts, readSheets, registerFeed } from "../journal/journal.ts";
import type { ConnectorSettings, PlaceSettings } from "../settings.ts";
import type { ConnectorDatabase } from "../store/tables.ts";
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
}

/** All feeds and places of the connector in memory, rebuilt from the journal at start (DESIGN §3). */
export class Feeds {
  readonly places = new Map<string, LivePlace>();
  readonly #states = new Map<string, FeedState>();
  readonly #revisions = new Map<string, number>();
  readonly #dirty = new Set<string>();

  constructor(settings: ConnectorSettings) {
    for (const feed of settings.feeds) this.#states.set(feed.name, new FeedState(feed));
    for (const place of settings.places) {
      const feed = this.feed(place.feed);
      this.places.set(place.id, {
        settings: place,
        feed,
        belongs: belongsTo(place, settings.places),
        knownAtMs: 0,
        nextChangeMs: Number.POSITIVE_INFINITY,
        refreshedAtMs: 0,
      });
    }
  }

  /** Reads back everything that was acknowledged; afterwards every place is due. */
  async load(database: ConnectorDatabase, nowMs: number): Promise<void> {
    for (const feed of this.#states.values()) {
      const name = feed.settings.name;
      const row = await registerFeed(database, name);
      feed.warmUpEndedAtMs = row.warm_up_ended_at_ms === null ? undefined : Number(row.warm_up_ended_at_ms);
      feed.lastReceivedMs = Number(row.last_received_at_ms ?? 0);
      feed.lastKnownMs = Number(row.last_known_at_ms ?? 0);
      this.#revisions.set(name, Number(row.revision));
      for (const sheet of await readSheets(database, name)) {
        feed.addSheet(sheet.content, sheet.receivedAtMs, nowMs);
      }
      for await (const fact of readFacts(database, name)) feed.loadFact(fact);
      feed.settle(nowMs);
    }
    for (const row of await database.selectFrom("place_state").selectAll().execute()) {
      const place = this.places.get(row.place_id);
      if (!place) continue;
      place.knownAtMs = Number(row.known_at_ms);
      place.refreshedAtMs = Number(row.refreshed_at_ms);
    }
    for (const id of this.places.keys()) this.#dirty.add(id);
  }

  /** Applies what a commit added. Call it in the order of the commits. */
  apply(committed: Committed, nowMs: number): void {
    for (const sheet of committed.sheets) {
      const feed = this.feed(sheet.feed);
      const units = feed.addSheet(sheet.content, sheet.receivedAtMs, nowMs);
      this.#touch(feed, units, sheetKnownMs(sheet.content, sheet.receivedAtMs));
    }
    for (const { feed: name, receivedAtMs, fact } of committed.facts) {
      const feed = this.feed(name);
      feed.lastReceivedMs = Math.max(feed.lastReceivedMs, receivedAtMs);
      const knownMs = Math.min(fact.messageAt.ms, receivedAtMs);
      feed.lastKnownMs = Math.max(feed.lastKnownMs, knownMs);
      this.#touch(feed, feed.addFact(fact, nowMs), knownMs);
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

  /** Takes the places that are due; they are no longer due afterwards. */
  takeDue(): string[] {
    const due = [...this.#dirty];
    this.#dirty.clear();
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

  #touch(feed: FeedState, units: ReadonlySet<string>, knownMs: number): void {
    for (const [id, place] of this.places) {
      if (place.feed !== feed || !place.settings.units.some((part) => units.has(part.unit))) continue;
      place.knownAtMs = Math.max(place.knownAtMs, knownMs);
      this.#dirty.add(id);
    }
  }

  #touchAll(feed: FeedState): void {
    for (const [id, place] of this.places) if (place.feed === feed) this.#dirty.add(id);
  }
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
