import { dialectOf } from "../../runtime/database.ts";
import type { DeliveryStore } from "./delivery-store.ts";
import type { DeliveryHandle } from "./delivery-tables.ts";
import { postgresDeliveryStore } from "./postgres-delivery-store.ts";
import { sqliteDeliveryStore } from "./sqlite-delivery-store.ts";

const lookEveryDefaultMs = 1_000;

/**
 * The port over the database at hand. `owner` is written beside leases, for people who look; work of other processes
 * is looked for every `lookEveryMs`.
 */
export function openDeliveryStore(
  database: DeliveryHandle,
  owner: string,
  lookEveryMs: number = lookEveryDefaultMs,
): DeliveryStore {
  switch (dialectOf(database)) {
    case "sqlite":
      return sqliteDeliveryStore(database);
    case "postgresql":
      return postgresDeliveryStore(database, owner, lookEveryMs);
  }
}
