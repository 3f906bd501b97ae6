import type { Delivery } from "../../live/board-schema.ts";
import { changeKey } from "./board-changes.ts";
import { callDurationText } from "./format.ts";
import type { View } from "./page-state.ts";
import { type Child, h, type VNode } from "./vdom.ts";
import { clock, icon, scrolling, section, withChange } from "./view-parts.ts";

const shortCount = 8;

/** The last calls to the national ROR, newest first. */
export function deliveriesSection(view: View): Child {
  const { state, texts, actions } = view;
  if (state.board === null) return null;
  const all = state.board.deliveries;
  const shown = state.allDeliveries ? all : all.slice(0, shortCount);
  return section(
    "deliveries",
    texts.deliveries.title,
    all.length === 0
      ? h("p", { class: "empty" }, texts.deliveries.none)
      : state.narrow
        ? h(
            "ul",
            { class: "delivery-list" },
            shown.map((one) => deliveryItem(view, one)),
          )
        : scrolling(texts.deliveries.title, deliveryTable(view, shown)),
    all.length > shortCount &&
      h(
        "button",
        {
          type: "button",
          "aria-expanded": String(state.allDeliveries),
          onclick: () => actions.allDeliveries(!state.allDeliveries),
        },
        state.allDeliveries ? texts.deliveries.fewer : texts.deliveries.more(all.length),
      ),
  );
}

function deliveryTable(view: View, deliveries: readonly Delivery[]): VNode {
  const { texts } = view;
  const { at, place, indicator, operation, result, duration } = texts.deliveries;
  return h(
    "table",
    { class: "deliveries" },
    h("caption", { class: "unseen" }, texts.deliveries.caption),
    h(
      "thead",
      null,
      h("tr", null, [
        ...[at, place, indicator, operation, result].map((text) => h("th", { scope: "col" }, text)),
        h("th", { scope: "col", class: "number" }, duration),
      ]),
    ),
    h(
      "tbody",
      null,
      deliveries.map((one) =>
        h(
          "tr",
          { key: changeKey.delivery(one), class: withChange(view, changeKey.delivery(one), "") },
          h("td", null, clock(view, one.at)),
          h("td", null, placeLabel(view, one)),
          h("td", { class: "code" }, one.indicator),
          h("td", null, texts.deliveries[one.operation]),
          h("td", null, resultText(view, one)),
          h("td", { class: "number" }, callDurationText(view.state.language, one.durationMs)),
        ),
      ),
    ),
  );
}

function deliveryItem(view: View, one: Delivery): VNode {
  return h(
    "li",
    { key: changeKey.delivery(one), class: withChange(view, changeKey.delivery(one), "") },
    h("span", { class: "card-facts" }, clock(view, one.at), resultText(view, one)),
    h("span", null, `${placeLabel(view, one)}, ${one.indicator}, ${view.texts.deliveries[one.operation]}`),
  );
}

function resultText(view: View, one: Delivery): VNode {
  const { deliveries } = view.texts;
  // The row was not there yet: the normal first answer, followed by an addition (DESIGN §4).
  const absent = one.ok && one.status === 404;
  const word = one.ok
    ? absent
      ? deliveries.absent
      : deliveries.good
    : one.status === null
      ? deliveries.lost
      : deliveries.bad;
  return h(
    "span",
    { class: absent ? "status" : one.ok ? "status is-confirmed" : "status is-refused" },
    icon(absent ? "waiting" : one.ok ? "good" : "refused"),
    one.status === null ? word : `${word} (${one.status})`,
  );
}

function placeLabel(view: View, one: Delivery): string {
  return view.state.board?.places.find((place) => place.id === one.place)?.label ?? one.place;
}
