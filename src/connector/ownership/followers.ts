import type { Feeds } from "../beds/feeds.ts";
import type { Committed } from "../journal/journal.ts";
import { readFacts, readSheets } from "../journal/read-journal.ts";
import type { ConnectorDatabase } from "../store/tables.ts";

/** How far a feed was followed. */
interface Followed {
  /** Everything up to this revision of the feed is applied. */
  appliedRevision: number;
  /** Highest revision heard of. */
  seenRevision: number;
  factSeq: number;
  sheetSeq: number;
  /** The first reading and what belongs to it are not over. */
  loading: boolean;
  reading: Promise<void> | undefined;
}

export interface FollowersOptions {
  readonly database: ConnectorDatabase;
  readonly feeds: Feeds;
  readonly nowMs: () => number;
  /** Something was applied that this process did not commit itself just now. */
  readonly caughtUp: () => void;
  readonly failed: (feed: string, error: unknown) => void;
}

/**
 * Keeps the feeds that this process owns equal to their journals, whoever writes them.
 *
 * The revision of a feed rises by one with each commit, in the order of the commits. A commit of our own that comes
 * right after what is applied is applied from memory; after a gap, what is missing is read from the journal.
 */
export class FeedFollowers {
  readonly #options: FollowersOptions;
  readonly #followed = new Map<string, Followed>();

  constructor(options: FollowersOptions) {
    this.#options = options;
  }

  follows(feed: string): boolean {
    return this.#followed.has(feed);
  }

  followed(): string[] {
    return [...this.#followed.keys()];
  }

  /** Reads the whole journal of a feed; all its places are due afterwards. Rejects when the database does. */
  async follow(feed: string): Promise<void> {
    const { database, feeds } = this.#options;
    const one: Followed = {
      appliedRevision: -1,
      seenRevision: 0,
      factSeq: 0,
      sheetSeq: 0,
      loading: true,
      reading: undefined,
    };
    feeds.forget(feed);
    this.#followed.set(feed, one);
    try {
      await this.#startReading(feed, one);
      const rows = await database.selectFrom("place_state").selectAll().execute();
      if (this.#followed.get(feed) !== one) return;
      for (const row of rows) {
        const place = feeds.places.get(row.place_id);
        if (place?.settings.feed !== feed) continue;
        place.knownAtMs = Math.max(place.knownAtMs, Number(row.known_at_ms));
        place.refreshedAtMs = Number(row.refreshed_at_ms);
      }
      feeds.makeAllDue(feed);
      one.loading = false;
      if (!one.reading) feeds.settle(feed, this.#options.nowMs());
    } catch (error) {
      if (this.#followed.get(feed) === one) this.drop(feed);
      throw error;
    }
  }

  /** Forgets a feed that this process owns no longer. */
  drop(feed: string): void {
    if (this.#followed.delete(feed)) this.#options.feeds.forget(feed);
  }

  /** Takes what this process committed; call it in the order of the commits. */
  committed(result: Committed): void {
    for (const [feed, revision] of result.revisions) {
      const one = this.#followed.get(feed);
      if (!one) continue;
      one.seenRevision = Math.max(one.seenRevision, revision);
      if (one.reading) continue;
      if (one.appliedRevision + 1 === revision) this.#apply(feed, one, revision, result);
      else this.#catchUp(feed, one);
    }
  }

  /** A feed has reached at least this revision, as far as somebody says. */
  hint(feed: string, revision = Number.POSITIVE_INFINITY): void {
    const one = this.#followed.get(feed);
    // A feed whose last reading failed is read again, whatever the revision.
    if (!one || (revision <= one.appliedRevision && this.#options.feeds.isSettled(feed))) return;
    if (revision !== Number.POSITIVE_INFINITY) one.seenRevision = Math.max(one.seenRevision, revision);
    if (!one.reading) this.#catchUp(feed, one);
  }

  /** Resolves when what is heard of is applied; rejects when the journal cannot be read now. */
  async settled(feeds: Iterable<string> = this.#followed.keys()): Promise<void> {
    for (const feed of [...feeds]) {
      const one = this.#followed.get(feed);
      if (!one) continue;
      if (!one.reading && one.appliedRevision < one.seenRevision) await this.#startReading(feed, one);
      await one.reading;
    }
  }

  #apply(feed: string, one: Followed, revision: number, result: Committed): void {
    const ofFeed = <Row extends { readonly feed: string }>(rows: readonly Row[]): Row[] =>
      rows.filter((row) => row.feed === feed);
    const facts = ofFeed(result.facts);
    this.#options.feeds.apply(
      {
        facts,
        sheets: ofFeed(result.sheets),
        warmUpEnds: ofFeed(result.warmUpEnds),
        revisions: new Map([[feed, revision]]),
      },
      this.#options.nowMs(),
    );
    one.appliedRevision = revision;
    one.factSeq = Math.max(one.factSeq, facts.at(-1)?.fact.arrival ?? 0);
    one.sheetSeq = Math.max(one.sheetSeq, result.sheetSeqs?.get(feed) ?? 0);
  }

  #catchUp(feed: string, one: Followed): void {
    this.#startReading(feed, one).then(
      () => this.#options.caughtUp(),
      (error: unknown) => this.#options.failed(feed, error),
    );
  }

  #startReading(feed: string, one: Followed): Promise<void> {
    one.reading ??= this.#readAndSettle(feed, one).finally(() => {
      one.reading = undefined;
    });
    return one.reading;
  }

