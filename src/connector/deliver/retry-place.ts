import { placeSubject } from "../indicators/task-subject.ts";
import type { DeliveryHandle } from "../store/delivery-tables.ts";
import { refreshDiffers } from "../store/differs.ts";
import { hurryEstablishment, hurryPlace, lockPlace, openPlace, readPlace } from "../store/places.ts";
import { releaseAll } from "../store/wanted-rows.ts";
import { alarmOver, type Told } from "./tell.ts";

/**
 * A person says that the cause is repaired: parking, waiting and holds of this place end, inside the caller's transaction.
 * A parked place stays parked until the ROR takes something, unless nothing is left to send: then it is open, what is sent
 * or read next tells whether it is. `false`: unknown place.
 */
export async function retryPlace(
  handle: DeliveryHandle,
  placeId: string,
  nowMs: number,
  told: Told,
): Promise<boolean> {
  const place = await readPlace(handle, placeId);
  if (!place) return false;
  await lockPlace(handle, placeId);
  await hurryPlace(handle, placeId);
  await hurryEstablishment(handle, place.target, place.establishment);
  await releaseAll(handle, placeId);
  await refreshDiffers(handle, placeId, nowMs);
  const now = await readPlace(handle, placeId);
  if (now?.state === "parked" && now.due === 0) {
    await openPlace(handle, placeId);
    await alarmOver(handle, placeSubject(placeId), nowMs, told);
  }
  return true;
}
