import { together } from "../../runtime/together.ts";
import { beginSend } from "./confirmed-rows.ts";
import { claimedPlace, duePlaces, nextInstantMs } from "./delivery-queue.ts";
import type { ClaimedPlace, ClaimRequest, DeliveryStore } from "./delivery-store.ts";
import type { DeliveryHandle } from "./delivery-tables.ts";
import { noteReading, placeToRead, type ReadingRequest } from "./read-back-queue.ts";

/**
 * The port over SQLite: one process owns the file (DESIGN §5), so a claim is only the caller's own list of running
 * places: its lease never ends and nothing needs to be released. Places in parallel share commits.
 */
export function sqliteDeliveryStore(database: DeliveryHandle): DeliveryStore {
  const transaction: DeliveryStore["transaction"] = (work) => together(database, work);
  return {
    handle: database,
    lookEveryMs: undefined,
    transaction,
    claim: (request) => claim(database, request),
    claimReading: (request) => transaction((handle) => claimReading(handle, request)),
    release: async () => {},
    nextInstantMs: (target, nowMs) => nextInstantMs(database, target, nowMs),
    async beginSend(place, nowMs) {
      const row = await transaction((handle) => beginSend(handle, place.placeId, nowMs));
      return row ? { kind: "row", row, leaseUntilMs: Number.POSITIVE_INFINITY } : { kind: "nothing-differs" };
    },
    extend: async () => Number.POSITIVE_INFINITY,
    asOwner: async (_place, work) => ({ kind: "done", result: await transaction(work) }),
  };
}

async function claim(database: DeliveryHandle, request: ClaimRequest): Promise<readonly ClaimedPlace[]> {
  const rows = await duePlaces(database, request)
    .limit(request.limit + request.running.size)
    .execute();
  return rows
    .filter((row) => !request.running.has(row.place_id))
    .slice(0, request.limit)
    .map((row) => claimedPlace(row, 0, request.leaseMs));
}

async function claimReading(
  handle: DeliveryHandle,
  request: ReadingRequest,
): Promise<ClaimedPlace | undefined> {
  const row = await placeToRead(handle, request);
  if (!row) return undefined;
  await noteReading(handle, row.place_id, request.nowMs, request.againMs);
  return claimedPlace(row, 0, request.leaseMs);
}
