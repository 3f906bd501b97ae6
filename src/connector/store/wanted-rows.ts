import type { StoredWanted, WantedWrite } from "../indicators/wanted.ts";
import type { DeliveryHandle } from "./delivery-tables.ts";

/**
 * Raises the revision of a place. `true` when it was lower and is now `revision`; `false` when the change is
 * older than what is known and must not be applied; `undefined` when the place is not registered.
 */
export async function raiseRevision(
  handle: DeliveryHandle,
  placeId: string,
  revision: number,
): Promise<boolean | undefined> {
  const raised = await handle
    .updateTable("place_delivery")
    .set({ revision })
    .where("place_id", "=", placeId)
    .where("revision", "<", revision)
    .returning("place_id")
    .executeTakeFirst();
  if (raised) return true;
  const known = await handle
    .selectFrom("place_delivery")
    .select("place_id")
    .where("place_id", "=", placeId)
    .executeTakeFirst();
  return known ? false : undefined;
}

/** The wanted half of every row of a place. */
export async function storedWanted(handle: DeliveryHandle, placeId: string): Promise<StoredWanted[]> {
  const rows = await handle.selectFrom("indicator").selectAll().where("place_id", "=", placeId).execute();
  return rows.map((row) => ({
    keyText: row.indicator_key,
    family: row.family,
    indicatorId: row.indicator_id,
    capacityType: row.capacity_type,
    sourceType: row.source_type,
    count: row.wanted_count,
    updatedAtMs: row.wanted_updated_at_ms,
    deleted: row.wanted_deleted,
    confirmedUpdatedAtMs: row.confirmed_updated_at_ms,
    hold: row.hold,
  }));
}

/** Writes wanted halves; confirmed halves of existing rows are not touched. */
export async function writeWanted(
  handle: DeliveryHandle,
  placeId: string,
  revision: number,
  writes: readonly WantedWrite[],
): Promise<void> {
  for (const write of writes) {
    const wanted = {
      indicator_id: write.indicatorId,
      capacity_type: write.capacityType,
      source_type: write.sourceType,
      wanted_count: write.count,
      wanted_updated_at_ms: write.updatedAtMs,
      wanted_revision: revision,
      wanted_deleted: write.deleted,
    };
    await handle
      .insertInto("indicator")
      .values({
        place_id: placeId,
        indicator_key: write.keyText,
        family: write.family,
        ...wanted,
        remote_holds: "unknown",
        in_doubt: 0,
        differs: 1,
        hold: "none",
        attempts: 0,
      })
      .onConflict((conflict) => conflict.columns(["place_id", "indicator_key"]).doUpdateSet(wanted))
      .execute();
  }
}

/** Rows that nobody computes any more and that should not be in the ROR; their revisions stay. */
export async function wantDeleted(
  handle: DeliveryHandle,
  placeId: string,
  keys: readonly string[],
): Promise<void> {
  if (keys.length === 0) return;
  await handle
    .updateTable("indicator")
    .set({ wanted_deleted: 1, hold: "none" })
    .where("place_id", "=", placeId)
    .where("indicator_key", "in", [...keys])
    .execute();
}

/** Ends the hold of whole families of one place. */
export async function releaseFamilies(
  handle: DeliveryHandle,
  placeId: string,
  families: readonly string[],
): Promise<void> {
  if (families.length === 0) return;
  await handle
    .updateTable("indicator")
    .set({ hold: "none" })
    .where("place_id", "=", placeId)
    .where("family", "in", families)
    .execute();
}

/** Ends every hold of one place. */
export async function releaseAll(handle: DeliveryHandle, placeId: string): Promise<void> {
  await handle.updateTable("indicator").set({ hold: "none" }).where("place_id", "=", placeId).execute();
}

/** Nothing is known any more about what the ROR holds for this place: its identity there changed. */
export async function forgetConfirmed(handle: DeliveryHandle, placeId: string): Promise<void> {
  await handle
    .updateTable("indicator")
    .set({
      confirmed_count: null,
      confirmed_capacity_type: null,
      confirmed_source_type: null,
      confirmed_updated_at_ms: null,
      confirmed_revision: null,
      confirmed_at_ms: null,
      remote_holds: "unknown",
      in_doubt: 0,
      hold: "none",
      last_error: null,
      last_error_detail: null,
    })
    .where("place_id", "=", placeId)
    .execute();
}
