import { deliveryLimits } from "../../src/connector/deliver/target-settings.ts";
import { type ConnectorSettings, connectorSettings } from "../../src/connector/settings.ts";
import { type Log, silentLog } from "../../src/runtime/log.ts";
import { type Random, seededRandom } from "../../src/runtime/random.ts";
import { type Checks, createChecks } from "./checks.ts";
import { createDisk, type Disk } from "./disk.ts";
import type { FaultRates } from "./faults.ts";
import { type Instance, startInstance } from "./instance.ts";
import { createNetwork, type Network } from "./network.ts";
import { createRor, type Ror } from "./ror.ts";
import { createScheduler, type Life, type Scheduler } from "./scheduler.ts";
import { createSharedDisk } from "./shared-disk.ts";

export const establishment = "1990000011";
export const feedName = "gam";
export const targetName = "ror";

/** The world of one seed: one connector on one disk, or two on a shared database, one target, and what goes wrong. */
export interface World {
  readonly scheduler: Scheduler;
  readonly disk: Disk;
  readonly ror: Ror;
  readonly network: Network;
  readonly checks: Checks;
  readonly settings: ConnectorSettings;
  /** How wrong the clock of the connectors' machine is. */
  skewMs: number;
  /** A connector that runs, one of them by chance; `undefined` while none is ready. */
  running(): { readonly life: Life; readonly instance: Instance } | undefined;
  /** Starts one where one is missing; `ready` is called when it can be used. */
  start(ready: () => void): void;
  /** How many are missing. */
  missing(): number;
  /** Power cut of one of them: whatever it had not committed never was. */
  crash(): void;
  /** Ends one in good order, then `ended`. */
  stop(ended: () => void): void;
  /** No connector is left. */
  end(): void;
  lives(): number;
}

export interface WorldOptions {
  readonly seed: number;
  readonly startMs: number;
  readonly units: readonly string[];
  /** How many connectors work at the same time. */
  readonly owners: 1 | 2;
  readonly complain: (what: string) => void;
  readonly log?: Log;
}

const keys = [{ id: "k1", secret: Buffer.alloc(32, 7) }];
/** A service manager starts a process that could not start again after so long. */
const respawnMs = 2_000;

export function createWorld(options: WorldOptions): World {
  const { seed, startMs, units, complain, owners } = options;
  // Each part draws from its own sequence, so that a change in one does not shift the others.
  const chance = (part: number): Random => seededRandom(Math.imul(seed, 7919) + part);
  const scheduler = createScheduler(startMs, chance(1));
  const disk = owners === 1 ? createDisk(scheduler) : createSharedDisk(scheduler);
  const ror = createRor(
    units.map((unit) => `${establishment}/${unit}`),
    complain,
  );
  const network = createNetwork(scheduler, chance(2), ror, complain);
  const checks = createChecks(disk, ror, complain);
  const knobs = chance(3);
  const limits = deliveryLimits.parse({
    rowsPerTurnMax: [1, 3, 100][knobs.integer(3)],
    logRowsMax: 20,
    tasksClosedMax: 3,
  });
  let lives = 0;
  const pick = chance(4);
  let places: Running[] = [];
  const ready = (): Running[] => places.filter((one) => one.instance !== undefined);
  const any = <One>(list: readonly One[]): One | undefined =>
    list.length > 1 ? list[pick.integer(list.length)] : list[0];
  const kill = (one: Running): void => {
    places = places.filter((other) => other !== one);
    network.cut(one.life);
    one.life.dead = true;
    scheduler.bury(one.life);
    disk.crash(one.life);
  };
  const world: World = {
    scheduler,
    disk,
    ror,
    network,
    checks,
    settings: settingsOf(units, 1 + knobs.integer(3), knobs.integer(2) === 1),
    skewMs: 0,
    running() {
      const one = any(ready());
      return one?.instance && { life: one.life, instance: one.instance };
    },
    missing: () => owners - places.length,
    start(told) {
      if (world.missing() === 0) return;
      lives += 1;
      const life: Life = { number: lives, dead: false };
      const own: Running = { life, instance: undefined };
      places.push(own);
      startInstance(world.settings, disk.open(life), {
        clock: scheduler.clockOf(life, () => world.skewMs),
        random: chance(1000 + lives),
        log: options.log ?? silentLog,
        keys,
        openClient: () => network.clientOf(life),
        limits,
      }).then(
        (instance) => {
          own.instance = instance;
          told();
        },
        (error: unknown) => {
          if (life.dead) return;
          if (!disk.full) complain(`the connector did not start: ${String(error)}`);
          kill(own);
          scheduler.after(respawnMs, () => world.start(told));
        },
      );
    },
    crash() {
      const one = any(places);
      if (one) kill(one);
    },
    stop(ended) {
      const one = any(ready());
      if (!one?.instance) return;
      const { instance, life } = one;
      one.instance = undefined;
      instance.close().then(
        () => {
          if (life.dead) return;
          kill(one);
          ended();
        },
        (error: unknown) => complain(`the connector did not close: ${String(error)}`),
      );
    },
    end() {
      for (const one of [...places]) kill(one);
    },
    lives: () => lives,
  };
  return world;
}

interface Running {
  readonly life: Life;
  instance: Instance | undefined;
}

/** With a reader's credential, for the seeds that have one: an hour between two readings of a place. */
const reader = {
  clientId: "lecteur",
  profile: 1,
  userProfileCode: "CU20",
  everyHours: 1,
  placesPerMinuteMax: 60,
};

function settingsOf(
  units: readonly string[],
  placesInParallelMax: number,
  readsBack: boolean,
): ConnectorSettings {
  return connectorSettings.parse({
    // Only looked at where the database is shared.
    database: { leaseMs: 300_000, lookEveryMs: 60_000 },
    feeds: [{ name: feedName, silenceMaxMinutes: 100_000 }],
    targets: [
      {
        name: targetName,
        tokenUrl: "https://auth.example.test/token",
        apiBase: "https://api.example.test",
        clientId: "essai",
        placesInParallelMax,
        ...(readsBack ? { reader } : {}),
      },
    ],
    indicatorGroups: ["core", "extended"],
    places: units.map((unit) => ({
      id: unit,
      idNatStruct: establishment,
      externalId: unit,
      target: targetName,
      feed: feedName,
      nature: "bed",
      source: "movements",
      sourceType: "02",
      units: [{ unit }],
      genderRule: "rooms",
      freshnessMaxMinutes: 100_000,
    })),
  });
}

/** How hard one seed is. */
export interface Weather {
  readonly rates: FaultRates;
  /** Chance of each trouble, per turn. */
  readonly crash: number;
  readonly restart: number;
  readonly cut: number;
  readonly outage: number;
  readonly full: number;
  readonly skew: number;
  readonly person: number;
  readonly stale: number;
  /** Somebody else changes a row of the remote; only where it is read back. */
  readonly lose: number;
}

/** From calm to wild: most seeds have some troubles and not others, so that each is seen by itself too. */
export function weatherOf(random: Random): Weather {
  const sometimes = (most: number): number => (random.integer(2) === 0 ? 0 : random.fraction() * most);
  return {
    rates: { soft: sometimes(0.5), hard: sometimes(0.08) },
    crash: sometimes(0.004),
    restart: sometimes(0.0005),
    cut: sometimes(0.003),
    outage: sometimes(0.001),
    full: sometimes(0.0007),
    skew: sometimes(0.002),
    person: sometimes(0.002),
    stale: sometimes(0.01),
    lose: sometimes(0.003),
  };
}
