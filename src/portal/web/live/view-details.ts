import type { Explanation, Indicator, Place } from "../../live/board-schema.ts";
import { changeKey } from "./board-changes.ts";
import { figureText } from "./format.ts";
import type { View } from "./page-state.ts";
import { type Child, h, type VNode } from "./vdom.ts";
import { ago, icon, say, scrolling, statusIcons, withChange } from "./view-parts.ts";
import { stateParts } from "./view-places.ts";

/** Details of the opened place: what it is, every figure, what is held and why, the beds behind each figure. */
export function placeDetails(view: View, place: Place): readonly Child[] {
  const { texts } = view;
  return [
    h(
      "header",
      { class: "details-head" },
      h("h2", { id: "details-title" }, place.label),
      h(
        "button",
        { type: "button", class: "close", onclick: () => view.actions.openPlace(null) },
        icon("refused"),
        h("span", null, texts.page.close),
      ),
    ),
    h("div", { class: "state" }, stateParts(view, place)),
    h("dl", { class: "facts" }, [
      fact(texts.details.identifier, place.identifier),
      fact(texts.details.nature, texts.details[place.nature]),
      fact(texts.details.feed, place.feed),
      fact(texts.details.target, place.target),
    ]),
    notices(view, place),
    h("h3", null, texts.details.figures),
    view.state.narrow ? figureList(view, place) : scrolling(texts.details.figures, figureTable(view, place)),
    h("h3", null, texts.details.why),
    reasons(view),
  ];
}

function fact(name: string, value: Child): VNode {
  return h("div", { key: name }, h("dt", null, name), h("dd", null, value));
}

function notices(view: View, place: Place): readonly Child[] {
  const { texts } = view;
  const notice = (kind: string, title: string, lines: readonly string[]): Child =>
    lines.length > 0 &&
    h(
      "div",
      { key: kind, class: `notice is-${kind}` },
      h("h3", null, title),
      h(
        "ul",
        null,
        lines.map((line) => h("li", null, line)),
      ),
    );
  const parked = place.parkedReason === null ? [] : [say(view, place.parkedReason)];
  return [
    notice("parked", texts.details.parked, parked),
    notice(
      "held",
      texts.details.held,
      place.held.map((one) => `${say(view, one.text)} (${one.code})`),
    ),
    notice(
      "warned",
      texts.details.warnings,
      place.warnings.map((one) => say(view, one)),
    ),
  ];
}

function figureTable(view: View, place: Place): VNode {
  const { texts, state } = view;
  const head = (text: string, kind = ""): VNode => h("th", { scope: "col", class: kind }, text);
  return h(
    "table",
    { class: "figures" },
    h("caption", { class: "unseen" }, `${texts.details.figures}, ${place.label}`),
    h(
      "thead",
      null,
      h("tr", null, [
        head(texts.details.figure),
        head(texts.figure.wanted, "number"),
        head(texts.figure.ror, "number"),
        head(texts.details.status),
        head(texts.details.confirmedAge),
      ]),
    ),
    h(
      "tbody",
      null,
      place.indicators.map((indicator) =>
        h(
          "tr",
          {
            key: indicator.id,
            class: withChange(view, changeKey.figure(place.id, indicator.id), `is-${indicator.status}`),
          },
          h(
            "th",
            { scope: "row" },
            say(view, indicator.label),
            h("span", { class: "identifier" }, `${indicator.id} · ${indicator.key}`),
          ),
          h("td", { class: "number" }, figureText(state.language, indicator.wanted)),
          h("td", { class: "number" }, figureText(state.language, indicator.confirmed)),
          h("td", null, statusText(view, indicator)),
          h("td", null, ago(view, indicator.confirmedAt)),
        ),
      ),
    ),
  );
}

function figureList(view: View, place: Place): VNode {
  const { texts, state } = view;
  const { language } = state;
  return h(
    "ul",
    { class: "figure-list" },
    place.indicators.map((indicator) => {
      const key = changeKey.figure(place.id, indicator.id);
      const values = [
        `${texts.figure.wanted} ${figureText(language, indicator.wanted)}`,
        `${texts.figure.ror} ${figureText(language, indicator.confirmed)}`,
      ];
      return h(
        "li",
        { key: indicator.id, class: withChange(view, key, `is-${indicator.status}`) },
        h("strong", null, say(view, indicator.label)),
        h(
          "span",
          { class: "values" },
          values.map((value) => h("span", null, value)),
          statusText(view, indicator),
          h("span", null, ago(view, indicator.confirmedAt)),
        ),
        h("span", { class: "identifier" }, `${indicator.id} · ${indicator.key}`),
      );
    }),
  );
}

function statusText(view: View, { status }: Indicator): VNode {
  return h("span", { class: `status is-${status}` }, icon(statusIcons[status]), view.texts.status[status]);
}

function reasons(view: View): readonly Child[] {
  const { texts, state } = view;
  const { last } = state.reasons;
  return [
    state.reasons.state === "failed" && h("p", { class: "notice is-parked" }, texts.details.whyFailed),
    last === null &&
      state.reasons.state === "loading" &&
      h("p", { class: "empty" }, texts.details.whyLoading),
    last !== null && h("p", { class: "computed" }, `${texts.details.whyAt} `, ago(view, last.at)),
    last?.figures.map((figure) => reasonOf(view, figure)),
  ];
}

function reasonOf(view: View, figure: Explanation["figures"][number]): VNode {
  const { texts, state } = view;
  const label = say(view, figure.label);
  return h(
    "details",
    { key: figure.indicator, class: "why" },
    h(
      "summary",
      null,
      h("span", null, label),
      h("span", { class: "figure" }, figureText(state.language, figure.count)),
    ),
    figure.lines.length === 0
      ? h("p", { class: "empty" }, texts.details.whyEmpty)
      : state.narrow
        ? lineList(view, figure)
        : scrolling(texts.details.lines(label), lineTable(view, figure, label)),
  );
}

function lineTable(view: View, figure: Explanation["figures"][number], label: string): VNode {
  const { details } = view.texts;
  return h(
    "table",
    { class: "lines" },
    h("caption", { class: "unseen" }, details.lines(label)),
    h(
      "thead",
      null,
      h(
        "tr",
        null,
        [details.bedName, details.bedState, details.reason, details.movements].map((text) =>
          h("th", { scope: "col" }, text),
        ),
      ),
    ),
    h(
      "tbody",
      null,
      figure.lines.map((line) =>
        h(
          "tr",
          null,
          h("th", { scope: "row" }, line.bed ?? details.noBed),
          h("td", null, bedStateText(view, line.state)),
          h("td", null, say(view, line.reason)),
          h("td", { class: "movements" }, line.movements.length === 0 ? "–" : line.movements.join(", ")),
        ),
      ),
    ),
  );
}

function lineList(view: View, figure: Explanation["figures"][number]): VNode {
  const { details } = view.texts;
  return h(
    "ul",
    { class: "line-list" },
    figure.lines.map((line) =>
      h(
        "li",
        null,
        h("strong", null, line.bed ?? details.noBed),
        ` ${bedStateText(view, line.state)}, ${say(view, line.reason)}`,
        line.movements.length > 0 &&
          h("span", { class: "movements" }, `${details.movements} ${line.movements.join(", ")}`),
      ),
    ),
  );
}

function bedStateText(view: View, state: string): string {
  return new Map<string, string>(Object.entries(view.texts.bedState)).get(state) ?? state;
}
