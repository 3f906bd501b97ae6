import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Counter, Registry } from "prom-client";
import type { Clock } from "../runtime/clock.ts";
import { inTransaction } from "../runtime/database.ts";
import { RaccordError } from "../runtime/errors/raccord-error.ts";
import type { Log } from "../runtime/log.ts";
import type { Random } from "../runtime/random.ts";
import { createClosers } from "../runtime/shutdown.ts";
import { registerCertificateMetrics } from "../trust/store/metrics.ts";
import { logExpiryNotices } from "../trust/store/notice-log.ts";
import { createApi } from "./api/server.ts";
import { Feeds } from "./beds/feeds.ts";
import { readBoard } from "./board/board.ts";
import { Change } from "./board/changes.ts";
import { explainPlace } from "./board/explain.ts";
import { deliveryBoard } from "./deliver/board.ts";
import { certificateLine, watchedCertificate } from "./deliver/certificate-line.ts";
import { createDelivery } from "./deliver/delivery.ts";
import { createDeliveryMetrics } from "./deliver/metrics.ts";
import { patchPreview } from "./deliver/patch-preview.ts";
import { targetCertificateEnds, targetCertificates } from "./deliver/target-certificates.ts";
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
import { Pseudonyms } from "./journal/pseudonyms.ts";
import { pseudonymKeys } from "./keys.ts";
import { liftRevision } from "./ownership/begin-feed.ts";
import { openFeedLeases } from "./ownership/feed-leases.ts";
import { FeedFollowers } from "./ownership/followers.ts";
import { openHints } from "./ownership/hints.ts";
import { FeedOwnership } from "./ownership/ownership.ts";
import { StoredReports, unknownUnitsWriter } from "./ownership/stored-reports.ts";
import { startFolderIntake } from "./receive/folder/watch.ts";
import { startMllpServer } from "./receive/mllp/server.ts";
import { createReceiver } from "./receive/receiver.ts";
import { readSample } from "./receive/sample/read-sample.ts";
import { takeSheet } from "./receive/sheet-taker.ts";
import type { ConnectorSettings, FeedSettings } from "./settings.ts";
import { databaseUrl, openDatabase } from "./store/open-database.ts";

/** The world that a connector runs in. */
export interface ConnectorWorld {
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  /** Folder for the database and keys; made when absent. */
  readonly stateFolder: string;
  /** The environment's DATABASE_URL: PostgreSQL, used when the settings name no database. */
  readonly databaseUrl?: string;
}

export interface RunningConnector {
  /** `host:port` of the MLLP listener of each feed that has one. */
  readonly mllp: ReadonlyMap<string, string>;
  readonly httpUrl: string;
  /** Resolves when everything received is computed and nothing can be sent now. */
  idle(): Promise<void>;
  /** Stops receiving, finishes what was received, closes everything. Later calls return the same promise. */
  close(): Promise<void>;
}

const groupMax = 500;
const queueMax = 20_000;
const unansweredFramesMax = 200;
const frameTimeoutMs = 60_000;
const idleTimeoutMs = 12 * 3_600_000;
const folderPollMs = 1_000;
const folderStableMs = 1_000;
const closeTimeoutMs = 3_000;
/** Under load one computation follows so many commits, so that acknowledgements do not wait behind computations. */
const commitsBetweenComputations = 4;
/** Refused frames are trimmed once in so many commits. */
const trimEveryCommits = 1_000;

/**
 * Starts a connector: journal, feeds, computation, deliveries, HTTP. The only place that wires these parts.
 *
 * Any number of connectors may run on one PostgreSQL: each receives, applies the feeds that it owns, delivers what is
 * due, and shows everything (DESIGN §5). On SQLite one runs, and owns all.
 *
 * Rejects with words when the database is held by another process or does not answer, the certificate of a listener
 * cannot be read, or a port is taken; whatever was opened is closed again. A target whose certificate cannot be read
 * is paused, with one alarm: what is received meanwhile is acknowledged and kept.
 */
