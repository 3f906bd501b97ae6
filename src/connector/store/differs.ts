import { sql } from "kysely";
import type { DeliveryHandle } from "./delivery-tables.ts";

/**
 * Recomputes, for one place, which rows differ from what the ROR is known to have, and whether the place has
 * anything to send. Called in the transaction of every change to its rows, so that the queue is never wrong.
 *
 * A row differs when a sending is in doubt, when it should be absent and is not known to be, or when count,
 * capacityType, capacitySourceType or a requested refresh date are not those confirmed.
 */
export async function refreshDiffers(handle: DeliveryHandle, placeId: string, nowMs: number): Promise<void> {
  await sql`
    UPDATE indicator SET differs = CASE
      WHEN in_doubt = 1 THEN 1
      WHEN wanted_deleted = 1 THEN CASE WHEN remote_holds = 'no' THEN 0 ELSE 1 END
      WHEN remote_holds <> 'yes' OR confirmed_count IS NULL THEN 1
      WHEN confirmed_count <> wanted_count THEN 1
      WHEN confirmed_capacity_type <> capacity_type OR confirmed_source_type <> source_type THEN 1
      WHEN refresh_at_ms IS NOT NULL AND refresh_at_ms > confirmed_updated_at_ms THEN 1
      ELSE 0 END
    WHERE place_id = ${placeId}`.execute(handle);
  await sql`
    UPDATE place_delivery SET
      queued_at_ms = CASE WHEN due = 0 THEN ${nowMs} ELSE queued_at_ms END,
      due = CASE WHEN EXISTS (
        SELECT 1 FROM indicator
        WHERE indicator.place_id = ${placeId} AND indicator.differs = 1 AND indicator.hold = 'none'
      ) THEN 1 ELSE 0 END
    WHERE place_id = ${placeId}`.execute(handle);
}
