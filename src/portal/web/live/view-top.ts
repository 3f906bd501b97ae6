import { languages } from "../app/language.ts";
import { changeKey } from "./board-changes.ts";
import { availableTotals, type Gender, genders, type Total } from "./figures.ts";
import { clockText, figureText } from "./format.ts";
import type { View } from "./page-state.ts";
import { concernSinceMs, concernText, headline } from "./sentences.ts";
import type { Level, Summary } from "./summary.ts";
import { dictionaries } from "./texts.ts";
import { type Child, h, type VNode } from "./vdom.ts";
import { ago, type IconName, icon, lasting, withChange } from "./view-parts.ts";

const levelIcons: Readonly<Record<Level, IconName>> = {
  good: "good",
  waiting: "waiting",
  blocked: "warning",
  down: "refused",
  loading: "waiting",
};

/** Name of the establishment, freshness of the page, choice of the language. */
export function header(view: View): VNode {
  const { state, texts } = view;
  const live = state.link.state === "up" && state.board !== null;
  return h(
    "header",
    { class: "masthead" },
    h("a", { class: "skip", href: "#places" }, texts.page.skip),
    h("p", { class: "brand" }, "Raccord"),
    h("h1", null, state.board?.establishment ?? "Raccord"),
    h(
      "p",
      { class: live ? "beat is-live" : "beat" },
      h("span", { class: "dot", "aria-hidden": "true" }),
      h("span", { class: "word" }, live ? texts.page.live : texts.page.notLive),
      live && h("span", { class: "hour" }, clockText(state.language, view.nowMs, view.nowMs)),
    ),
    h(
      "div",
      { class: "languages", role: "group", "aria-label": texts.page.language },
      languages.map((language) =>
        h(
          "button",
          {
            key: language,
            type: "button",
            lang: language,
            "aria-pressed": String(language === state.language),
            onclick: () => view.actions.speak(language),
          },
          h("span", { class: "long" }, dictionaries[language].page.languageName),
          h("abbr", { class: "short", "aria-hidden": "true" }, language.toUpperCase()),
        ),
      ),
    ),
  );
}

/** The sentence that says at one look whether all is well, and under it whatever else is not. */
export function summaryBanner(view: View, summary: Summary): VNode {
  const { state, texts } = view;
  const [first, ...others] = summary.concerns;
  const since = first === undefined ? null : concernSinceMs(first);
  return h(
    "div",
    { class: `summary is-${summary.level}`, id: "summary" },
    icon(levelIcons[summary.level]),
    h(
      "div",
      null,
      h(
        "p",
        { class: "sentence" },
        headline(texts, summary),
        since !== null && h("span", { class: "since" }, ` ${texts.age.since(lasting(view, since))}`),
      ),
      summary.level === "down" &&
        h(
          "p",
          { class: "known" },
          state.board === null
            ? texts.summary.noValues
            : [`${texts.summary.lastKnown} `, ago(view, state.board.at)],
        ),
      (others.length > 0 || summary.tasks > 0) &&
        h("ul", { class: "concerns" }, [
          ...others.map((concern) => {
            const sinceMs = concernSinceMs(concern);
            return h(
              "li",
              null,
              concernText(texts, concern),
              sinceMs !== null && ` ${texts.age.since(lasting(view, sinceMs))}`,
            );
          }),
          summary.tasks > 0 && h("li", null, h("a", { href: "#tasks" }, texts.summary.tasks(summary.tasks))),
        ]),
    ),
  );
}

/** Available beds by gender, to be read from across the room. */
export function totals(view: View): Child {
  const { state, texts } = view;
  if (state.board === null) return null;
  const beds = availableTotals(state.board, "bed");
  const places = availableTotals(state.board, "place");
  if (beds === undefined && places === undefined) return null;
  return h(
    "section",
    { class: "totals", "aria-label": texts.totals.title },
    beds !== undefined && totalGroup(view, "bed", texts.totals.beds, beds),
    places !== undefined && totalGroup(view, "place", texts.totals.places, places),
  );
}

function totalGroup(
  view: View,
  nature: "bed" | "place",
  title: string,
  totalOf: Readonly<Record<Gender, Total>>,
): VNode {
  const shown = genders.filter((gender) => nature === "bed" || totalOf[gender].wanted !== null);
  return h(
    "div",
    { key: nature, class: `total-group of-${nature}s` },
    h("h2", null, title),
    h(
      "dl",
      null,
      shown.map((gender) => {
        const total = totalOf[gender];
        return h(
          "div",
          { key: gender, class: withChange(view, changeKey.total(nature, gender), `total of-${gender}`) },
          h("dt", null, view.texts.totals[gender]),
          h("dd", { class: "big" }, figureText(view.state.language, total.wanted)),
          h("dd", { class: "note" }, totalNote(view, total)),
        );
      }),
    ),
  );
}

function totalNote(view: View, total: Total): Child {
  const { texts, state } = view;
  if (total.unknown > 0) return [icon("warning"), texts.totals.unknown(total.unknown)];
  if (total.wanted === total.confirmed) return [icon("good"), texts.totals.same];
  return h(
    "span",
    { class: "differs" },
    icon("waiting"),
    texts.totals.inRor(figureText(state.language, total.confirmed)),
  );
}
