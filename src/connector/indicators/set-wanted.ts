import type { Kysely } from "kysely";
import type { IndicatorKey } from "../../domain/indicators/indicator-key.ts";
import { RaccordError } from "../../runtime/errors/raccord-error.ts";
import { type DeliveryTables, deliveryHandle } from "../store/delivery-tables.ts";
import { refreshDiffers } from "../store/differs.ts";
import { lockPlace } from "../store/places.ts";
import {
  raiseRevision,
  releaseFamilies,
  storedWanted,
  wantDeleted,
  writeWanted,
} from "../store/wanted-rows.ts";
import { familyOf, keyText } from "./canonical-key.ts";
import { boundedDate, planWanted, type WantedRow } from "./wanted.ts";

export interface SetWanted {
  readonly placeId: string;
  /** Revision of the place that these rows were computed at; at least 1. */
  readonly revision: number;
  /** Every row computed for the place. */
  readonly rows: readonly WantedRow[];
  /** Stored rows that are not in `rows`: leave them, or want them deleted in the ROR. */
  readonly removed: "keep" | "delete";
  readonly nowMs: number;
}

/**
 * Says what a place should look like in the ROR, inside the caller's transaction. Order is the revision: a lower or
 * equal one changes nothing (`false`). A row whose content did not change keeps its confirmed state, so it causes
 * no call. Wake the delivery after the commit.
 *
 * Throws RaccordError `delivery.place-not-registered` without a previous `registerPlace`, and RangeError on counts
 * that are not whole numbers of at least 0.
 */
export async function setWanted<Tables extends DeliveryTables>(
  transaction: Kysely<Tables>,
  wanted: SetWanted,
): Promise<boolean> {
  const handle = deliveryHandle(transaction);
  const raised = await raiseRevision(handle, wanted.placeId, wanted.revision);
  if (raised === undefined) throw new RaccordError("delivery.place-not-registered", wanted.placeId);
  if (!raised) return false;
  const stored = await storedWanted(handle, wanted.placeId);
  const plan = planWanted(stored, wanted.rows, wanted.removed, wanted.nowMs);
  await writeWanted(handle, wanted.placeId, wanted.revision, plan.writes);
  await releaseFamilies(handle, wanted.placeId, plan.releasedFamilies);
  await refreshDiffers(handle, wanted.placeId, wanted.nowMs);
  return true;
}

/**
 * The figures of this place are still true at `updatedAtMs`: each row confirmed with an older date is sent again
 * with this one (DESIGN §3, daily refresh). Only for places whose feed is alive; asking twice for the same date
 * causes one sending.
 */
export async function requestRefresh<Tables extends DeliveryTables>(
  transaction: Kysely<Tables>,
  refresh: {
    readonly placeId: string;
    readonly updatedAtMs: number;
    readonly nowMs: number;
    /** Canonical keys that are computed now; an old figure under a new date would be worse than none. Default: all. */
    readonly keys?: ReadonlySet<string>;
  },
): Promise<void> {
  const handle = deliveryHandle(transaction);
  await lockPlace(handle, refresh.placeId);
  for (const row of await storedWanted(handle, refresh.placeId)) {
    if (row.deleted === 1 || refresh.keys?.has(row.keyText) === false) continue;
    const date = boundedDate(refresh.updatedAtMs, refresh.nowMs, row.updatedAtMs, row.confirmedUpdatedAtMs);
    await handle
      .updateTable("indicator")
      .set({ wanted_updated_at_ms: date, refresh_at_ms: date })
      .where("place_id", "=", refresh.placeId)
      .where("indicator_key", "=", row.keyText)
      .execute();
  }
  await refreshDiffers(handle, refresh.placeId, refresh.nowMs);
}

/**
 * Rows that an earlier supplier left in the ROR and that a person confirmed for deletion (DESIGN §3). Keys that the
 * place computes itself are left alone, unless the caller knows that it no longer does (`abandoned`); the keys to be
 * deleted are returned.
 */
export async function wantAbsent<Tables extends DeliveryTables>(
  transaction: Kysely<Tables>,
  absent: {
    readonly placeId: string;
    readonly rows: readonly { readonly key: IndicatorKey; readonly indicatorId: string }[];
    readonly nowMs: number;
    readonly abandoned?: boolean;
  },
): Promise<readonly string[]> {
  const handle = deliveryHandle(transaction);
  await lockPlace(handle, absent.placeId);
  const known = new Set((await storedWanted(handle, absent.placeId)).map((row) => row.keyText));
  const abandoned = absent.abandoned
    ? absent.rows.map((row) => keyText(row.key)).filter((key) => known.has(key))
    : [];
  await wantDeleted(handle, absent.placeId, abandoned);
  const writes = absent.rows
    .filter((row) => !known.has(keyText(row.key)))
    .map((row) => ({
      keyText: keyText(row.key),
      family: familyOf(row.key),
      indicatorId: row.indicatorId,
      capacityType: "",
      sourceType: "",
      count: 0,
      updatedAtMs: absent.nowMs,
      deleted: 1 as const,
    }));
  await writeWanted(handle, absent.placeId, 0, writes);
  await refreshDiffers(handle, absent.placeId, absent.nowMs);
  return [...abandoned, ...writes.map((write) => write.keyText)];
}