export async function startConnector(
  settings: ConnectorSettings,
  world: ConnectorWorld,
): Promise<RunningConnector> {
  const { clock, log, random } = world;
  const closers = createClosers();
  try {
    mkdirSync(world.stateFolder, { recursive: true });
    const owner = random.hex(8);
    const url = databaseUrl(settings, world.databaseUrl);
    const database = await openDatabase(settings, { url, stateFolder: world.stateFolder, log });
    closers.add("database", () => database.destroy());
    const keys = pseudonymKeys(settings.pseudonymKeyFile ?? join(world.stateFolder, "pseudonym.key"), random);
    await agreeOnKeys(database, keys);
    const feedNames = settings.feeds.map((feed) => feed.name);
    const older = new OlderPseudonyms(
      database,
      feedNames,
      url === undefined ? [] : keys.map((key) => key.id),
    );
    await older.refresh();
    await inTransaction(database, async (transaction) => {
      for (const name of feedNames) await registerFeed(transaction, name);
      for (const place of settings.places) {
        const { id: placeId, target, idNatStruct: establishment, externalId } = place;
        await registerPlace(transaction, { placeId, target, establishment, externalId }, clock.nowMs());
      }
    });
    const feeds = new Feeds(settings);
    const changes = new Change();
    const announce = (): void => {
      changes.announce(clock.nowMs());
      hints.board();
    };
    const hints = openHints({
      database,
      url,
      owner,
      clock,
      log,
      feedWritten: (feed) => ownership.hear(feed),
      boardChanged: () => changes.announce(clock.nowMs()),
    });
    closers.add("hints", () => hints.close());
    const metrics = new Registry();
    const certificates = () => targetCertificates(settings.targets, { clock, random });
    registerCertificateMetrics(metrics, () => targetCertificateEnds(settings.targets, { clock, random }));
    const endNotices = logExpiryNotices(() => certificates().map(watchedCertificate), { clock, log });
    closers.add("certificate notices", async () => endNotices());
    const board = deliveryBoard(database);
    const delivery = createDelivery({
      db: database,
      targets: settings.targets,
      world: { clock, random, log },
      metrics: createDeliveryMetrics(metrics, () => board.differing()),
      owner,
      onChange: announce,
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
        announce();
        commits += 1;
        if (commits % trimEveryCommits === 0) {
          trimRefusals(database).catch((error: unknown) =>
            log.error({ err: error }, "refused frames not trimmed"),
          );
        }
      },
    });
    const followers = new FeedFollowers({
      database,
      feeds,
      nowMs: () => clock.nowMs(),
      caughtUp: () => recompute.wake(),
      failed: (feed, error) => log.warn({ err: error, feed }, "journal not read; tried again"),
    });
    const storeUnknownUnits =
      url === undefined ? async () => {} : unknownUnitsWriter(database, feeds, () => followers.followed());
    const ownership = new FeedOwnership({
      leases: openFeedLeases({ database, owner, feeds: feedNames, leaseMs: settings.database.leaseMs }),
      followers,
      clock,
      log,
      async begin(feed) {
        const places = settings.places.filter((place) => place.feed === feed);
        await liftRevision(
          database,
          feed,
          places.map((place) => place.id),
        );
        // The mapping may have changed since the last run, so every place is computed anew.
        await committer.commit({ passedTime: [feed] });
      },
      changed: () => recompute.wake(),
      dropped(feed) {
        for (const place of settings.places) if (place.feed === feed) recompute.reports.delete(place.id);
      },
      tellOwners: (names) => hints.feeds(names),
      async looked() {
        await older.refresh();
        await storeUnknownUnits();
      },
    });
    const groups = Object.fromEntries(
      (["core", "extended", "forecast", "assignment"] as const).map((group) => [
        group,
        settings.indicatorGroups.includes(group),
      ]),
    );
    const recompute = new Recompute({
      database,
      feeds,
      indicators: { groups, eitherCode: settings.eitherGenderCode },
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
        announce();
      },
    });
    closers.add("ownership", () => ownership.close());
    closers.add("computation", () => recompute.close());
    closers.add("commits", () => committer.idle());
    await ownership.start();
    const stored = new StoredReports(database, feeds, (feed) => followers.follows(feed));

    const messages = new Counter({
      name: "raccord_messages_total",
      help: "Messages received, by feed and acknowledgement",
      labelNames: ["feed", "ack"],
      registers: [metrics],
    });
    const mllp = new Map<string, string>();
    for (const feed of settings.feeds) {
      const pseudonyms = new Pseudonyms(
        keys,
        feed.name,
        (pseudonym) => feeds.feed(feed.name).knows(pseudonym) || older.knows(feed.name, pseudonym),
      );
      if (feed.mllp) {
        const server = await startMllpServer({
          host: feed.mllp.host,
          port: feed.mllp.port,
          ...tlsOf(feed),
          limits: {
            frameSizeMaxBytes: feed.mllp.frameSizeMaxBytes,
            connectionsMax: feed.mllp.connectionsMax,
            unansweredFramesMax,
            frameTimeoutMs,
            idleTimeoutMs,
          },
          clock,
          log,
          ...createReceiver(feed, {
            clock,
            random,
            log,
            pseudonyms,
            committer,
            observe: ({ ack }) => messages.inc({ feed: feed.name, ack }),
          }),
          onNote: (note) =>
            log.info({ feed: feed.name, code: note.code, bytes: note.byteCount }, "connection"),
        });
        closers.add(`MLLP of ${feed.name}`, () => server.close(closeTimeoutMs));
        mllp.set(feed.name, `${server.host}:${server.port}`);
      }
      if (feed.folder !== undefined) {
        makeFolder(feed.folder);
        const intake = startFolderIntake({
          folder: feed.folder,
          pollIntervalMs: folderPollMs,
          stableForMs: folderStableMs,
          limits: { sizeMaxBytes: 20_000_000, filesMax: 100 },
          clock,
          log,
          take: (sheet) => takeSheet(feed, { clock, pseudonyms, committer }, sheet),
        });
        closers.add(`folder of ${feed.name}`, () => intake.close());
      }
    }
    const api = createApi({
      async board() {
        await stored.refresh();
        const reports = new Map([...stored.reports, ...recompute.reports]);
        const { establishment, eitherGenderCode: eitherCode } = settings;
        const sources = { database, feeds, reports, establishment, eitherCode, certificates: certificates() };
        return await readBoard(sources, clock.nowMs());
      },
      certificates: () => certificates().map((it) => ({ target: it.target, ...certificateLine(it) })),
      async explain(placeId) {
        await stored.refresh();
        const report = recompute.reports.get(placeId) ?? stored.reports.get(placeId);
        return report && explainPlace(placeId, report);
      },
      readSample(fileName, bytes) {
        return readSample(fileName, bytes, {
          zone: settings.feeds[0]?.zone ?? "Europe/Paris",
          nowMs: clock.nowMs(),
        });
      },
      patchPreview(wish) {
        const { patchPrefix = "/ws-synchro-dispo-lits-fhir", encodeSlash = false } =
          settings.targets[0] ?? {};
        const address = { patchPrefix, encodeSlash };
        return patchPreview(wish, {
          address,
          eitherCode: settings.eitherGenderCode,
          nowMs: clock.nowMs(),
        });
      },
      async endWarmUp(name, by) {
        if (!settings.feeds.some((feed) => feed.name === name)) return false;
        await committer.commit({ warmUpEnds: [{ feed: name, by, atMs: clock.nowMs() }] });
        return true;
      },
      retryPlace: (placeId) => delivery.retryPlace(placeId),
      retryTarget: (target) => delivery.retryTarget(target),
      changes,
      metrics,
    });
    await api.listen({ host: settings.http.host, port: settings.http.port });
    closers.add("HTTP", () => api.close());
    const address = api.server.address();
    const port = address !== null && typeof address === "object" ? address.port : settings.http.port;
    return {
      mllp,
      httpUrl: `http://${settings.http.host}:${port}`,
      async idle() {
        await committer.idle();
        await ownership.idle();
        await recompute.idle();
        await delivery.idle();
      },
      close: () => closers.close(),
    };
  } catch (error) {
    await closers
      .close()
      .catch((closing: unknown) => log.error({ err: closing }, "closing after a failed start"));
    throw error;
  }
}

function tlsOf(
  feed: FeedSettings,
): { tls: { cert: Buffer; key: Buffer; ca?: Buffer; requestCert: boolean } } | object {
  const tls = feed.mllp?.tls;
  if (!tls) return {};
  return {
    tls: {
      cert: readFileSync(tls.certFile),
      key: readFileSync(tls.keyFile),
      ...(tls.caFile === undefined ? {} : { ca: readFileSync(tls.caFile) }),
      requestCert: tls.caFile !== undefined,
      rejectUnauthorized: tls.caFile !== undefined,
    },
  };
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw new RaccordError("connector.folder-missing", folder, { cause: error });
  }
}
