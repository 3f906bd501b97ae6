import { sql } from "kysely";
import { inTransaction, serverNowMs } from "../../runtime/database.ts";
import { beginSend } from "./confirmed-rows.ts";
import { claimedPlace, duePlaces, nextInstantMs } from "./delivery-queue.ts";
import type { ClaimedPlace, ClaimRequest, DeliveryStore } from "./delivery-store.ts";
import type { DeliveryHandle } from "./delivery-tables.ts";
import { noteReading, placeToRead, type ReadingRequest } from "./read-back-queue.ts";
import { readTarget } from "./targets.ts";

/** First half of the advisory lock under which the places of one target are claimed: "clai" in hexadecimal. */
const claimLock = 0x636c_6169;

/**
 * The port over PostgreSQL: any number of processes share the queue (DESIGN §5). A claim is a row lock taken with
 * SKIP LOCKED, then a lease by the clock of the database and a token that only grows. Every write of an owner begins
 * by locking its place's row under its token, so that a late one finds out before it writes.
 */
export function postgresDeliveryStore(
  database: DeliveryHandle,
  owner: string,
  lookEveryMs: number,
): DeliveryStore {
  const transaction: DeliveryStore["transaction"] = (work) => inTransaction(database, work);
  return {
    handle: database,
    lookEveryMs,
    transaction,
    claim: (request) => transaction((handle) => claim(handle, owner, request)),
    claimReading: (request) => transaction((handle) => claimReading(handle, owner, request)),
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
  await oneClaimAtATime(handle, request.target);
  const target = await readTarget(handle, request.target);
  if (target.not_before_ms > request.nowMs) return [];
  const parallelMax = target.state === "open" ? request.placesInParallelMax : 1;
  const room = Math.min(request.limit, parallelMax - (await leasesAlive(handle, request.target)));
  if (room <= 0) return [];
  let due = duePlaces(handle, request).where("lease_until_ms", "<=", serverNowMs);
  if (request.running.size > 0) due = due.where("place_id", "not in", [...request.running]);
  const rows = await due.limit(room).forUpdate("place").skipLocked().execute();
  const placeIds = rows.map((row) => row.place_id);
  const tokens = await lease(handle, owner, placeIds, request.leaseMs);
  return rows.map((row) => claimedPlace(row, tokens.get(row.place_id) ?? 0, request.leaseMs));
}

/** Under the same lock, so that the pace of readings holds over all processes together. */
async function claimReading(
  handle: DeliveryHandle,
  owner: string,
  request: ReadingRequest,
): Promise<ClaimedPlace | undefined> {
  await oneClaimAtATime(handle, request.target);
  if ((await leasesAlive(handle, request.target)) >= request.placesInParallelMax) return undefined;
  const row = await placeToRead(handle, request);
  if (!row) return undefined;
  const free = await handle
    .selectFrom("place_delivery")
    .select("place_id")
    .where("place_id", "=", row.place_id)
    .where("lease_until_ms", "<=", serverNowMs)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
  // Being delivered: it has something to send by now, and will be read when it has not.
  if (!free) return undefined;
  await noteReading(handle, row.place_id, request.nowMs, request.againMs);
  const tokens = await lease(handle, owner, [row.place_id], request.leaseMs);
  return claimedPlace(row, tokens.get(row.place_id) ?? 0, request.leaseMs);
}

async function oneClaimAtATime(handle: DeliveryHandle, target: string): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(${sql.lit(claimLock)}, hashtext(${target}))`.execute(handle);
}

async function leasesAlive(handle: DeliveryHandle, target: string): Promise<number> {
  const live = await handle
    .selectFrom("place_delivery")
    .select((select) => select.fn.countAll<number>().as("count"))
    .where("target", "=", target)
    .where("lease_until_ms", ">", serverNowMs)
    .executeTakeFirstOrThrow();
  return live.count;
}

/** Makes these places the owner's; returns the token of each. */
async function lease(
  handle: DeliveryHandle,
  owner: string,
  placeIds: readonly string[],
  leaseMs: number,
): Promise<ReadonlyMap<string, number>> {
  if (placeIds.length === 0) return new Map();
  const rows = await handle
    .updateTable("place_delivery")
    .set((set) => ({
      lease_owner: owner,
      lease_token: set("lease_token", "+", 1),
      lease_until_ms: sql<number>`${serverNowMs} + ${leaseMs}`,
    }))
    .where("place_id", "in", [...placeIds])
    .returning(["place_id", "lease_token"])
    .execute();
  return new Map(rows.map((row) => [row.place_id, row.lease_token]));
}
