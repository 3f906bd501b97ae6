import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Counter, Registry } from "prom-client";
import { scheduleBackups } from "../runtime/backup/schedule.ts";
import type { Clock } from "../runtime/clock.ts";
import { RaccordError } from "../runtime/errors/raccord-error.ts";
import type { Log } from "../runtime/log.ts";
import type { Random } from "../runtime/random.ts";
import { createClosers } from "../runtime/shutdown.ts";
import { registerCertificateMetrics } from "../trust/store/metrics.ts";
import { logExpiryNotices } from "../trust/store/notice-log.ts";
import { createApi } from "./api/server.ts";
import { readBoard } from "./board/board.ts";
import { Change } from "./board/changes.ts";
import { explainPlace } from "./board/explain.ts";
import { type ConnectorCore, composeCore } from "./compose.ts";
import { deliveryBoard } from "./deliver/board.ts";
import { certificateLine, watchedCertificate } from "./deliver/certificate-line.ts";
import { createDeliveryMetrics } from "./deliver/metrics.ts";
import { patchPreview } from "./deliver/patch-preview.ts";
import { targetCertificateEnds, targetCertificates, withReaders } from "./deliver/target-certificates.ts";
import { pseudonymKeys } from "./keys.ts";
import { openHints } from "./ownership/hints.ts";
import { StoredReports } from "./ownership/stored-reports.ts";
import { startFolderIntake } from "./receive/folder/watch.ts";
import { startMllpServer } from "./receive/mllp/server.ts";
import { createReceiver } from "./receive/receiver.ts";
import { readSample } from "./receive/sample/read-sample.ts";
import { takeSheet } from "./receive/sheet-taker.ts";
import type { ConnectorSettings, FeedSettings } from "./settings.ts";
import { connectorMigrations } from "./store/migrations.ts";
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

const unansweredFramesMax = 200;
const frameTimeoutMs = 60_000;
const idleTimeoutMs = 12 * 3_600_000;
const folderPollMs = 1_000;
const folderStableMs = 1_000;
const closeTimeoutMs = 3_000;

/**
 * Starts a connector: its inside as `compose.ts` wires it, then what listens: MLLP, folders, HTTP.
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
    if (settings.backup !== undefined) {
      const backups = scheduleBackups({
        database,
        steps: connectorMigrations,
        part: "connector",
        clock,
        log,
        settings: settings.backup,
      });
      closers.add("backups", () => backups.close());
    }
    const keys = pseudonymKeys(settings.pseudonymKeyFile ?? join(world.stateFolder, "pseudonym.key"), random);
    const changes = new Change();
    let running: ConnectorCore | undefined;
    const hints = openHints({
      database,
      url,
      owner,
      clock,
      log,
      feedWritten: (feed) => running?.ownership.hear(feed),
      boardChanged: () => changes.announce(clock.nowMs()),
    });
    closers.add("hints", () => hints.close());
    const metrics = new Registry();
    const watched = withReaders(settings.targets);
    const certificates = () => targetCertificates(watched, { clock, random });
    registerCertificateMetrics(metrics, () => targetCertificateEnds(watched, { clock, random }));
    const endNotices = logExpiryNotices(() => certificates().map(watchedCertificate), { clock, log });
    closers.add("certificate notices", async () => endNotices());
    const board = deliveryBoard(database);
    const core = await composeCore(
      settings,
      database,
      {
        clock,
        random,
        log,
        keys,
        owner,
        metrics: createDeliveryMetrics(metrics, () => board.differing()),
        changed() {
          changes.announce(clock.nowMs());
          hints.board();
        },
        tellOwners: (names) => hints.feeds(names),
      },
      closers,
    );
    running = core;
    const { committer, delivery, feeds, followers, recompute } = core;
    const stored = new StoredReports(database, feeds, (feed) => followers.follows(feed));

    const messages = new Counter({
      name: "raccord_messages_total",
      help: "Messages received, by feed and acknowledgement",
      labelNames: ["feed", "ack"],
      registers: [metrics],
    });
    const mllp = new Map<string, string>();
    for (const feed of settings.feeds) {
      const pseudonyms = core.pseudonymsOf(feed.name);
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
      foreignRows: (placeId) => board.foreignRows(placeId),
      decideForeignRows: (decision) => delivery.decideForeignRows(decision),
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
      idle: () => core.idle(),
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
