import { composeCore } from "../../src/connector/compose.ts";
import type { Delivery } from "../../src/connector/deliver/delivery.ts";
import type { DeliveryLimits } from "../../src/connector/deliver/target-settings.ts";
import type { PseudonymKey } from "../../src/connector/journal/pseudonyms.ts";
import { createReceiver } from "../../src/connector/receive/receiver.ts";
import { takeSheet } from "../../src/connector/receive/sheet-taker.ts";
import type { ConnectorSettings } from "../../src/connector/settings.ts";
import { connectorMigrations } from "../../src/connector/store/migrations.ts";
import type { ConnectorDatabase } from "../../src/connector/store/tables.ts";
import type { Clock } from "../../src/runtime/clock.ts";
import type { HttpClient } from "../../src/runtime/http-client.ts";
import type { Log } from "../../src/runtime/log.ts";
import { migrate } from "../../src/runtime/migrate.ts";
import type { Random } from "../../src/runtime/random.ts";
import { createClosers } from "../../src/runtime/shutdown.ts";

export interface InstanceWorld {
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly keys: readonly PseudonymKey[];
  readonly openClient: () => HttpClient;
  readonly limits?: DeliveryLimits;
}

/** One connector without its sockets: the wiring of the product itself (`src/connector/compose.ts`). */
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

export async function startInstance(
  settings: ConnectorSettings,
  database: ConnectorDatabase,
  world: InstanceWorld,
): Promise<Instance> {
  const { clock, log, random } = world;
  await migrate(database, connectorMigrations);
  const closers = createClosers();
  const owner = random.hex(8);
  const core = await composeCore(
    settings,
    database,
    { ...world, owner, changed: () => {}, tellOwners: () => {} },
    closers,
  );
  const { committer, delivery } = core;
  const intakes = new Map(
    settings.feeds.map((feed) => {
      const pseudonyms = core.pseudonymsOf(feed.name);
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
    idle: () => core.idle(),
    close: () => closers.close(),
  };
}
