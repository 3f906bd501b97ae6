import type { Indicator, Place } from "../../live/board-schema.ts";
import { changeKey } from "./board-changes.ts";
import { arrange, type ColumnId, columnsOf, genders, matchesSearch, needsAttention } from "./figures.ts";
import type { View } from "./page-state.ts";
import { sendingMaxMs, unsettledSince } from "./unsettled.ts";
import { type Child, h, type VNode } from "./vdom.ts";
import { figureParts, type IconName, icon, say, scrolling, section, withChange } from "./view-parts.ts";

const isGender = (column: ColumnId): boolean => genders.some((gender) => gender === column);

/** Every place with its figures: a table, or a list where the window is narrow. */
export function placesSection(view: View): Child {
  const { state, texts, actions } = view;
  if (state.board === null) return null;
  const all = state.board.places;
  const shown = all.filter(
    (place) => matchesSearch(place, state.search) && (!state.attentionOnly || needsAttention(place)),
  );
  return section(
    "places",
    texts.places.title,
    h(
      "div",
      { class: "filters" },
      h(
        "label",
        { class: "search" },
        h("span", null, texts.places.search),
        h("input", {
          type: "search",
          value: state.search,
          autocomplete: "off",
          oninput: (event) => {
            if (event.target instanceof HTMLInputElement) actions.search(event.target.value);
          },
        }),
      ),
      h(
        "label",
        { class: "tick" },
        h("input", {
          type: "checkbox",
          checked: state.attentionOnly,
          onchange: (event) => {
            if (event.target instanceof HTMLInputElement) actions.attentionOnly(event.target.checked);
          },
        }),
        h("span", null, texts.places.attention),
      ),
      h("p", { class: "count" }, texts.places.shown(shown.length, all.length)),
    ),
    shown.length === 0
      ? h("p", { class: "empty" }, texts.places.empty)
      : state.narrow
        ? placeList(view, shown)
        : scrolling(texts.places.title, placeTable(view, shown, columnsOf(all))),
  );
}

function placeTable(view: View, places: readonly Place[], columns: readonly ColumnId[]): VNode {
  const { texts } = view;
  const available = columns.filter(isGender);
  const rest = columns.filter((column) => !isGender(column));
  const hasOthers = places.some((place) => arrange(place).others.length > 0);
  return h(
    "table",
    { class: "places" },
    h("caption", { class: "unseen" }, texts.places.caption),
    h("colgroup", null, h("col"), h("col")),
    available.length > 0 && h("colgroup", { class: "available", span: available.length }),
    h(
      "thead",
      null,
      h(
        "tr",
        null,
        h("th", { scope: "col", rowspan: 2 }, texts.places.place),
        h("th", { scope: "col", rowspan: 2 }, texts.places.state),
        available.length > 0 &&
          h("th", { scope: "colgroup", colspan: available.length, class: "group" }, texts.places.available),
        rest.map((column) =>
          h("th", { key: column, scope: "col", rowspan: 2, class: "number" }, texts.column[column]),
        ),
        hasOthers && h("th", { scope: "col", rowspan: 2, class: "number" }, texts.places.others),
      ),
      h(
        "tr",
        null,
        available.map((column) =>
          h("th", { key: column, scope: "col", class: "number gender" }, texts.column[column]),
        ),
      ),
    ),
    h(
      "tbody",
      null,
      places.map((place) => placeRow(view, place, [...available, ...rest], hasOthers)),
    ),
  );
}

function placeRow(view: View, place: Place, columns: readonly ColumnId[], hasOthers: boolean): VNode {
  const { cells, others } = arrange(place);
  return h(
    "tr",
    { key: place.id, class: withChange(view, changeKey.place(place.id), `row-${placeState(view, place)}`) },
    h("th", { scope: "row" }, placeButton(view, place), h("span", { class: "identifier" }, place.identifier)),
    h("td", { class: "state" }, stateParts(view, place)),
    columns.map((column) => {
      const indicator = cells.get(column);
      const kind = isGender(column) ? "number gender" : "number";
      if (indicator === undefined) return h("td", { key: column, class: `${kind} absent` }, "·");
      return h(
        "td",
        { key: column, class: figureClass(view, place, indicator, kind) },
        figureParts(view, place, indicator),
      );
    }),
    hasOthers &&
      h("td", { class: "number others" }, others.length > 0 && view.texts.places.otherFigures(others.length)),
  );
}

function placeList(view: View, places: readonly Place[]): VNode {
  return h(
    "ul",
    { class: "place-list" },
    places.map((place) => {
      const { cells, others } = arrange(place);
      const figures = [...cells];
      return h(
        "li",
        {
          key: place.id,
          class: withChange(view, changeKey.place(place.id), `row-${placeState(view, place)}`),
        },
        h("h3", null, placeButton(view, place)),
        h("div", { class: "state" }, stateParts(view, place)),
        figureList(
          view,
          place,
          "gender",
          figures.filter(([column]) => isGender(column)),
        ),
        figureList(
          view,
          place,
          "rest",
          figures.filter(([column]) => !isGender(column)),
        ),
        others.length > 0 &&
          h("p", { class: "others" }, `+ ${view.texts.places.otherFigures(others.length)}`),
      );
    }),
  );
}

function figureList(
  view: View,
  place: Place,
  kind: string,
  figures: readonly [ColumnId, Indicator][],
): Child {
  if (figures.length === 0) return null;
  return h(
    "dl",
    { key: kind, class: kind },
    figures.map(([column, indicator]) =>
      h(
        "div",
        { key: column, class: figureClass(view, place, indicator, "cell") },
        h("dt", null, view.texts.column[column]),
        h("dd", null, figureParts(view, place, indicator)),
      ),
    ),
  );
}

function placeButton(view: View, place: Place): VNode {
  return h(
    "button",
    {
      type: "button",
      class: "place-name",
      "aria-haspopup": "dialog",
      "data-place": place.id,
      onclick: () => view.actions.openPlace(place.id),
    },
    place.label,
  );
}

function figureClass(view: View, place: Place, indicator: Indicator, kind: string): string {
  return withChange(view, changeKey.figure(place.id, indicator.id), `${kind} is-${indicator.status}`);
}

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
    .map((indicator) => unsettledSince(view.state.unsettled, place, indicator))
    .every((sinceMs) => sinceMs !== null && view.nowMs - sinceMs < sendingMaxMs);
}

/** State of a place as a word with a sign, and the first reason in words. */
export function stateParts(view: View, place: Place): readonly Child[] {
  const state = placeState(view, place);
  const reason =
    state === "parked" && place.parkedReason !== null
      ? place.parkedReason
      : (place.held[0]?.text ?? (state === "warned" ? place.warnings[0] : undefined));
  return [
    h("span", { class: `pill is-${state}` }, icon(stateIcons[state]), view.texts.placeState[state]),
    reason !== undefined && h("span", { class: "reason" }, say(view, reason)),
  ];
}
