import type { Board, Delivery } from "../../live/board-schema.ts";
import { availableTotals, genders } from "./figures.ts";

/** Names what was highlighted, one per shown thing. */
export const changeKey = {
  figure: (place: string, indicator: string): string => `figure|${place}|${indicator}`,
  total: (nature: string, gender: string): string => `total|${nature}|${gender}`,
  place: (place: string): string => `place|${place}`,
  delivery: (one: Delivery): string => `delivery|${one.at}|${one.place}|${one.indicator}|${one.operation}`,
  refusal: (at: string, code: string, place: string | null): string => `refusal|${at}|${code}|${place ?? ""}`,
  task: (id: string): string => `task|${id}`,
};

/**
 * What a reader should notice between two boards: figures whose wanted or confirmed value moved, totals, places that
 * were parked or freed, new deliveries, refusals and tasks. Nothing on the first board.
 */
export function boardChanges(before: Board | null, after: Board): ReadonlySet<string> {
  const changes = new Set<string>();
  if (before === null) return changes;
  const was = shownValues(before);
  for (const [key, value] of shownValues(after)) {
    if (was.get(key) !== value) changes.add(key);
  }
  return changes;
}

function shownValues(board: Board): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const place of board.places) {
    values.set(changeKey.place(place.id), place.state);
    for (const { id, wanted, confirmed } of place.indicators) {
      values.set(changeKey.figure(place.id, id), `${wanted}/${confirmed}`);
    }
  }
  for (const nature of ["bed", "place"] as const) {
    const totals = availableTotals(board, nature);
    for (const gender of genders) values.set(changeKey.total(nature, gender), `${totals?.[gender].wanted}`);
  }
  for (const one of board.deliveries) {
    values.set(changeKey.delivery(one), one.at);
  }
  for (const one of board.refusals) {
    values.set(changeKey.refusal(one.at, one.code, one.place), `${one.count}`);
  }
  for (const one of board.tasks) values.set(changeKey.task(one.id), one.openedAt);
  return values;
}