  /** After a failure the places stay as they are: a part of the facts is no state to compute from. */
  async #readAndSettle(feed: string, one: Followed): Promise<void> {
    await this.#read(feed, one);
    if (this.#followed.get(feed) === one && !one.loading) {
      this.#options.feeds.settle(feed, this.#options.nowMs());
    }
  }

  async #read(feed: string, one: Followed): Promise<void> {
    const { database, feeds, nowMs } = this.#options;
    feeds.unsettle(feed);
    const current = (): boolean => this.#followed.get(feed) === one;
    do {
      // The revision first: what is read after it holds at least everything up to it.
      const row = await database
        .selectFrom("feed_state")
        .selectAll()
        .where("feed", "=", feed)
        .executeTakeFirstOrThrow();
      for (const sheet of await readSheets(database, feed, one.sheetSeq)) {
        if (!current()) return;
        const { seq, content, receivedAtMs } = sheet;
        const sheets = [{ feed, receivedAtMs, fingerprint: "", content }];
        feeds.apply({ facts: [], sheets, warmUpEnds: [], revisions: new Map() }, nowMs());
        one.sheetSeq = seq;
      }
      for await (const slice of readFacts(database, feed, one.factSeq)) {
        if (!current()) return;
        const facts = slice.map((read) => ({ feed, ...read }));
        feeds.apply({ facts, sheets: [], warmUpEnds: [], revisions: new Map() }, nowMs());
        one.factSeq = slice.at(-1)?.fact.arrival ?? one.factSeq;
      }
      if (!current()) return;
      const endedAtMs = row.warm_up_ended_at_ms;
      const state = feeds.feed(feed);
      const warmUpEnds =
        endedAtMs === null || state.warmUpEndedAtMs !== undefined
          ? []
          : [{ feed, by: row.warm_up_ended_by ?? "", atMs: Number(endedAtMs) }];
      const revision = Number(row.revision);
      feeds.apply({ facts: [], sheets: [], warmUpEnds, revisions: new Map([[feed, revision]]) }, nowMs());
      state.lastReceivedMs = Math.max(state.lastReceivedMs, Number(row.last_received_at_ms ?? 0));
      state.lastKnownMs = Math.max(state.lastKnownMs, Number(row.last_known_at_ms ?? 0));
      one.appliedRevision = revision;
    } while (one.appliedRevision < one.seenRevision);
  }
}
