import { Feeds } from "../../src/connector/beds/feeds.ts";
import { createDelivery, type Delivery } from "../../src/connector/deliver/delivery.ts";
import type { DeliveryLimits } from "../../src/connector/deliver/target-settings.ts";
import { Recompute } from "../../src/connector/indicators/recompute.ts";
import { registerPlace } from "../../src/connector/indicators/register-place.ts";
import { Committer } from "../../src/connector/journal/committer.ts";
import {
  type Committed,
  type JournalEntry,
  registerFeed,
  writeEntries,
} from "../../src/connector/journal/journal.ts";
import { agreeOnKeys } from "../../src/connector/journal/key-proofs.ts";
import { type PseudonymKey, Pseudonyms } from "../../src/connector/journal/pseudonyms.ts";
import { liftRevision } from "../../src/connector/ownership/begin-feed.ts";
import { openFeedLeases } from "../../src/connector/ownership/feed-leases.ts";
import { FeedFollowers } from "../../src/connector/ownership/followers.ts";
import { FeedOwnership } from "../../src/connector/ownership/ownership.ts";
import { createReceiver } from "../../src/connector/receive/receiver.ts";
import { takeSheet } from "../../src/connector/receive/sheet-taker.ts";
import type { ConnectorSettings } from "../../src/connector/settings.ts";
import { connectorMigrations } from "../../src/connector/store/migrations.ts";
import type { ConnectorDatabase } from "../../src/connector/store/tables.ts";
import type { Clock } from "../../src/runtime/clock.ts";
import { inTransaction } from "../../src/runtime/database.ts";
import type { HttpClient } from "../../src/runtime/http-client.ts";
import type { Log } from "../../src/runtime/log.ts";
import { migrate } from "../../src/runtime/migrate.ts";
import type { Random } from "../../src/runtime/random.ts";

export interface InstanceWorld {
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly keys: readonly PseudonymKey[];
  readonly openClient: () => HttpClient;
  readonly limits?: DeliveryLimits;
}

/** One connector without its sockets: wired as `src/connector/start.ts` does, from the parts of the product. */
export interface Instance {
  readonly delivery: Delivery;
  readonly database: ConnectorDatabase;
  frame(feed: string, bytes: Uint8Array): Promise<Uint8Array>;
  sheet(feed: string, fileName: string, bytes: Uint8Array): Promise<boolean>;
  endWarmUp(feed: string): Promise<void>;
  /** Resolves when everything received is computed and nothing can be sent now. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

const groupMax = 500;
const queueMax = 20_000;

export async function startInstance(
  settings: ConnectorSettings,
  database: ConnectorDatabase,
  world: InstanceWorld,
): Promise<Instance> {
  const { clock, log, random } = world;
  const owner = random.hex(8);
  const feedNames = settings.feeds.map((feed) => feed.name);
  await migrate(database, connectorMigrations);
  await agreeOnKeys(database, world.keys);
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
    world: { clock, random, log, openClient: world.openClient },
    owner,
    ...(world.limits === undefined ? {} : { limits: world.limits }),
  });
  const committer = new Committer<JournalEntry, Committed>({
    groupMax,
    queueMax,
    write: (entries) => inTransaction(database, (transaction) => writeEntries(transaction, entries)),
    committed(result) {
      ownership.committed(result);
      recompute.wake();
    },
  });
  const followers = new FeedFollowers({
    database,
    feeds,
    nowMs: () => clock.nowMs(),
    caughtUp: () => recompute.wake(),
    failed: (feed, error) => log.warn({ err: error, feed }, "journal not read; tried again"),
  });
  const ownership = new FeedOwnership({
    leases: openFeedLeases({ database, owner, feeds: feedNames, leaseMs: settings.database.leaseMs }),
    followers,
    clock,
    log,
    async begin(feed) {
      const places = settings.places.filter((place) => place.feed === feed).map((place) => place.id);
      await liftRevision(database, feed, places);
      await committer.commit({ passedTime: [feed] });
    },
    changed: () => recompute.wake(),
    dropped(feed) {
      for (const place of settings.places) if (place.feed === feed) recompute.reports.delete(place.id);
    },
    tellOwners: () => {},
  });
  const group = (name: "core" | "extended" | "forecast" | "assignment"): boolean =>
    settings.indicatorGroups.includes(name);
  const recompute = new Recompute({
    database,
    feeds,
    indicators: {
      groups: {
        core: group("core"),
        extended: group("extended"),
        forecast: group("forecast"),
        assignment: group("assignment"),
      },
      eitherCode: settings.eitherGenderCode,
    },
    refreshEveryMs: settings.refreshEveryHours * 3_600_000,
    clock,
    log,
    async passTime(names) {
      await committer.commit({ passedTime: names });
      await followers.settled(names);
    },
    ownership,
    computed(placeIds) {
      for (const id of placeIds) delivery.wake(id);
    },
  });
  await ownership.start();
  const intakes = new Map(
    settings.feeds.map((feed) => {
      const pseudonyms = new Pseudonyms(world.keys, feed.name, (pseudonym) =>
        feeds.feed(feed.name).knows(pseudonym),
      );
      const receiver = createReceiver(feed, { clock, random, log, pseudonyms, committer, observe: () => {} });
      return [feed.name, { feed, pseudonyms, receiver }] as const;
    }),
  );
  const intake = (name: string): NonNullable<ReturnType<typeof intakes.get>> => {
    const known = intakes.get(name);
    if (!known) throw new RangeError(`no feed named ${name}`);
    return known;
  };
  return {
    delivery,
    database,
    frame: (name, bytes) => intake(name).receiver.onFrame(bytes),
    async sheet(name, fileName, bytes) {
      const { feed, pseudonyms } = intake(name);
      return (await takeSheet(feed, { clock, pseudonyms, committer }, { fileName, bytes })).accepted;
    },
    endWarmUp: (feed) => committer.commit({ warmUpEnds: [{ feed, by: "essai", atMs: clock.nowMs() }] }),
    async idle() {
      await committer.idle();
      await ownership.idle();
      await recompute.idle();
      await delivery.idle();
    },
    async close() {
      await committer.idle();
      await recompute.close();
      await ownership.close();
      await delivery.close(3_000);
    },
  };
}
