import { sql } from "kysely";
import { inTransaction, serverNowMs } from "../../runtime/database.ts";
import { beginSend } from "./confirmed-rows.ts";
import { claimedPlace, duePlaces, nextInstantMs } from "./delivery-queue.ts";
import type { ClaimedPlace, ClaimRequest, DeliveryStore } from "./delivery-store.ts";
import type { DeliveryHandle } from "./delivery-tables.ts";
import { readTarget } from "./targets.ts";

/** How often work of other processes is looked for. */
const lookEveryMs = 1_000;
/** First half of the advisory lock under which the places of one target are claimed: "clai" in hexadecimal. */
const claimLock = 0x636c_6169;

/**
 * The port over PostgreSQL: any number of processes share the queue (DESIGN §5). A claim is a row lock taken with
 * SKIP LOCKED, then a lease by the clock of the database and a token that only grows. Every write of an owner begins
 * by locking its place's row under its token, so that a late one finds out before it writes.
 */
export function postgresDeliveryStore(database: DeliveryHandle, owner: string): DeliveryStore {
  const transaction: DeliveryStore["transaction"] = (work) => inTransaction(database, work);
  return {
    handle: database,
    lookEveryMs,
    transaction,
    claim: (request) => transaction((handle) => claim(handle, owner, request)),
    async release(place) {
      await database
        .updateTable("place_delivery")
        .set({ lease_until_ms: 0 })
        .where("place_id", "=", place.placeId)
        .where("lease_token", "=", place.lease.token)
        .execute();
    },
    nextInstantMs: (target, nowMs) => nextInstantMs(database, target, nowMs),
    beginSend: (place, nowMs) =>
      transaction(async (handle) => {
        if (!(await renew(handle, place))) return { kind: "not-owner" };
        const row = await beginSend(handle, place.placeId, nowMs);
        // Counted from before the question: what the database gave ends later than this, never earlier.
        const leaseUntilMs = nowMs + place.lease.durationMs;
        return row ? { kind: "row", row, leaseUntilMs } : { kind: "nothing-differs" };
      }),
    extend: async (place, nowMs) =>
      (await renew(database, place)) ? nowMs + place.lease.durationMs : undefined,
    asOwner: (place, work) =>
      transaction(async (handle) => {
        const mine = await handle
          .selectFrom("place_delivery")
          .select("place_id")
          .where("place_id", "=", place.placeId)
          .where("lease_token", "=", place.lease.token)
          .forUpdate()
          .executeTakeFirst();
        return mine ? { kind: "done", result: await work(handle) } : { kind: "not-owner" };
      }),
  };
}

/** A lease that ended while nobody else claimed the place is as good as a valid one: the token tells. */
async function renew(handle: DeliveryHandle, place: ClaimedPlace): Promise<boolean> {
  const renewed = await handle
    .updateTable("place_delivery")
    .set({ lease_until_ms: sql<number>`${serverNowMs} + ${place.lease.durationMs}` })
    .where("place_id", "=", place.placeId)
    .where("lease_token", "=", place.lease.token)
    .returning("place_id")
    .executeTakeFirst();
  return renewed !== undefined;
}

/**
 * One claim at a time for one target, so that the number of places under way and the single probe of a shut target
 * hold over all processes together.
 */
async function claim(
  handle: DeliveryHandle,
  owner: string,
  request: ClaimRequest,
): Promise<readonly ClaimedPlace[]> {
  await sql`SELECT pg_advisory_xact_lock(${sql.lit(claimLock)}, hashtext(${request.target}))`.execute(handle);
  const target = await readTarget(handle, request.target);
  if (target.not_before_ms > request.nowMs) return [];
  const parallelMax = target.state === "open" ? request.placesInParallelMax : 1;
  const live = await handle
    .selectFrom("place_delivery")
    .select((select) => select.fn.countAll<number>().as("count"))
    .where("target", "=", request.target)
    .where("lease_until_ms", ">", serverNowMs)
    .executeTakeFirstOrThrow();
  const room = Math.min(request.limit, parallelMax - live.count);
  if (room <= 0) return [];
  let due = duePlaces(handle, request).where("lease_until_ms", "<=", serverNowMs);
  if (request.running.size > 0) due = due.where("place_id", "not in", [...request.running]);
  const rows = await due.limit(room).forUpdate("place").skipLocked().execute();
  if (rows.length === 0) return [];
  const leases = await handle
    .updateTable("place_delivery")
    .set((set) => ({
      lease_owner: owner,
      lease_token: set("lease_token", "+", 1),
      lease_until_ms: sql<number>`${serverNowMs} + ${request.leaseMs}`,
    }))
    .where(
      "place_id",
      "in",
      rows.map((row) => row.place_id),
    )
    .returning(["place_id", "lease_token"])
    .execute();
  const tokens = new Map(leases.map((row) => [row.place_id, row.lease_token]));
  return rows.map((row) => claimedPlace(row, tokens.get(row.place_id) ?? 0, request.leaseMs));
}
