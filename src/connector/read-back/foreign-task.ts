import { isoText } from "../../domain/time/stamp.ts";
import type { LaneContext } from "../deliver/lane-context.ts";
import { alarmOver, raiseTask, type Told } from "../deliver/tell.ts";
import { foreignRowsSubject } from "../indicators/task-subject.ts";
import type { DeliveryHandle, ForeignRowTable } from "../store/delivery-tables.ts";
import { foreignRows } from "../store/foreign-rows.ts";

/** What identifies the place in the messages of the task. */
export interface ForeignPlace {
  readonly placeId: string;
  readonly target: string;
  readonly establishment: string;
  readonly externalId: string;
}

/** Rows that nobody has decided about, as one text: another text is another task. */
export async function undecided(
  handle: DeliveryHandle,
  placeId: string,
): Promise<readonly ForeignRowTable[]> {
  return (await foreignRows(handle, placeId)).filter((row) => row.decision === "open");
}

/**
 * One open task lists the rows that wait for a decision; it is replaced when the list changed and closed when nothing
 * waits any more. `before` is what was listed.
 */
export async function tellForeignRows(
  handle: DeliveryHandle,
  context: Pick<LaneContext, "clock" | "random">,
  place: ForeignPlace,
  before: readonly ForeignRowTable[],
  told: Told,
): Promise<void> {
  const now = await undecided(handle, place.placeId);
  const names = (rows: readonly ForeignRowTable[]): string => rows.map((row) => row.indicator_key).join(" ");
  if (names(now) === names(before)) return;
  const subject = foreignRowsSubject(place.placeId);
  await alarmOver(handle, subject, context.clock.nowMs(), told);
  if (now.length === 0) return;
  const { target, establishment, externalId, placeId } = place;
  const facts = { target, establishment, externalId, rows: now.map(rowText) };
  await raiseTask(
    handle,
    context,
    { reason: "delivery.foreign-rows", kind: "place", subject, placeId, facts },
    told,
  );
}

function rowText(row: ForeignRowTable): string {
  const date = row.updated_at_ms === null ? "?" : isoText(row.updated_at_ms);
  return `${row.indicator_key} = ${row.count ?? "?"} (${date})`;
}
