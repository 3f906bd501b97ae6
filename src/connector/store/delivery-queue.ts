import type { ClaimedPlace, ClaimRequest } from "./delivery-store.ts";
import type { DeliveryHandle, PlaceDelivery } from "./delivery-tables.ts";

/** Due places of a target that wait for nothing, longest waiting first. */
export function duePlaces(handle: DeliveryHandle, request: ClaimRequest) {
  return handle
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
    .orderBy("place_id");
}

type DuePlace = Pick<
  PlaceDelivery,
  "place_id" | "target" | "establishment" | "external_id" | "state" | "attempts"
>;

export function claimedPlace(row: DuePlace, token: number, durationMs: number): ClaimedPlace {
  return {
    placeId: row.place_id,
    target: row.target,
    establishment: row.establishment,
    externalId: row.external_id,
    parked: row.state === "parked",
    attempts: row.attempts,
    lease: { token, durationMs },
  };
}

/** See `DeliveryStore.nextInstantMs`. */
export async function nextInstantMs(
  handle: DeliveryHandle,
  target: string,
  nowMs: number,
): Promise<number | undefined> {
  const place = await handle
    .selectFrom("place_delivery")
    .select((select) => select.fn.min("next_at_ms").as("at"))
    .where("target", "=", target)
    .where("due", "=", 1)
    .where("next_at_ms", ">", nowMs)
    .executeTakeFirst();
  const site = await handle
    .selectFrom("establishment_state")
    .select((select) => select.fn.min("next_at_ms").as("at"))
    .where("target", "=", target)
    .where("next_at_ms", ">", nowMs)
    .executeTakeFirst();
  const instants = [place?.at, site?.at].filter((at) => typeof at === "number");
  return instants.length === 0 ? undefined : Math.min(...instants);
}
