import type { Clock } from "../../runtime/clock.ts";
import type { Log } from "../../runtime/log.ts";
import type { Committed } from "../journal/journal.ts";
import type { ConnectorDatabase } from "../store/tables.ts";
import type { FeedLeases } from "./feed-leases.ts";
import type { FeedFollowers } from "./followers.ts";

export interface OwnershipOptions {
  readonly leases: FeedLeases;
  readonly followers: FeedFollowers;
  readonly clock: Clock;
  readonly log: Log;
  /**
   * Raises the revision of a feed above everything that any owner computed from it. What an owner before wrote is
   * older then, whenever it wrote it.
   */
  readonly begin: (feed: string) => Promise<void>;
  /** Places may be due. */
  readonly changed: () => void;
  /** A feed is no longer applied here. */
  readonly dropped: (feed: string) => void;
  /** This process wrote to feeds that others own; they look by themselves too, but later. */
  readonly tellOwners: (feeds: readonly string[]) => void;
  /** Done once per look, after it. */
  readonly looked?: () => Promise<void>;
}

/** A look that failed is tried again after this. */
const retryAfterMs = 1_000;

/**
 * Which feeds this process applies (DESIGN §5: one feed's movements are applied by one owner at a time). Losing a
 * feed, or the database, stops nothing else: every process goes on receiving.
 */
export class FeedOwnership {
  readonly #options: OwnershipOptions;
  #held: ReadonlyMap<string, number> = new Map();
  readonly #beginning = new Map<string, Promise<void>>();
  #cancelTimer: () => void = () => {};
  #looking: Promise<void> = Promise.resolve();
  #closed = false;

  constructor(options: OwnershipOptions) {
    this.#options = options;
  }

  /** Looks for the first time; resolves when the feeds claimed are read. Rejects when the database cannot be used. */
  async start(): Promise<void> {
    await this.#look();
    await Promise.all(this.#beginning.values());
    const failed = [...this.#held.keys()].find((feed) => !this.#options.followers.follows(feed));
    if (failed !== undefined) throw new Error(`the journal of feed ${failed} cannot be read`);
    this.#arm(this.#options.leases.lookEveryMs);
  }

  /** What this process committed, in the order of the commits. */
  committed(result: Committed): void {
    const { followers, tellOwners } = this.#options;
    followers.committed(result);
    const others = [...result.revisions.keys()].filter((feed) => !this.#held.has(feed));
    if (others.length > 0) tellOwners(others);
  }

  /** Somebody says that a feed was written to. */
  hear(feed: string): void {
    this.#options.followers.hint(feed);
  }

  /** Inside a transaction: this process still owns the feed, and will until the transaction ends. */
  async stands(transaction: ConnectorDatabase, feed: string): Promise<boolean> {
    const token = this.#held.get(feed);
    return token !== undefined && (await this.#options.leases.stands(transaction, feed, token));
  }

  /** A transaction found that the feed belongs to another process. */
  lost(feed: string): void {
    if (!this.#held.has(feed)) return;
    this.#options.log.warn({ feed }, "another instance took over this feed");
    const held = new Map(this.#held);
    held.delete(feed);
    this.#settle(held);
  }

  /** Feeds being read for the first time are waited for. */
  async idle(): Promise<void> {
    await Promise.all(this.#beginning.values());
    await this.#options.followers.settled();
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#cancelTimer();
    await this.#looking;
    await Promise.all(this.#beginning.values());
    const held = this.#held;
    this.#settle(new Map());
    await this.#options.leases
      .leave(held)
      .catch((error: unknown) =>
        this.#options.log.warn({ err: error }, "feeds not given back; they wait for the lease"),
      );
  }

  #arm(delayMs: number | undefined): void {
    if (this.#closed || delayMs === undefined) return;
    this.#cancelTimer = this.#options.clock.after(delayMs, () => {
      this.#looking = this.#lookAgain();
    });
  }

  async #lookAgain(): Promise<void> {
    const { leases, log, looked } = this.#options;
    try {
      await this.#look();
      await looked?.();
      this.#arm(leases.lookEveryMs);
    } catch (error) {
      log.warn({ err: error }, "the database does not answer; feeds are looked after again soon");
      this.#arm(retryAfterMs);
    }
  }

  async #look(): Promise<void> {
    const { leases, followers } = this.#options;
    const asked = this.#held;
    const { held, revisions } = await leases.look(asked);
    // What was lost while the answer was on its way stays lost: the next look says it again if it is ours.
    this.#settle(new Map([...held].filter(([feed]) => !asked.has(feed) || this.#held.has(feed))));
    for (const [feed, revision] of revisions) followers.hint(feed, revision);
  }

  /** Makes what is followed equal to what is held. */
  #settle(held: ReadonlyMap<string, number>): void {
    const { followers, dropped } = this.#options;
    for (const [feed, token] of this.#held) {
      if (held.get(feed) === token) continue;
      followers.drop(feed);
      dropped(feed);
    }
    this.#held = held;
    for (const feed of held.keys()) {
      if (!followers.follows(feed) && !this.#beginning.has(feed) && !this.#closed) this.#begin(feed);
    }
  }

  #begin(feed: string): void {
    const { begin, followers, changed, log } = this.#options;
    const token = this.#held.get(feed);
    const work = begin(feed)
      .then(() => followers.follow(feed))
      .catch((error: unknown) => log.error({ err: error, feed }, "feed not read; tried again"))
      .then(() => {
        this.#beginning.delete(feed);
        // Lost, or lost and claimed again, while it was read.
        if (this.#held.get(feed) !== token) followers.drop(feed);
        else changed();
      });
    this.#beginning.set(feed, work);
  }
}
