import type { Clock } from "../runtime/clock.ts";
import { dialectOf, inTransaction } from "../runtime/database.ts";
import type { HttpClient } from "../runtime/http-client.ts";
import type { Log } from "../runtime/log.ts";
import type { Random } from "../runtime/random.ts";
import type { Closers } from "../runtime/shutdown.ts";
import { Feeds } from "./beds/feeds.ts";
import { createDelivery, type Delivery } from "./deliver/delivery.ts";
import type { DeliveryMetrics } from "./deliver/metrics.ts";
import type { DeliveryLimits, TargetSettings } from "./deliver/target-settings.ts";
import { chosenGroups, ownKeysOf } from "./indicators/own-keys.ts";
import { Recompute } from "./indicators/recompute.ts";
import { registerPlace } from "./indicators/register-place.ts";
import { Committer } from "./journal/committer.ts";
import {
  type Committed,
  type JournalEntry,
  registerFeed,
  trimRefusals,
  writeEntries,
} from "./journal/journal.ts";
import { agreeOnKeys } from "./journal/key-proofs.ts";
import { OlderPseudonyms } from "./journal/older-pseudonyms.ts";
import { type PseudonymKey, Pseudonyms } from "./journal/pseudonyms.ts";
import { liftRevision } from "./ownership/begin-feed.ts";
import { openFeedLeases } from "./ownership/feed-leases.ts";
import { FeedFollowers } from "./ownership/followers.ts";
import { FeedOwnership } from "./ownership/ownership.ts";
import { unknownUnitsWriter } from "./ownership/stored-reports.ts";
import type { ConnectorSettings } from "./settings.ts";
import type { ConnectorDatabase } from "./store/tables.ts";

/** What the inside of a connector needs from outside: everything that asks the world, and who is told what. */
export interface CoreWorld {
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly keys: readonly PseudonymKey[];
  /** Name of this instance, unlike that of any other on the same database. */
  readonly owner: string;
  /** Opens the HTTP client of a target. Default: the real one. */
  readonly openClient?: (target: TargetSettings, clock: Clock) => HttpClient;
  readonly limits?: DeliveryLimits;
  readonly metrics?: DeliveryMetrics;
  /** Something that screens show has changed. */
  changed(): void;
  /** Feeds of other owners were written to here. */
  tellOwners(feeds: readonly string[]): void;
}

/** A connector without its sockets, folders and screens: journal, beds, computation and delivery, wired. */
export interface ConnectorCore {
  readonly feeds: Feeds;
  readonly delivery: Delivery;
  readonly committer: Committer<JournalEntry, Committed>;
  readonly followers: FeedFollowers;
  readonly ownership: FeedOwnership;
  readonly recompute: Recompute;
  /** Names of patients, visits and accounts of one feed as keyed hashes. */
  pseudonymsOf(feed: string): Pseudonyms;
  /** Resolves when everything received is computed and nothing can be sent now. */
  idle(): Promise<void>;
}

const groupMax = 500;
const queueMax = 20_000;
const closeTimeoutMs = 3_000;
/** Under load one computation follows so many commits, so that acknowledgements do not wait behind computations. */
const commitsBetweenComputations = 4;
/** Refused frames are trimmed once in so many commits. */
const trimEveryCommits = 1_000;

/**
 * Wires the inside of a connector over a migrated database and starts it; `closers` end it in good order. The product
 * (`start.ts`) and the simulation run this same wiring.
 *
 * Rejects with RaccordError `connector.other-pseudonym-keys` when the keys are not those of the database.
 */
