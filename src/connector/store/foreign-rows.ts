import type { RemoteRow } from "../read-back/remote-place.ts";
import type { DeliveryHandle, ForeignRowTable } from "./delivery-tables.ts";

/** Rows listed for one place, in the order of their keys. */
export async function foreignRows(
  handle: DeliveryHandle,
  placeId: string,
): Promise<readonly ForeignRowTable[]> {
  return await handle
    .selectFrom("foreign_row")
    .selectAll()
    .where("place_id", "=", placeId)
    .orderBy("indicator_key")
    .execute();
}

/** The list becomes what was seen now. What a person decided about a row that is still there stays. */
export async function replaceForeignRows(
  handle: DeliveryHandle,
  placeId: string,
  seen: readonly RemoteRow[],
  nowMs: number,
): Promise<void> {
  const keys = seen.map((row) => row.keyText);
  let gone = handle.deleteFrom("foreign_row").where("place_id", "=", placeId);
  if (keys.length > 0) gone = gone.where("indicator_key", "not in", keys);
  await gone.execute();
  for (const row of seen) {
    const shown = {
      count: row.count,
      capacity_type: row.capacityType,
      source_type: row.sourceType,
      updated_at_ms: row.updatedAtMs ?? null,
    };
    await handle
      .insertInto("foreign_row")
      .values({
        place_id: placeId,
        indicator_key: row.keyText,
        ...shown,
        first_seen_at_ms: nowMs,
        decision: "open",
        decided_by: null,
        decided_at_ms: null,
      })
      .onConflict((conflict) => conflict.columns(["place_id", "indicator_key"]).doUpdateSet(shown))
      .execute();
  }
}

/** A person says that these rows are somebody else's. */
export async function keepForeignRows(
  handle: DeliveryHandle,
  placeId: string,
  keys: readonly string[],
  by: string,
  nowMs: number,
): Promise<void> {
  await handle
    .updateTable("foreign_row")
    .set({ decision: "keep", decided_by: by, decided_at_ms: nowMs })
    .where("place_id", "=", placeId)
    .where("indicator_key", "in", [...keys])
    .execute();
}

/** The rows are no longer foreign: Raccord has been told to delete them. */
export async function dropForeignRows(
  handle: DeliveryHandle,
  placeId: string,
  keys: readonly string[],
): Promise<void> {
  await handle
    .deleteFrom("foreign_row")
    .where("place_id", "=", placeId)
    .where("indicator_key", "in", [...keys])
    .execute();
}
