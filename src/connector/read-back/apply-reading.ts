import type { LaneContext } from "../deliver/lane-context.ts";
import type { Told } from "../deliver/tell.ts";
import type { ClaimedPlace } from "../store/delivery-store.ts";
import type { DeliveryHandle } from "../store/delivery-tables.ts";
import { refreshDiffers } from "../store/differs.ts";
import { replaceForeignRows } from "../store/foreign-rows.ts";
import { readPlace } from "../store/places.ts";
import { setReadingDue } from "../store/read-back-queue.ts";
import { knownRows, unconfirmPlace, unconfirmRow } from "../store/read-back-rows.ts";
import { compareRows, type Finding } from "./compare.ts";
import { tellForeignRows, undecided } from "./foreign-task.ts";
import type { Reading } from "./read-place.ts";
import type { ReaderSettings } from "./reader-settings.ts";

/** What a reading changed. */
export interface Reconciled {
  /** `hidden`: profile 2 sees no record here, which proves nothing; `stale`: the place moved or changed owner. */
  readonly result: "agrees" | "differs" | "absent" | "several" | "hidden" | "stale";
  readonly findings: readonly Finding[];
  /** Rows that are no longer taken for confirmed. */
  readonly unconfirmed: number;
  readonly foreign: number;
}

/** Profile that lacks supplementary beds and sensitive units (ror-api §10). */
const partialProfile = 2;
const minuteMs = 60_000;
const hourMs = 3_600_000;

/**
 * Stores what a reading found, inside the transaction of the owner of the place: rows that the ROR lacks or shows
 * otherwise are no longer confirmed, so they are sent again; rows of others are listed (DESIGN §3).
 */
export async function applyReading(
  handle: DeliveryHandle,
  context: LaneContext,
  reader: ReaderSettings,
  place: ClaimedPlace,
  reading: Extract<Reading, { kind: "read" }>,
  beganMs: number,
  told: Told,
): Promise<Reconciled> {
  const { placeId } = place;
  const nothing = { findings: [], unconfirmed: 0, foreign: 0 };
  const now = await readPlace(handle, placeId);
  const same =
    now?.target === place.target &&
    now.establishment === place.establishment &&
    now.external_id === place.externalId;
  if (!same) return { result: "stale", ...nothing };
  const nowMs = context.clock.nowMs();
  await setReadingDue(handle, placeId, beganMs + reader.everyHours * hourMs, beganMs);
  const { remote } = reading;
  switch (remote.kind) {
    case "absent":
    case "several": {
      // The next PATCH is answered 404 or 412 then, and the place is parked with its task.
      const unconfirmed = await unconfirmPlace(handle, placeId);
      await refreshDiffers(handle, placeId, nowMs);
      return { result: remote.kind, ...nothing, unconfirmed };
    }
    case "held": {
      const partial = reader.profile === partialProfile;
      if (partial && remote.rows.length === 0) return { result: "hidden", ...nothing };
      const known = await knownRows(handle, placeId);
      const { findings, foreign } = compareRows(known, remote.rows, {
        settledUntilMs: beganMs - reader.settleMinutes * minuteMs,
        supplementaryHidden: partial,
        own: context.ownKeys(placeId),
      });
      for (const finding of findings) await unconfirmRow(handle, placeId, finding, nowMs);
      const before = await undecided(handle, placeId);
      await replaceForeignRows(handle, placeId, foreign, nowMs);
      await tellForeignRows(handle, context, place, before, told);
      await refreshDiffers(handle, placeId, nowMs);
      const result = findings.length === 0 ? "agrees" : "differs";
      return { result, findings, unconfirmed: findings.length, foreign: foreign.length };
    }
  }
}
