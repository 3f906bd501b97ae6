import { dialectOf } from "../../runtime/database.ts";
import type { DeliveryHandle, PlaceDelivery } from "./delivery-tables.ts";

/** What the mapping file says about the identity of a place (DESIGN §3). */
export interface PlaceIdentity {
  readonly placeId: string;
  readonly target: string;
  readonly establishment: string;
  readonly externalId: string;
}

/**
 * Waits until no other transaction works on this place. Called before its rows are touched: whoever takes the place
 * first and its rows afterwards never stands in a circle. SQLite has one writer anyway.
 */
export async function lockPlace(handle: DeliveryHandle, placeId: string): Promise<void> {
  if (dialectOf(handle) !== "postgresql") return;
  await handle
    .selectFrom("place_delivery")
    .select("place_id")
    .where("place_id", "=", placeId)
    .forUpdate()
    .execute();
}

/** Everything known about the deliveries of one place. */
export async function readPlace(handle: DeliveryHandle, placeId: string): Promise<PlaceDelivery | undefined> {
  return handle.selectFrom("place_delivery").selectAll().where("place_id", "=", placeId).executeTakeFirst();
}

/** Makes the row of a place unless there is one; `true` when it is new. */
export async function insertPlace(
  handle: DeliveryHandle,
  identity: PlaceIdentity,
  nowMs: number,
): Promise<boolean> {
  const inserted = await handle
    .insertInto("place_delivery")
    .values({
      place_id: identity.placeId,
      target: identity.target,
      establishment: identity.establishment,
      external_id: identity.externalId,
      revision: 0,
      state: "open",
      due: 0,
      next_at_ms: 0,
      queued_at_ms: nowMs,
      attempts: 0,
    })
    .onConflict((conflict) => conflict.column("place_id").doNothing())
    .returning("place_id")
    .executeTakeFirst();
  return inserted !== undefined;
}

/** The same place under another identity in the ROR: it starts again without parking. */
export async function renamePlace(handle: DeliveryHandle, identity: PlaceIdentity): Promise<void> {
  await handle
    .updateTable("place_delivery")
    .set({
      target: identity.target,
      establishment: identity.establishment,
      external_id: identity.externalId,
      state: "open",
      parked_reason: null,
      next_at_ms: 0,
      attempts: 0,
    })
    .where("place_id", "=", identity.placeId)
    .execute();
}

/** Nothing leaves for this place before `nextAtMs`, whatever changes meanwhile. */
export async function parkPlace(
  handle: DeliveryHandle,
  placeId: string,
  reason: string,
  nextAtMs: number,
): Promise<void> {
  await handle
    .updateTable("place_delivery")
    .set({ state: "parked", parked_reason: reason, next_at_ms: nextAtMs, attempts: 0 })
    .where("place_id", "=", placeId)
    .execute();
}

/** The place waits until `nextAtMs` and goes to the end of the queue. */
export async function postponePlace(
  handle: DeliveryHandle,
  placeId: string,
  nextAtMs: number,
  nowMs: number,
  attempts: number,
): Promise<void> {
  await handle
    .updateTable("place_delivery")
    .set({ next_at_ms: nextAtMs, queued_at_ms: nowMs, attempts })
    .where("place_id", "=", placeId)
    .execute();
}

/** The ROR took a row of this place. */
export async function openPlace(handle: DeliveryHandle, placeId: string): Promise<void> {
  await handle
    .updateTable("place_delivery")
    .set({ state: "open", parked_reason: null, next_at_ms: 0, attempts: 0 })
    .where("place_id", "=", placeId)
    .execute();
}

/** Waiting ends now; a parked place stays parked until the ROR takes something. */
export async function hurryPlace(handle: DeliveryHandle, placeId: string): Promise<void> {
  await handle
    .updateTable("place_delivery")
    .set({ next_at_ms: 0, attempts: 0 })
    .where("place_id", "=", placeId)
    .execute();
}

/**
 * The places that wait after transient failures wait no longer: the target itself is now the gate. Rows that another
 * transaction holds are left to it: waiting for them here and there could be a circle.
 */
export async function hurryTarget(handle: DeliveryHandle, target: string): Promise<void> {
  const shared = dialectOf(handle) === "postgresql";
  await handle
    .updateTable("place_delivery")
    .set({ next_at_ms: 0, attempts: 0 })
    .where("place_id", "in", (from) => {
      const waiting = from
        .selectFrom("place_delivery")
        .select("place_id")
        .where("target", "=", target)
        .where("state", "=", "open")
        .where("next_at_ms", ">", 0);
      return shared ? waiting.forUpdate().skipLocked() : waiting;
    })
    .execute();
}

export async function readEstablishmentParked(
  handle: DeliveryHandle,
  target: string,
  establishment: string,
): Promise<boolean> {
  const row = await handle
    .selectFrom("establishment_state")
    .select("state")
    .where("target", "=", target)
    .where("establishment", "=", establishment)
    .executeTakeFirst();
  return row?.state === "parked";
}

/** Parks or opens a whole establishment at one target. */
export async function writeEstablishment(
  handle: DeliveryHandle,
  state: {
    readonly target: string;
    readonly establishment: string;
    readonly state: "open" | "parked";
    readonly reason: string | null;
    readonly nextAtMs: number;
  },
  nowMs: number,
): Promise<void> {
  const values = { state: state.state, reason: state.reason, next_at_ms: state.nextAtMs };
  await handle
    .insertInto("establishment_state")
    .values({ target: state.target, establishment: state.establishment, since_ms: nowMs, ...values })
    .onConflict((conflict) => conflict.columns(["target", "establishment"]).doUpdateSet(values))
    .execute();
}

/** Waiting ends now for a parked establishment. */
export async function hurryEstablishment(
  handle: DeliveryHandle,
  target: string,
  establishment: string,
): Promise<void> {
  await handle
    .updateTable("establishment_state")
    .set({ next_at_ms: 0 })
    .where("target", "=", target)
    .where("establishment", "=", establishment)
    .execute();
}