export async function composeCore(
  settings: ConnectorSettings,
  database: ConnectorDatabase,
  world: CoreWorld,
  closers: Closers,
): Promise<ConnectorCore> {
  const { clock, log, random, keys, owner } = world;
  const shared = dialectOf(database) === "postgresql";
  const { leaseMs, lookEveryMs } = settings.database;
  const feedNames = settings.feeds.map((feed) => feed.name);
  const placesOf = (feed: string): string[] =>
    settings.places.filter((place) => place.feed === feed).map((place) => place.id);
  await agreeOnKeys(database, keys);
  const older = new OlderPseudonyms(database, feedNames, shared ? keys.map((key) => key.id) : []);
  await older.refresh();
  await inTransaction(database, async (transaction) => {
    for (const name of feedNames) await registerFeed(transaction, name);
    for (const { id: placeId, target, idNatStruct: establishment, externalId } of settings.places) {
      await registerPlace(transaction, { placeId, target, establishment, externalId }, clock.nowMs());
    }
  });
  const feeds = new Feeds(settings);
  const delivery = createDelivery({
    db: database,
    targets: settings.targets,
    world: {
      clock,
      random,
      log,
      ...(world.openClient === undefined ? {} : { openClient: world.openClient }),
    },
    owner,
    lookEveryMs,
    ownKeys: ownKeysOf(settings),
    onChange: () => world.changed(),
    ...(world.limits === undefined ? {} : { limits: world.limits }),
    ...(world.metrics === undefined ? {} : { metrics: world.metrics }),
  });
  closers.add("delivery", () => delivery.close(closeTimeoutMs));
  let commits = 0;
  const committer = new Committer<JournalEntry, Committed>({
    groupMax,
    queueMax,
    write: (entries) => inTransaction(database, (transaction) => writeEntries(transaction, entries)),
    committed(result) {
      ownership.committed(result);
      recompute.wake();
      world.changed();
      commits += 1;
      if (commits % trimEveryCommits !== 0) return;
      trimRefusals(database).catch((error: unknown) =>
        log.error({ err: error }, "refused frames not trimmed"),
      );
    },
  });
  const followers = new FeedFollowers({
    database,
    feeds,
    nowMs: () => clock.nowMs(),
    caughtUp: () => recompute.wake(),
    failed: (feed, error) => log.warn({ err: error, feed }, "journal not read; tried again"),
  });
  const storeUnknownUnits = shared
    ? unknownUnitsWriter(database, feeds, () => followers.followed())
    : async () => {};
  const ownership = new FeedOwnership({
    leases: openFeedLeases({ database, owner, feeds: feedNames, leaseMs, lookEveryMs }),
    followers,
    clock,
    log,
    async begin(feed) {
      await liftRevision(database, feed, placesOf(feed));
      // The mapping may have changed since the last run, so every place is computed anew.
      await committer.commit({ passedTime: [feed] });
    },
    changed: () => recompute.wake(),
    dropped(feed) {
      for (const id of placesOf(feed)) recompute.reports.delete(id);
    },
    tellOwners: (names) => world.tellOwners(names),
    async looked() {
      await older.refresh();
      await storeUnknownUnits();
    },
  });
  const recompute = new Recompute({
    database,
    feeds,
    indicators: {
      groups: chosenGroups(settings.indicatorGroups),
      eitherCode: settings.eitherGenderCode,
    },
    refreshEveryMs: settings.refreshEveryHours * 3_600_000,
    clock,
    log,
    async passTime(names) {
      await committer.commit({ passedTime: names });
      await followers.settled(names);
    },
    lull: () => committer.lull(commitsBetweenComputations),
    ownership,
    computed(placeIds) {
      for (const id of placeIds) delivery.wake(id);
      world.changed();
    },
  });
  closers.add("ownership", () => ownership.close());
  closers.add("computation", () => recompute.close());
  closers.add("commits", () => committer.idle());
  await ownership.start();
  return {
    feeds,
    delivery,
    committer,
    followers,
    ownership,
    recompute,
    pseudonymsOf: (name) =>
      new Pseudonyms(
        keys,
        name,
        (pseudonym) => feeds.feed(name).knows(pseudonym) || older.knows(name, pseudonym),
      ),
    async idle() {
      await committer.idle();
      await ownership.idle();
      await recompute.idle();
      await delivery.idle();
    },
  };
}
