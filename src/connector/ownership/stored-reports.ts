import type { Feeds } from "../beds/feeds.ts";
import type { PlaceReport } from "../indicators/compute-place.ts";
import type { ConnectorDatabase } from "../store/tables.ts";

/**
 * What the board and `explain` show of feeds that another process owns, as their owners stored it. Read when asked
 * for; a report is read again only when its place was computed again.
 */
export class StoredReports {
  readonly reports = new Map<string, PlaceReport>();
  readonly #computedAtMs = new Map<string, number>();
  readonly #database: ConnectorDatabase;
  readonly #feeds: Feeds;
  readonly #follows: (feed: string) => boolean;

  constructor(database: ConnectorDatabase, feeds: Feeds, follows: (feed: string) => boolean) {
    this.#database = database;
    this.#feeds = feeds;
    this.#follows = follows;
  }

  /** Reads what changed since the last call. */
  async refresh(): Promise<void> {
    const elsewhere = [...this.#feeds.places.values()].filter((place) => !this.#follows(place.settings.feed));
    if (elsewhere.length === 0) return;
    await this.#refreshFeeds();
    const heads = await this.#database
      .selectFrom("place_state")
      .select(["place_id", "computed_at_ms", "known_at_ms"])
      .execute();
    const wanted = new Set(elsewhere.map((place) => place.settings.id));
    const changed: string[] = [];
    for (const head of heads) {
      if (!wanted.has(head.place_id)) continue;
      const place = this.#feeds.places.get(head.place_id);
      if (place) place.knownAtMs = Number(head.known_at_ms);
      if (this.#computedAtMs.get(head.place_id) !== Number(head.computed_at_ms)) changed.push(head.place_id);
    }
    if (changed.length > 0) await this.#refreshReports(changed);
  }

  async #refreshReports(placeIds: readonly string[]): Promise<void> {
    const rows = await this.#database
      .selectFrom("place_state")
      .select(["place_id", "computed_at_ms", "report"])
      .where("place_id", "in", [...placeIds])
      .execute();
    for (const row of rows) {
      this.#computedAtMs.set(row.place_id, Number(row.computed_at_ms));
      const report = JSON.parse(row.report) as Partial<PlaceReport>;
      if (report.rows !== undefined) this.reports.set(row.place_id, report as PlaceReport);
    }
  }

  async #refreshFeeds(): Promise<void> {
    for (const row of await this.#database.selectFrom("feed_state").selectAll().execute()) {
      const feed = [...this.#feeds.feeds()].find((one) => one.settings.name === row.feed);
      if (!feed || this.#follows(row.feed)) continue;
      feed.lastReceivedMs = Number(row.last_received_at_ms ?? 0);
      feed.lastKnownMs = Number(row.last_known_at_ms ?? 0);
      feed.warmUpEndedAtMs = row.warm_up_ended_at_ms === null ? undefined : Number(row.warm_up_ended_at_ms);
      feed.unknownUnits.clear();
      for (const unit of JSON.parse(row.unknown_units ?? "[]") as string[]) feed.unknownUnits.add(unit);
    }
  }
}

/** Stores which units of the feeds followed here are unknown, when that changed, for the boards of the others. */
export function unknownUnitsWriter(
  database: ConnectorDatabase,
  feeds: Feeds,
  followed: () => readonly string[],
): () => Promise<void> {
  const stored = new Map<string, string>();
  return async () => {
    for (const name of followed()) {
      const text = JSON.stringify([...feeds.feed(name).unknownUnits].sort());
      if (stored.get(name) === text) continue;
      await database
        .updateTable("feed_state")
        .set({ unknown_units: text })
        .where("feed", "=", name)
        .execute();
      stored.set(name, text);
    }
  };
}
