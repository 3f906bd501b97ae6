import { sql } from "kysely";
import { dialectOf, inTransaction, serverNowMs } from "../../runtime/database.ts";
import type { ConnectorDatabase } from "../store/tables.ts";

/** What one look at the leases taught. */
export interface Look {
  /** Feeds that belong to this process, each with the token of its claim. */
  readonly held: ReadonlyMap<string, number>;
  /** Revision of each feed held. */
  readonly revisions: ReadonlyMap<string, number>;
}

/** The port over the right to apply feeds (DESIGN §5). */
export interface FeedLeases {
  /** Look again so often; `undefined`: this process is alone, one look is enough. */
  readonly lookEveryMs: number | undefined;
  /** Says that this process lives, renews what it holds, gives back what is too much, claims what is free. */
  look(held: ReadonlyMap<string, number>): Promise<Look>;
  /** Inside a transaction: the claim still stands, and will until the transaction ends. */
  stands(transaction: ConnectorDatabase, feed: string, token: number): Promise<boolean>;
  /** Gives everything back, so that others need not wait. */
  leave(held: ReadonlyMap<string, number>): Promise<void>;
}

export interface FeedLeasesOptions {
  readonly database: ConnectorDatabase;
  /** Name of this process, unlike that of any other. */
  readonly owner: string;
  readonly feeds: readonly string[];
  readonly leaseMs: number;
  /** At most so long between two looks; several come in one lease. */
  readonly lookEveryMs: number;
}

export function openFeedLeases(options: FeedLeasesOptions): FeedLeases {
  switch (dialectOf(options.database)) {
    case "sqlite":
      return aloneLeases(options);
    case "postgresql":
      return sharedLeases(options);
  }
}

/** One process owns the file (DESIGN §5): every feed is its own, for ever. */
function aloneLeases({ database, feeds }: FeedLeasesOptions): FeedLeases {
  return {
    lookEveryMs: undefined,
    look: async () => ({
      held: new Map(feeds.map((feed) => [feed, 0])),
      revisions: await revisionsOf(database, feeds),
    }),
    stands: async () => true,
    leave: async () => {},
  };
}

/** A lease is renewed several times before it ends. */
const looksPerLease = 5;
/** A feed free for so many leases is nobody's share: who sees it takes it. */
const orphanLeases = 2;
/** Processes not seen for so long are forgotten. */
const forgottenAfterMs = 3_600_000;

function sharedLeases({ database, owner, feeds, leaseMs, lookEveryMs }: FeedLeasesOptions): FeedLeases {
  const untilMs = sql<number>`${serverNowMs} + ${sql.lit(leaseMs)}`;
  return {
    lookEveryMs: Math.min(lookEveryMs, Math.ceil(leaseMs / looksPerLease)),
    look: (before) =>
      inTransaction(database, async (handle) => {
        const live = await sayAlive(handle, owner, untilMs);
        const held = await renew(handle, owner, before, untilMs);
        const share = Math.ceil(feeds.length / live);
        // One at a time: the others of the share may be on their way.
        const tooMany = held.size > share ? [...held.keys()].at(-1) : undefined;
        if (tooMany !== undefined) {
          await giveBack(handle, owner, [tooMany]);
          held.delete(tooMany);
        } else {
          const free = await freeFeeds(handle, feeds, share - held.size, leaseMs);
          for (const [feed, token] of await claim(handle, owner, free, untilMs)) held.set(feed, token);
        }
        return { held, revisions: await revisionsOf(handle, [...held.keys()]) };
      }),
    async stands(transaction, feed, token) {
      // Renewing goes on meanwhile; claiming does not.
      const lease = await transaction
        .selectFrom("feed_lease")
        .select("feed")
        .where("feed", "=", feed)
        .where("owner", "=", owner)
        .where("token", "=", token)
        .forKeyShare()
        .executeTakeFirst();
      return lease !== undefined;
    },
    leave: (held) =>
      inTransaction(database, async (handle) => {
        await giveBack(handle, owner, [...held.keys()]);
        await handle.deleteFrom("instance").where("id", "=", owner).execute();
      }),
  };
}

/** Returns how many processes live. */
async function sayAlive(
  handle: ConnectorDatabase,
  owner: string,
  untilMs: ReturnType<typeof sql<number>>,
): Promise<number> {
  await handle
    .insertInto("instance")
    .values({ id: owner, until_ms: untilMs })
    .onConflict((conflict) => conflict.column("id").doUpdateSet({ until_ms: untilMs }))
    .execute();
  const forgotten = sql<number>`${serverNowMs} - ${sql.lit(forgottenAfterMs)}`;
  await handle.deleteFrom("instance").where("until_ms", "<", forgotten).execute();
  const { count } = await handle
    .selectFrom("instance")
    .select((select) => select.fn.countAll<number>().as("count"))
    .where("until_ms", ">", serverNowMs)
    .executeTakeFirstOrThrow();
  return Math.max(1, count);
}

/** A lease that ended while nobody else claimed the feed is as good as a valid one: the token tells. */
async function renew(
  handle: ConnectorDatabase,
  owner: string,
  before: ReadonlyMap<string, number>,
  untilMs: ReturnType<typeof sql<number>>,
): Promise<Map<string, number>> {
  if (before.size === 0) return new Map();
  const rows = await handle
    .updateTable("feed_lease")
    .set({ until_ms: untilMs })
    .where("owner", "=", owner)
    .where("feed", "in", [...before.keys()])
    .returning(["feed", "token"])
    .execute();
  const tokens = new Map(rows.map((row) => [row.feed, row.token]));
  return new Map([...before].filter(([feed, token]) => tokens.get(feed) === token));
}

async function freeFeeds(
  handle: ConnectorDatabase,
  feeds: readonly string[],
  wanted: number,
  leaseMs: number,
): Promise<string[]> {
  const rows = await handle
    .selectFrom("feed_lease")
    .select([
      "feed",
      sql<boolean>`until_ms < ${serverNowMs} - ${sql.lit(orphanLeases * leaseMs)}`.as("orphan"),
    ])
    .where("feed", "in", [...feeds])
    .where("until_ms", "<=", serverNowMs)
    .orderBy("until_ms")
    .orderBy("feed")
    .forUpdate()
    .skipLocked()
    .execute();
  return rows.filter((row, index) => row.orphan || index < wanted).map((row) => row.feed);
}

async function claim(
  handle: ConnectorDatabase,
  owner: string,
  free: readonly string[],
  untilMs: ReturnType<typeof sql<number>>,
): Promise<Map<string, number>> {
  if (free.length === 0) return new Map();
  const rows = await handle
    .updateTable("feed_lease")
    .set((set) => ({ owner, token: set("token", "+", 1), until_ms: untilMs }))
    .where("feed", "in", [...free])
    .returning(["feed", "token"])
    .execute();
  return new Map(rows.map((row) => [row.feed, row.token]));
}

async function giveBack(handle: ConnectorDatabase, owner: string, feeds: readonly string[]): Promise<void> {
  if (feeds.length === 0) return;
  await handle
    .updateTable("feed_lease")
    .set({ owner: null, until_ms: serverNowMs })
    .where("owner", "=", owner)
    .where("feed", "in", [...feeds])
    .execute();
}

async function revisionsOf(
  handle: ConnectorDatabase,
  feeds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (feeds.length === 0) return new Map();
  const rows = await handle
    .selectFrom("feed_state")
    .select(["feed", "revision"])
    .where("feed", "in", [...feeds])
    .execute();
  return new Map(rows.map((row) => [row.feed, Number(row.revision)]));
}
