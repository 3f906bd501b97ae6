import { isIPv6 } from "node:net";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import { scheduleBackups } from "../runtime/backup/schedule.ts";
import type { Clock } from "../runtime/clock.ts";
import type { Log } from "../runtime/log.ts";
import type { Random } from "../runtime/random.ts";
import { type Closers, createClosers } from "../runtime/shutdown.ts";
import type { Stage } from "./act-out/stage.ts";
import { storyPeople } from "./act-out/story-people.ts";
import { openCertificateChecks } from "./certificates/open-checks.ts";
import { demonstrationPeople } from "./demonstration/people.ts";
import { seedDemonstration } from "./demonstration/seed.ts";
import { listReader } from "./establishments/list-reader.ts";
import type { JourneyWorld } from "./journey/world.ts";
import { createConnectorClient } from "./live/connector-client.ts";
import { createEventRelay } from "./live/event-relay.ts";
import { createMailer } from "./messages/mailer.ts";
import { createMailSender, noSender } from "./messages/sender.ts";
import { readBuiltPages } from "./pages/built-pages.ts";
import { noteRedeemed } from "./people/note-redeemed.ts";
import { createReminders } from "./reminders/schedule.ts";
import { scheduleRetention } from "./retention/schedule.ts";
import { portalServer } from "./server.ts";
import { type PortalSettings, portalSettings } from "./settings.ts";
import { createSignIn } from "./signin/create-sign-in.ts";
import type { InventedPerson } from "./signin/embedded/person.ts";
import { grant } from "./signin/people.ts";
import { portalMigrations } from "./store/migrations.ts";
import { openPortalDatabase } from "./store/open-portal-database.ts";
import type { PortalDatabase } from "./store/tables.ts";
import { openTestAccess } from "./test-access/open.ts";
import { createCampaignClient } from "./test-platform/campaign-client.ts";
import { openTestPlatform } from "./test-platform/open.ts";
import { openProduction } from "./white-list/open-production.ts";

export interface PortalWorld {
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  /** Folder that holds `dist/portal`; the project's own when absent. */
  readonly root?: string;
  /** Folder of the database and the keys; without it everything is forgotten at the end. */
  readonly stateFolder?: string;
  /** The environment's DATABASE_URL. */
  readonly databaseUrl?: string;
  /** Who can be chosen at the embedded sign-in; the people of the demonstration, with their files, unless given. */
  readonly inventedPeople?: readonly InventedPerson[];
  /** Where the whole story can be played (`act-out/`); without one it is not offered. */
  readonly stage?: Stage;
}

export interface RunningPortal {
  /** Address of the page, without a final slash. */
  readonly url: string;
  close(): Promise<void>;
}

/** A portal that is wired and not listening. */
export interface ComposedPortal {
  readonly app: FastifyInstance;
  readonly journey: JourneyWorld;
  readonly demonstration: boolean;
  /** Begins to listen and answers with the address. Rejects when the port is taken. */
  listen(): Promise<string>;
}

