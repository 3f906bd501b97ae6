import type { Kysely } from "kysely";
import type { Clock } from "../../runtime/clock.ts";
import type { HttpClient } from "../../runtime/http-client.ts";
import type { Log } from "../../runtime/log.ts";
import type { Random } from "../../runtime/random.ts";
import { type Decided, decideForeignRows, type ForeignDecision } from "../read-back/decide-foreign.ts";
import { readerIdentity } from "../read-back/reader-identity.ts";
import type { DeliveryStore } from "../store/delivery-store.ts";
import { type DeliveryTables, deliveryHandle } from "../store/delivery-tables.ts";
import { openDeliveryStore } from "../store/open-delivery-store.ts";
import { readTarget } from "../store/targets.ts";
import { createLane, type Lane } from "./lane.ts";
import type { DeliveryChange } from "./lane-context.ts";
import { type DeliveryMetrics, noMetrics } from "./metrics.ts";
import { openTargetClient } from "./open-client.ts";
import { retryPlace } from "./retry-place.ts";
import { openConnection, type TargetConnection } from "./target-connection.ts";
import { type DeliveryLimits, deliveryLimits, type TargetSettings } from "./target-settings.ts";
import type { Told } from "./tell.ts";

export interface DeliveryOptions<Tables extends DeliveryTables> {
  readonly db: Kysely<Tables>;
  /** Names are unique. */
  readonly targets: readonly TargetSettings[];
  readonly world: {
    readonly clock: Clock;
    readonly random: Random;
    readonly log: Log;
    /** Opens the HTTP client of a target; reads its certificate files. Default: the real one. */
    readonly openClient?: (target: TargetSettings, clock: Clock) => HttpClient;
  };
  /** Name of this process among those that share the database; default: by chance. */
  readonly owner?: string;
  /** Work of other processes is looked for so often. */
  readonly lookEveryMs?: number;
  readonly limits?: DeliveryLimits;
  readonly metrics?: DeliveryMetrics;
  readonly onChange?: (change: DeliveryChange) => void;
  /** Canonical keys that a place computes by its settings; what else the ROR shows is not ours. Default: not known. */
  readonly ownKeys?: (placeId: string) => ReadonlySet<string>;
}

/** The running reconciliation of wanted and confirmed indicators (DESIGN §3, §4). */
export interface Delivery {
  /** Something may differ: call after the commit of `setWanted`, `requestRefresh` or `registerPlace`. */
  wake(placeId?: string): void;
  /** A person says that the cause is repaired: parking, waiting and holds of this place end. `false`: unknown place. */
  retryPlace(placeId: string): Promise<boolean>;
  /**
   * Reads the certificate again and tries a paused or broken target now; a changed certificate is noticed without it.
   * `false`: unknown target.
   */
  retryTarget(target: string): Promise<boolean>;
  /** What a person decides about rows that the ROR shows and that Raccord does not feed (DESIGN §3). */
  decideForeignRows(decision: Omit<ForeignDecision, "own">): Promise<Decided>;
  /** Resolves when nothing can be sent now; what waits for a later instant does not count. */
  idle(): Promise<void>;
  /** Ends after the rows under way, or cuts them after `timeoutMs`; they stay in doubt and are sent again later. */
  close(timeoutMs: number): Promise<void>;
}

interface OpenLane {
  readonly lane: Lane;
  readonly connection: TargetConnection;
  /** The reader's own, when the target has one; what is wrong with it stops no delivery. */
  readonly reader: TargetConnection | undefined;
}

/**
 * Starts delivering. What differs in the database is sent at once; a target that was paused or broken when the last
 * process ended is tried once. A target whose certificate cannot be read is paused, with one alarm, until it can.
 */
