import { type RawBuilder, sql } from "kysely";
import type { DeliveryHandle, Flag, IndicatorTable } from "./delivery-tables.ts";

/** One row as it is about to be sent: a copy that later changes do not touch. */
export interface SendableRow {
  readonly placeId: string;
  readonly keyText: string;
  readonly family: string;
  readonly indicatorId: string;
  readonly capacityType: string;
  readonly sourceType: string;
  readonly count: number;
  /** capacityUpdateDate to send: the wanted date, never before the confirmed one. */
  readonly updatedAtMs: number;
  readonly revision: number;
  readonly deleted: boolean;
  /** Number of this sending since the last confirmation. */
  readonly attempt: number;
  /** An earlier sending was already in doubt. */
  readonly doubtBefore: boolean;
}

/**
 * Takes the row of this place that has waited longest and marks it in doubt, so that a crash after the first byte
 * leaves a row that is sent again. Reads the newest wanted value. `undefined` when nothing differs.
 */
export async function beginSend(
  handle: DeliveryHandle,
  placeId: string,
  nowMs: number,
): Promise<SendableRow | undefined> {
  const next = await handle
    .selectFrom("indicator")
    .select(["indicator_key", "in_doubt"])
    .where("place_id", "=", placeId)
    .where("differs", "=", 1)
    .where("hold", "=", "none")
    .orderBy((order) => order.fn.coalesce("last_attempt_at_ms", order.lit(0)))
    .orderBy("indicator_key")
    .limit(1)
    .executeTakeFirst();
  if (!next) return undefined;
  const row = await handle
    .updateTable("indicator")
    .set((set) => ({ in_doubt: 1, attempts: set("attempts", "+", 1), last_attempt_at_ms: nowMs }))
    .where("place_id", "=", placeId)
    .where("indicator_key", "=", next.indicator_key)
    .returningAll()
    .executeTakeFirstOrThrow();
  return sendable(row, next.in_doubt === 1);
}

function sendable(row: IndicatorTable, doubtBefore: boolean): SendableRow {
  return {
    placeId: row.place_id,
    keyText: row.indicator_key,
    family: row.family,
    indicatorId: row.indicator_id,
    capacityType: row.capacity_type,
    sourceType: row.source_type,
    count: row.wanted_count,
    updatedAtMs: Math.max(row.wanted_updated_at_ms, row.confirmed_updated_at_ms ?? 0),
    revision: row.wanted_revision,
    deleted: row.wanted_deleted === 1,
    attempt: row.attempts,
    doubtBefore,
  };
}

/** No doubt is left, unless a late sending of an earlier owner was reported since this one began. */
function doubtUnless(sent: SendableRow): RawBuilder<Flag> {
  return sql<Flag>`CASE WHEN attempts = ${sent.attempt} THEN 0 ELSE 1 END`;
}

/**
 * A worker that lost its lease learns that its request was answered after all, or may have had an effect: whether the
 * ROR shows that or what the present owner sent is not known, so the row is sent again.
 */
export async function doubtRow(handle: DeliveryHandle, late: SendableRow): Promise<void> {
  await handle
    .updateTable("indicator")
    .set((set) => ({ in_doubt: 1, attempts: set("attempts", "+", 1) }))
    .where("place_id", "=", late.placeId)
    .where("indicator_key", "=", late.keyText)
    .execute();
}

/** The ROR has exactly what was sent. What is wanted may have moved on meanwhile: then the row still differs. */
export async function confirmRow(handle: DeliveryHandle, sent: SendableRow, nowMs: number): Promise<void> {
  await handle
    .updateTable("indicator")
    .set({
      confirmed_count: sent.deleted ? null : sent.count,
      confirmed_capacity_type: sent.deleted ? null : sent.capacityType,
      confirmed_source_type: sent.deleted ? null : sent.sourceType,
      confirmed_updated_at_ms: sent.updatedAtMs,
      confirmed_revision: sent.revision,
      confirmed_at_ms: nowMs,
      remote_holds: sent.deleted ? "no" : "yes",
      in_doubt: doubtUnless(sent),
      last_error: null,
      last_error_detail: null,
      attempts: 0,
    })
    .where("place_id", "=", sent.placeId)
    .where("indicator_key", "=", sent.keyText)
    .execute();
}

/**
 * The sending did not succeed. `inDoubt` says whether the ROR may nevertheless hold what was sent; after an
 * ambiguous `add` nothing is known about the existence of the row either.
 */
export async function failRow(
  handle: DeliveryHandle,
  sent: SendableRow,
  failure: { readonly code: string; readonly detail: string; readonly inDoubt: boolean },
): Promise<void> {
  await handle
    .updateTable("indicator")
    .set({
      in_doubt: failure.inDoubt ? 1 : doubtUnless(sent),
      last_error: failure.code,
      last_error_detail: failure.detail,
    })
    .where("place_id", "=", sent.placeId)
    .where("indicator_key", "=", sent.keyText)
    .execute();
}

/** Keeps back the refused row and its whole family in this place. */
export async function holdFamily(handle: DeliveryHandle, refused: SendableRow): Promise<void> {
  await handle
    .updateTable("indicator")
    .set({ hold: "held" })
    .where("place_id", "=", refused.placeId)
    .where("family", "=", refused.family)
    .where("hold", "=", "none")
    .execute();
  await handle
    .updateTable("indicator")
    .set({ hold: "refused" })
    .where("place_id", "=", refused.placeId)
    .where("indicator_key", "=", refused.keyText)
    .execute();
}

/** True when every row of the family is confirmed and none is held: its task can be closed. */
export async function familySettled(
  handle: DeliveryHandle,
  placeId: string,
  family: string,
): Promise<boolean> {
  const open = await handle
    .selectFrom("indicator")
    .select("indicator_key")
    .where("place_id", "=", placeId)
    .where("family", "=", family)
    .where((where) => where.or([where("differs", "=", 1), where("hold", "<>", "none")]))
    .limit(1)
    .executeTakeFirst();
  return open === undefined;
}
