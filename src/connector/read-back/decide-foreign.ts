import type { LaneContext } from "../deliver/lane-context.ts";
import type { Told } from "../deliver/tell.ts";
import { parseKeyText } from "../indicators/canonical-key.ts";
import { wantAbsent } from "../indicators/set-wanted.ts";
import type { DeliveryHandle } from "../store/delivery-tables.ts";
import { dropForeignRows, foreignRows, keepForeignRows } from "../store/foreign-rows.ts";
import { lockPlace, readPlace } from "../store/places.ts";
import { tellForeignRows, undecided } from "./foreign-task.ts";

/** What a person decides about rows of one place that Raccord does not feed. */
export interface ForeignDecision {
  readonly placeId: string;
  readonly decision: "delete" | "keep";
  /** Canonical keys; each must be listed. */
  readonly keys: readonly string[];
  /** Who decides. */
  readonly by: string;
  /** Keys that the place computes by the settings of now: never deleted this way. */
  readonly own: ReadonlySet<string>;
}

export type Decided =
  | { readonly kind: "decided" }
  | { readonly kind: "unknown-place" }
  /** Nothing was done: these keys are not listed for the place. */
  | { readonly kind: "not-listed"; readonly keys: readonly string[] };

/**
 * Deletes rows that an earlier supplier left, or leaves them for good; only rows that were read back and listed, all or
 * none (DESIGN §3). Inside the caller's transaction; wake the delivery after the commit.
 */
export async function decideForeignRows(
  handle: DeliveryHandle,
  context: Pick<LaneContext, "clock" | "random" | "log">,
  decision: ForeignDecision,
  told: Told,
): Promise<Decided> {
  const { placeId, keys, by } = decision;
  await lockPlace(handle, placeId);
  const place = await readPlace(handle, placeId);
  if (!place) return { kind: "unknown-place" };
  const listed = new Set((await foreignRows(handle, placeId)).map((row) => row.indicator_key));
  const missing = keys.filter((key) => !listed.has(key) || decision.own.has(key));
  if (missing.length > 0) return { kind: "not-listed", keys: missing };
  const before = await undecided(handle, placeId);
  const nowMs = context.clock.nowMs();
  switch (decision.decision) {
    case "keep":
      await keepForeignRows(handle, placeId, keys, by, nowMs);
      break;
    case "delete": {
      const rows = keys.map((key) => ({ key: parseKeyText(key), indicatorId: key }));
      await wantAbsent(handle, { placeId, rows, nowMs, abandoned: true });
      await dropForeignRows(handle, placeId, keys);
      break;
    }
  }
  const { target, establishment, external_id: externalId } = place;
  await tellForeignRows(handle, context, { placeId, target, establishment, externalId }, before, told);
  context.log.info({ place: placeId, decision: decision.decision, keys, by }, "foreign rows decided");
  return { kind: "decided" };
}
