import type { Kysely } from "kysely";
import { isIdNatStruct } from "../../domain/identifiers/id-nat-struct.ts";
import { RaccordError } from "../../runtime/errors/raccord-error.ts";
import { type DeliveryTables, deliveryHandle } from "../store/delivery-tables.ts";
import { refreshDiffers } from "../store/differs.ts";
import { insertPlace, lockPlace, type PlaceIdentity, readPlace, renamePlace } from "../store/places.ts";
import { closeTasksOfPlace } from "../store/tasks.ts";
import { forgetConfirmed } from "../store/wanted-rows.ts";

/**
 * Tells where the rows of a place go, inside the caller's transaction; call it for every place of the mapping at
 * each start. Another target, establishment or external id than before forgets everything confirmed: nothing is
 * known about that Location. Returns what changed.
 *
 * Throws RaccordError `delivery.bad-place-identity` on a malformed IdNatStruct or an empty external id.
 */
export async function registerPlace<Tables extends DeliveryTables>(
  transaction: Kysely<Tables>,
  identity: PlaceIdentity,
  nowMs: number,
): Promise<"new" | "same" | "moved"> {
  if (!isIdNatStruct(identity.establishment) || identity.externalId.trim() === "") {
    throw new RaccordError(
      "delivery.bad-place-identity",
      `${identity.placeId}: ${identity.establishment}/${identity.externalId}`,
    );
  }
  const handle = deliveryHandle(transaction);
  // Several instances of one mapping may start at once: one of them makes the row.
  if (await insertPlace(handle, identity, nowMs)) return "new";
  await lockPlace(handle, identity.placeId);
  const known = await readPlace(handle, identity.placeId);
  const same =
    known?.target === identity.target &&
    known.establishment === identity.establishment &&
    known.external_id === identity.externalId;
  if (same) return "same";
  await renamePlace(handle, identity);
  await forgetConfirmed(handle, identity.placeId);
  await closeTasksOfPlace(handle, identity.placeId, nowMs);
  await refreshDiffers(handle, identity.placeId, nowMs);
  return "moved";
}
