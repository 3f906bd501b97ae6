import { together } from "../../runtime/together.ts";
import { beginSend } from "./confirmed-rows.ts";
import type { ClaimedPlace, ClaimRequest, DeliveryStore } from "./delivery-store.ts";
import type { DeliveryHandle } from "./delivery-tables.ts";

/**
 * The port over SQLite: one process owns the file (DESIGN §5), so a claim is only the caller's own list of running
 * places and nothing needs to be released. Places in parallel share commits.
 */
export function sqliteDeliveryStore(database: DeliveryHandle): DeliveryStore {
  const transaction: DeliveryStore["transaction"] = (work) => together(database, work);
  return {
    handle: database,
    transaction,
    claim: (request) => claim(database, request),
    release: async () => {},
    nextInstantMs: (target, nowMs) => nextInstantMs(database, target, nowMs),
    beginSend: (placeId, nowMs) => transaction((handle) => beginSend(handle, placeId, nowMs)),
  };
}

async function claim(database: DeliveryHandle, request: ClaimRequest): Promise<readonly ClaimedPlace[]> {
  const rows = await database
    .selectFrom("place_delivery as place")
    .select(["place_id", "target", "establishment", "external_id", "state", "attempts"])
    .where("target", "=", request.target)
    .where("due", "=", 1)
    .where("next_at_ms", "<=", request.nowMs)
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom("establishment_state as site")
            .select("site.state")
            .whereRef("site.target", "=", "place.target")
            .whereRef("site.establishment", "=", "place.establishment")
            .where("site.next_at_ms", ">", request.nowMs),
        ),
      ),
    )
    .orderBy("queued_at_ms")
    .orderBy("place_id")
    .limit(request.limit + request.running.size)
    .execute();
  return rows
    .filter((row) => !request.running.has(row.place_id))
    .slice(0, request.limit)
    .map((row) => ({
      placeId: row.place_id,
      target: row.target,
      establishment: row.establishment,
      externalId: row.external_id,
      parked: row.state === "parked",
      attempts: row.attempts,
    }));
}

async function nextInstantMs(
  database: DeliveryHandle,
  target: string,
  nowMs: number,
): Promise<number | undefined> {
  const place = await database
    .selectFrom("place_delivery")
    .select((select) => select.fn.min("next_at_ms").as("at"))
    .where("target", "=", target)
    .where("due", "=", 1)
    .where("next_at_ms", ">", nowMs)
    .executeTakeFirst();
  const site = await database
    .selectFrom("establishment_state")
    .select((select) => select.fn.min("next_at_ms").as("at"))
    .where("target", "=", target)
    .where("next_at_ms", ">", nowMs)
    .executeTakeFirst();
  const instants = [place?.at, site?.at].filter((at) => typeof at === "number");
  return instants.length === 0 ? undefined : Math.min(...instants);
}