export function createDelivery<Tables extends DeliveryTables>(options: DeliveryOptions<Tables>): Delivery {
  const { clock, random } = options.world;
  const store = openDeliveryStore(
    deliveryHandle(options.db),
    options.owner ?? random.hex(8),
    options.lookEveryMs,
  );
  const lanes = new Map<string, OpenLane>();
  for (const target of options.targets) lanes.set(target.name, openLane(options, target, store));
  const started = Promise.all([...lanes].map(([name, open]) => startLane(name, open)));

  async function startLane(name: string, { lane, connection, reader }: OpenLane): Promise<void> {
    try {
      await lane.credentialRead();
      const state = await readTarget(store.handle, name);
      if (state.state !== "open" && connection.current().fault === undefined) await lane.hurry();
    } catch (error) {
      options.world.log.error({ err: error, target: name }, "target state unreadable");
    }
    connection.watch(() => {
      lane.credentialRead().then(
        () => lane.hurry(),
        (error: unknown) => options.world.log.error({ err: error, target: name }, "target state unreadable"),
      );
    });
    reader?.watch(() => lane.wake());
    lane.wake();
  }
  const wakeAll = (): void => {
    for (const { lane } of lanes.values()) lane.wake();
  };

  return {
    // Which lane a place belongs to stands in the database; looking there costs less than reading it first.
    wake: wakeAll,
    async retryPlace(placeId) {
      const told: Told = [];
      const known = await store.transaction(async (handle) => {
        told.length = 0;
        return await retryPlace(handle, placeId, clock.nowMs(), told);
      });
      for (const change of told) notifier(options)(change);
      wakeAll();
      return known;
    },
    async retryTarget(name) {
      const open = lanes.get(name);
      if (!open) return false;
      open.connection.reopen();
      open.reader?.reopen();
      await open.lane.credentialRead();
      if (open.connection.current().fault === undefined) await open.lane.hurry();
      return true;
    },
    async decideForeignRows(decision) {
      const told: Told = [];
      const own = options.ownKeys?.(decision.placeId) ?? new Set<string>();
      const decided = await store.transaction(async (handle) => {
        told.length = 0;
        return await decideForeignRows(handle, options.world, { ...decision, own }, told);
      });
      for (const change of told) notifier(options)(change);
      wakeAll();
      return decided;
    },
    async idle() {
      await started;
      await Promise.all([...lanes.values()].map(({ lane }) => lane.idle()));
    },
    async close(timeoutMs) {
      for (const { lane } of lanes.values()) lane.stop();
      const settled = Promise.all([started, ...[...lanes.values()].map(({ lane }) => lane.settled())]);
      await withTimeout(settled, timeoutMs, clock);
      await Promise.all(
        [...lanes.values()].flatMap(({ connection, reader }) => [connection.close(), reader?.close()]),
      );
      await settled;
    },
  };
}

function openLane<Tables extends DeliveryTables>(
  options: DeliveryOptions<Tables>,
  target: TargetSettings,
  store: DeliveryStore,
): OpenLane {
  const { clock, random, log, openClient = openTargetClient } = options.world;
  const limits = options.limits ?? deliveryLimits.parse({});
  const { retryAfterMaxMs, answerMaxBytes } = limits;
  const openAs = (identity: TargetSettings): TargetConnection =>
    openConnection({
      target: identity,
      limits: { retryAfterMaxMs, answerMaxBytes },
      clock,
      log,
      openClient,
      settled: () => lane.settled(),
    });
  const connection = openAs(target);
  const readers = readerIdentity(target);
  const reader = readers && openAs(readers);
  const lane = createLane({
    target,
    limits,
    store,
    clock,
    random,
    log,
    metrics: options.metrics ?? noMetrics,
    connection: () => ({ ...connection.current(), ...(reader ? { reader: reader.current() } : {}) }),
    ownKeys: options.ownKeys ?? (() => new Set()),
    notify: notifier(options),
  });
  return { lane, connection, reader };
}

function notifier<Tables extends DeliveryTables>(
  options: DeliveryOptions<Tables>,
): (change: DeliveryChange) => void {
  return (change) => {
    if (change.kind === "task")
      options.world.log.warn(change, change.change === "opened" ? "alarm" : "alarm over");
    options.onChange?.(change);
  };
}

async function withTimeout(work: Promise<unknown>, timeoutMs: number, clock: Clock): Promise<void> {
  let cancel = (): void => {};
  const limit = new Promise<void>((resolve) => {
    cancel = clock.after(timeoutMs, resolve);
  });
  await Promise.race([work, limit]);
  cancel();
}
