import { sql } from "kysely";
import type { Finding, KnownRow } from "../read-back/compare.ts";
import type { DeliveryHandle } from "./delivery-tables.ts";

/** Every row of a place, as far as a reading is compared with it. */
export async function knownRows(handle: DeliveryHandle, placeId: string): Promise<readonly KnownRow[]> {
  const rows = await handle.selectFrom("indicator").selectAll().where("place_id", "=", placeId).execute();
  return rows.map((row) => ({
    keyText: row.indicator_key,
    remoteHolds: row.remote_holds,
    confirmedCount: row.confirmed_count,
    confirmedCapacityType: row.confirmed_capacity_type,
    confirmedSourceType: row.confirmed_source_type,
    confirmedUpdatedAtMs: row.confirmed_updated_at_ms,
    confirmedAtMs: row.confirmed_at_ms,
    inDoubt: row.in_doubt === 1,
    deleted: row.wanted_deleted === 1,
  }));
}

/**
 * The row is no longer confirmed, so it is sent again. Its revision and date stay: what is sent next is neither older
 * than what was confirmed nor than what the ROR shows, and never in the future.
 */
export async function unconfirmRow(
  handle: DeliveryHandle,
  placeId: string,
  finding: Finding,
  nowMs: number,
): Promise<void> {
  const shownMs = Math.min(finding.remoteUpdatedAtMs ?? 0, nowMs);
  await handle
    .updateTable("indicator")
    .set({
      remote_holds: remoteHolds[finding.kind],
      confirmed_count: null,
      confirmed_capacity_type: null,
      confirmed_source_type: null,
      confirmed_updated_at_ms: sql<number>`CASE WHEN COALESCE(confirmed_updated_at_ms, 0) < ${shownMs}
        THEN ${shownMs} ELSE confirmed_updated_at_ms END`,
    })
    .where("place_id", "=", placeId)
    .where("indicator_key", "=", finding.keyText)
    .execute();
}

const remoteHolds = { gone: "no", other: "unknown", back: "yes" } as const;

/** Nothing is known any more of what the ROR shows for this place, since it does not show the place. */
export async function unconfirmPlace(handle: DeliveryHandle, placeId: string): Promise<number> {
  const rows = await handle
    .updateTable("indicator")
    .set({
      remote_holds: "unknown",
      confirmed_count: null,
      confirmed_capacity_type: null,
      confirmed_source_type: null,
    })
    .where("place_id", "=", placeId)
    .where("remote_holds", "=", "yes")
    .where("in_doubt", "=", 0)
    .returning("indicator_key")
    .execute();
  return rows.length;
}
