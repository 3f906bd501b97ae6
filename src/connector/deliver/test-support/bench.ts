import type { IndicatorKey } from "../../../domain/indicators/indicator-key.ts";
import { type ManualClock, manualClock } from "../../../runtime/clock.ts";
import type { HttpClient } from "../../../runtime/http-client.ts";
import { silentLog } from "../../../runtime/log.ts";
import { migrate } from "../../../runtime/migrate.ts";
import { seededRandom } from "../../../runtime/random.ts";
import { openSqlite } from "../../../runtime/sqlite.ts";
import { keyText } from "../../indicators/canonical-key.ts";
import { registerPlace } from "../../indicators/register-place.ts";
import { setWanted } from "../../indicators/set-wanted.ts";
import type { WantedRow } from "../../indicators/wanted.ts";
import type { DeliveryHandle, DeliveryTables } from "../../store/delivery-tables.ts";
import { deliveryMigrations } from "../../store/migrations.ts";
import { createDelivery, type Delivery } from "../delivery.ts";
import type { DeliveryChange } from "../lane-context.ts";
import { deliveryLimits, type TargetSettingsInput, targetSettings } from "../target-settings.ts";

export const startMs = Date.UTC(2026, 10, 23, 8, 0, 0);
export const establishment = "1350054680";

export function key(
  status: string,
  gender: string | null = null,
  closing: string | null = null,
): IndicatorKey {
  return {
    capacityStatus: status,
    temporalityCapacity: "01",
    genderCapacityAvailable: gender,
    capacityClosingType: closing,
    additionalBedType: null,
    crisisType: null,
    temporaryAssignement: "01",
  };
}

export const installed = key("01");
export const freeF = key("02", "01");
export const freeM = key("02", "02");
export const freeX = key("02", "04");

export function wanted(rowKey: IndicatorKey, count: number, updatedAtMs = startMs): WantedRow {
  const indicatorId = `I${rowKey.capacityStatus}${rowKey.genderCapacityAvailable ?? ""}`;
  return { key: rowKey, indicatorId, capacityType: "01", sourceType: "02", count, updatedAtMs };
}

let openOther: (() => Promise<DeliveryHandle>) | undefined;

/** From now on the same scenarios run on another database: `open` gives an empty one, with migration 002 done. */
export function useDatabase(open: () => Promise<DeliveryHandle>): void {
  openOther = open;
}

export async function openDatabase(path = ":memory:"): Promise<DeliveryHandle> {
  if (openOther) return await openOther();
  const db = openSqlite<DeliveryTables>(path);
  await migrate(db, deliveryMigrations);
  return db;
}

export async function register(db: DeliveryHandle, ...placeIds: string[]): Promise<void> {
  for (const placeId of placeIds) {
    const identity = { placeId, target: "test", establishment, externalId: placeId };
    await db.transaction().execute((trx) => registerPlace(trx, identity, startMs));
  }
}

export async function want(
  db: DeliveryHandle,
  placeId: string,
  revision: number,
  rows: WantedRow[],
  nowMs = startMs,
  removed: "keep" | "delete" = "keep",
): Promise<boolean> {
  return db.transaction().execute((trx) => setWanted(trx, { placeId, revision, rows, removed, nowMs }));
}

export interface Bench {
  readonly db: DeliveryHandle;
  readonly clock: ManualClock;
  readonly delivery: Delivery;
  readonly changes: DeliveryChange[];
}

/** A delivery to one target over a given client, with a clock that only moves when told. */
export function deliver(
  db: DeliveryHandle,
  client: HttpClient,
  options: {
    clock?: ManualClock;
    seed?: number;
    target?: Partial<TargetSettingsInput>;
    limits?: Record<string, number>;
    ownKeys?: readonly IndicatorKey[];
  } = {},
): Bench {
  const clock = options.clock ?? manualClock(startMs);
  const changes: DeliveryChange[] = [];
  const own = new Set(options.ownKeys?.map(keyText));
  const target = targetSettings.parse({
    name: "test",
    tokenUrl: "https://auth.example.test/token",
    apiBase: "https://api.example.test",
    clientId: "client",
    ...options.target,
  });
  const delivery = createDelivery({
    db,
    targets: [target],
    world: { clock, random: seededRandom(options.seed ?? 1), log: silentLog, openClient: () => client },
    limits: deliveryLimits.parse(options.limits ?? {}),
    onChange: (change) => changes.push(change),
    ...(options.ownKeys === undefined ? {} : { ownKeys: () => own }),
  });
  return { db, clock, delivery, changes };
}