/** Wires the portal from its settings. What it opens is closed by `closers`. */
export async function composePortal(
  settings: PortalSettings,
  world: PortalWorld,
  closers: Closers,
): Promise<ComposedPortal> {
  const { host, port, connectorUrl, title, ...parsed } = portalSettings.parse(settings);
  const { clock, random, log, stateFolder } = world;
  let url = "";
  const publicUrl = (): string => parsed.publicUrl ?? url;
  const pages = await readBuiltPages(world.root ?? join(import.meta.dirname, "../.."));
  if (pages.state !== "ready") log.error({ state: pages.state }, "pages not built: npm run build-web");
  const database = await openPortalDatabase(parsed.database, {
    fallbackUrl: world.databaseUrl,
    stateFolder,
    log,
  });
  closers.add("database", () => database.destroy());
  const connector = createConnectorClient(connectorUrl, clock);
  closers.add("connector client", () => connector.close());
  const relay = createEventRelay(`${connectorUrl}/events`, world);
  closers.add("event relay", () => relay.close());
  const signIn = await createSignIn(parsed.signIn, {
    database,
    clock,
    random,
    log,
    host,
    publicUrl,
    isHttps: parsed.publicUrl?.startsWith("https:") ?? false,
    inventedPeople:
      world.inventedPeople ??
      (world.stage === undefined ? demonstrationPeople : [...demonstrationPeople, ...storyPeople]),
    stateFolder,
    // The transaction is one on `database`, seen through the tables of people alone.
    redeemed: (transaction, invitation) => noteRedeemed(transaction as PortalDatabase, clock, invitation),
  });
  closers.add("sign-in", () => signIn.close());
  const certificates = await openCertificateChecks(parsed.certificates);
  closers.add("certificate checks", () => certificates.close());
  const mail =
    parsed.mail === undefined
      ? noSender
      : createMailSender({ database, clock, log, mailer: createMailer(parsed.mail) });
  closers.add("mail", () => mail.close());
  if (parsed.backup !== undefined) {
    const { backup } = parsed;
    const backups = scheduleBackups({
      database,
      steps: portalMigrations,
      part: "portal",
      clock,
      log,
      settings: backup,
    });
    closers.add("backups", () => backups.close());
  }
  const { production, sender: platformSender } = openProduction(
    parsed.platforms.production,
    { database, clock, log, list: listReader },
    closers,
  );
  const testAccess = openTestAccess(
    parsed.platforms.test,
    { database, clock, log, list: listReader },
    closers,
  );
  const retention = scheduleRetention({
    database,
    clock,
    log,
    settings: parsed.retention,
    removed: () => testAccess.wake(),
  });
  closers.add("retention", () => retention.close());
  const journey = journeyWorld(database, world, {
    certificates,
    mail,
    production,
    platformSender,
    testAccess,
  });
  const reminders = createReminders(journey);
  closers.add("reminders", () => reminders.close());
  const app = await portalServer({
    host,
    live: { connector, relay, clock, log },
    pages: { pages, title, random },
    signIn,
    journey,
    testPlatform: openTestPlatform(parsed.platforms.test, clock, closers),
    campaigns: createCampaignClient(connectorUrl, world, closers),
    actOut: { stage: world.stage, issuer: () => `${publicUrl()}/oidc` },
  });
  closers.add("http server", () => app.close());
  return {
    app,
    journey,
    demonstration: signIn.demonstration,
    async listen() {
      await app.listen({ host, port });
      const address = app.server.address();
      if (address === null || typeof address === "string") throw new Error("the server has no port");
      url = `http://${isIPv6(host) ? `[${host}]` : host}:${address.port}`;
      log.info({ url, connectorUrl }, "portal listens");
      mail.wake();
      platformSender.wake();
      testAccess.wake();
      reminders.begin();
      return url;
    },
  };
}

/**
 * Starts the portal: the live page of one connector and the connection journey, over plain HTTP on loopback by default
 * (DESIGN §9). It is up whether or not the connector is: the page says which. With the embedded sign-in, and unless other
 * invented people are given, it holds the demonstration's people and files. Rejects on unusable settings (ZodError), when
 * the port is taken, or when the database cannot be used.
 */
export async function startPortal(settings: PortalSettings, world: PortalWorld): Promise<RunningPortal> {
  const closers = createClosers();
  try {
    const portal = await composePortal(settings, world, closers);
    const url = await portal.listen();
    if (portal.demonstration && world.inventedPeople === undefined)
      await seedDemonstration(portal.journey, `${settings.publicUrl ?? url}/oidc`, world.stage !== undefined);
    return { url, close: () => closers.close() };
  } catch (error) {
    await closers.close();
    throw error;
  }
}

function journeyWorld(
  database: PortalDatabase,
  world: PortalWorld,
  parts: Pick<JourneyWorld, "certificates" | "mail" | "production" | "platformSender" | "testAccess">,
): JourneyWorld {
  const { clock, random, log } = world;
  return {
    database,
    clock,
    random,
    log,
    ...parts,
    list: listReader,
    grantApplicant: async (transaction, personId, organisationId) => {
      await grant(transaction, world, {
        personId,
        grant: { role: "applicant", organisationId },
        by: personId,
      });
    },
  };
}
