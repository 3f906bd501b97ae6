import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Counter, Registry } from "prom-client";
import type { Clock } from "../runtime/clock.ts";
import { RaccordError } from "../runtime/errors/raccord-error.ts";
import type { Log } from "../runtime/log.ts";
import { migrate } from "../runtime/migrate.ts";
import type { Random } from "../runtime/random.ts";
import { createClosers } from "../runtime/shutdown.ts";
import { openSqlite } from "../runtime/sqlite.ts";
import { createApi } from "./api/server.ts";
import { Feeds } from "./beds/feeds.ts";
import { readBoard } from "./board/board.ts";
import { Change } from "./board/changes.ts";
import { explainPlace } from "./board/explain.ts";
import { deliveryBoard } from "./deliver/board.ts";
import { createDelivery } from "./deliver/delivery.ts";
import { createDeliveryMetrics } from "./deliver/metrics.ts";
import { Recompute } from "./indicators/recompute.ts";
import { registerPlace } from "./indicators/register-place.ts";
import { Committer } from "./journal/committer.ts";
import { type Committed, type JournalEntry, trimRefusals, writeEntries } from "./journal/journal.ts";
import { Pseudonyms } from "./journal/pseudonyms.ts";
import { pseudonymKeys } from "./keys.ts";
import { startFolderIntake } from "./receive/folder/watch.ts";
import { startMllpServer } from "./receive/mllp/server.ts";
import { createReceiver } from "./receive/receiver.ts";
import { takeSheet } from "./receive/sheet-taker.ts";
import type { ConnectorSettings, FeedSettings } from "./settings.ts";
import { connectorMigrations } from "./store/migrations.ts";
import type { ConnectorTables } from "./store/tables.ts";

/** The world that a connector runs in. */
export interface ConnectorWorld {
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  /** Folder for the database and keys; made when absent. */
  readonly stateFolder: string;
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
 * Rejects with words when the database is held by another process, a certificate cannot be read, or a port is taken;
 * whatever was opened is closed again.
 */
export async function startConnector(
  settings: ConnectorSettings,
  world: ConnectorWorld,
): Promise<RunningConnector> {
  const { clock, log, random } = world;
  const closers = createClosers();
  try {
    mkdirSync(world.stateFolder, { recursive: true });
    const database = openSqlite<ConnectorTables>(join(world.stateFolder, "connector.db"));
    closers.add("database", () => database.destroy());
    await migrate(database, connectorMigrations);
    const keys = pseudonymKeys(settings.pseudonymKeyFile ?? join(world.stateFolder, "pseudonym.key"), random);
    await database.transaction().execute(async (transaction) => {
      for (const place of settings.places) {
        const { id: placeId, target, idNatStruct: establishment, externalId } = place;
        await registerPlace(transaction, { placeId, target, establishment, externalId }, clock.nowMs());
      }
    });
    const feeds = new Feeds(settings);
    await feeds.load(database, clock.nowMs());
    const changes = new Change();
    const metrics = new Registry();
    const board = deliveryBoard(database);
    const delivery = createDelivery({
      db: database,
      targets: settings.targets,
      world: { clock, random, log },
      metrics: createDeliveryMetrics(metrics, () => board.differing()),
      onChange: () => changes.announce(clock.nowMs()),
    });
    closers.add("delivery", () => delivery.close(closeTimeoutMs));
    let commits = 0;
    const committer = new Committer<JournalEntry, Committed>({
      groupMax,
      queueMax,
      write: (entries) => database.transaction().execute((transaction) => writeEntries(transaction, entries)),
      committed(result) {
        feeds.apply(result, clock.nowMs());
        recompute.wake();
        changes.announce(clock.nowMs());
        commits += 1;
        if (commits % trimEveryCommits === 0) {
          trimRefusals(database).catch((error: unknown) =>
            log.error({ err: error }, "refused frames not trimmed"),
          );
        }
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
      passTime: (names) => committer.commit({ passedTime: names }),
      lull: () => committer.lull(commitsBetweenComputations),
      computed(placeIds) {
        for (const id of placeIds) delivery.wake(id);
        changes.announce(clock.nowMs());
      },
    });
    closers.add("computation", () => recompute.close());
    closers.add("commits", () => committer.idle());
    // The mapping may have changed since the last run, so every place is computed anew.
    await committer.commit({ passedTime: settings.feeds.map((feed) => feed.name) });

    const messages = new Counter({
      name: "raccord_messages_total",
      help: "Messages received, by feed and acknowledgement",
      labelNames: ["feed", "ack"],
      registers: [metrics],
    });
    const mllp = new Map<string, string>();
    for (const feed of settings.feeds) {
      const pseudonyms = new Pseudonyms(keys, feed.name, (pseudonym) =>
        feeds.feed(feed.name).knows(pseudonym),
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
      board: () =>
        readBoard(
          {
            database,
            feeds,
            reports: recompute.reports,
            establishment: settings.establishment,
            eitherCode: settings.eitherGenderCode,
          },
          clock.nowMs(),
        ),
      explain(placeId) {
        const report = recompute.reports.get(placeId);
        return report && explainPlace(placeId, report);
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
