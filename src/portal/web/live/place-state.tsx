import type { Indicator, Place } from "../../live/board-schema.ts";
import type { View } from "./page-state.ts";
import { sendingMaxMs, unsettledSince } from "./unsettled.ts";
import { Icon, type IconName, say } from "./view-parts.tsx";

type PlaceState = keyof View["texts"]["placeState"];

const stateIcons: Readonly<Record<PlaceState, IconName>> = {
  open: "good",
  sending: "waiting",
  waiting: "waiting",
  held: "held",
  refused: "refused",
  parked: "blocked",
  warned: "warning",
};

/** The most serious thing to say about a place. */
export function placeState(view: View, place: Place): PlaceState {
  const has = (status: Indicator["status"]): boolean => place.indicators.some((one) => one.status === status);
  if (place.state === "parked") return "parked";
  if (has("refused")) return "refused";
  if (place.held.length > 0 || has("held")) return "held";
  if (has("waiting")) return isOnTheWay(view, place) ? "sending" : "waiting";
  return place.warnings.length > 0 ? "warned" : "open";
}

function isOnTheWay(view: View, place: Place): boolean {
  return place.indicators
    .filter(({ status }) => status === "waiting")
    .map((indicator) => unsettledSince(view.unsettled, place, indicator))
    .every((sinceMs) => sinceMs !== null && view.nowMs - sinceMs < sendingMaxMs);
}

/** State of a place as a word with a sign, and the first reason in words. */
export function StateParts({ view, place }: { readonly view: View; readonly place: Place }) {
  const state = placeState(view, place);
  const reason =
    state === "parked" && place.parkedReason !== null
      ? place.parkedReason
      : (place.held[0]?.text ?? (state === "warned" ? place.warnings[0] : undefined));
  return (
    <>
      <span className={`state-pill is-${state}`}>
        <Icon name={stateIcons[state]} />
        {view.texts.placeState[state]}
      </span>
      {reason !== undefined && <span className="reason">{say(view, reason)}</span>}
    </>
  );
}
