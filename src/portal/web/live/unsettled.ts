import type { Board, Indicator, Place } from "../../live/board-schema.ts";

/** Since when each figure that is not confirmed has been so, epoch milliseconds, by place, indicator and status. */
export type Unsettled = ReadonlyMap<string, number>;

/** A figure on its way for less than this is the normal course of things. */
export const sendingMaxMs = 10_000;

/**
 * Follows figures that are not confirmed from board to board. The time of the newest information moves on with every
 * message of a busy feed, so it alone would make a figure that waits for an hour look as if it had just changed:
 * the earliest instant seen since the figure took this status counts.
 */
export function trackUnsettled(before: Unsettled, board: Board): Unsettled {
  const after = new Map<string, number>();
  for (const place of board.places) {
    for (const indicator of place.indicators) {
      if (indicator.status === "confirmed") continue;
      const key = keyOf(place, indicator);
      const { wantedUpdatedAt } = indicator;
      const newestMs = Date.parse(wantedUpdatedAt ?? board.at);
      after.set(key, Math.min(before.get(key) ?? Number.POSITIVE_INFINITY, newestMs));
    }
  }
  return after;
}

/** Since when a figure has been waiting, held or refused; `null` when it is confirmed or not followed. */
export function unsettledSince(unsettled: Unsettled, place: Place, indicator: Indicator): number | null {
  return unsettled.get(keyOf(place, indicator)) ?? null;
}

function keyOf(place: Place, indicator: Indicator): string {
  return `${place.id}|${indicator.id}|${indicator.status}`;
}
