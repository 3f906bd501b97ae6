import type { Indicator, Place, Text } from "../../live/board-schema.ts";
import { clockText, durationText, figureText, fullTimeText } from "./format.ts";
import type { View } from "./page-state.ts";
import { unsettledSince } from "./unsettled.ts";
import { h, type VNode } from "./vdom.ts";

/** Drawn on 16 by 16, filled with the colour of the text. */
const iconPaths = {
  good: "M6.4 12.6 1.9 8.1l1.6-1.6 2.9 2.9 6.1-6.1 1.6 1.6z",
  waiting:
    "M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1zm0 2a5 5 0 1 0 0 10A5 5 0 0 0 8 3zm-.9 1.5h1.8v3.1l2.3 1.4-.9 1.5-3.2-2z",
  held: "M3.5 2.5h3v11h-3zm6 0h3v11h-3z",
  blocked: "M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1zM4 6.9v2.2h8V6.9z",
  refused: "m3.6 2 4.4 4.4L12.4 2 14 3.6 9.6 8l4.4 4.4-1.6 1.6L8 9.6 3.6 14 2 12.4 6.4 8 2 3.6z",
  warning: "M8 1.2 15.6 14.6H.4zm-1 4.6v4.4h2V5.8zm0 5.4v1.8h2v-1.8z",
  down: "M1.4 3 3 1.4 14.6 13 13 14.6l-3-3A4 4 0 0 1 8 12a4 4 0 0 1-2.8-1.2l1.2-1.2c.4.4 1 .6 1.6.6h.4z",
} as const;

export type IconName = keyof typeof iconPaths;

/** A sign that repeats the words beside it, so it is hidden from screen readers. */
export function icon(name: IconName): VNode {
  const attributes = { class: "icon", viewBox: "0 0 16 16", "aria-hidden": "true", focusable: "false" };
  return h("svg", attributes, h("path", { d: iconPaths[name], fill: "currentColor" }));
}

/** The icon of a figure's status. */
export const statusIcons: Readonly<Record<Indicator["status"], IconName>> = {
  confirmed: "good",
  waiting: "waiting",
  held: "held",
  refused: "refused",
};

/** A text of the board in the language of the page. */
export function say(view: View, text: Text): string {
  return text[view.state.language];
}

/** "il y a 12 s": ticks by itself because the page is drawn again every second. */
export function ago(view: View, instant: string | null): VNode | string {
  if (instant === null) return view.texts.age.never;
  const atMs = Date.parse(instant);
  const ageMs = view.nowMs - atMs;
  const text =
    ageMs < 1000 ? view.texts.age.now : view.texts.age.ago(durationText(view.state.language, ageMs));
  return time(view, instant, text);
}

/** The hour of an instant, with its day when it is another one. */
export function clock(view: View, instant: string): VNode {
  return time(view, instant, clockText(view.state.language, Date.parse(instant), view.nowMs));
}

function time(view: View, instant: string, text: string): VNode {
  return h(
    "time",
    { datetime: instant, title: fullTimeText(view.state.language, Date.parse(instant)) },
    text,
  );
}

/** "40 s" since `sinceMs`. */
export function lasting(view: View, sinceMs: number): string {
  return durationText(view.state.language, Math.max(0, view.nowMs - sinceMs));
}

/**
 * A figure with its sign: what the hospital says, and under it how far the ROR has confirmed it. The sign and a bare
 * age stand for "confirmed 12 s ago", which is what screen readers get.
 */
export function figureParts(view: View, place: Place, indicator: Indicator): readonly VNode[] {
  const { texts, state } = view;
  const { status, wanted, confirmed } = indicator;
  const settledMs = indicator.confirmedAt === null ? null : Date.parse(indicator.confirmedAt);
  const sinceMs = status === "confirmed" ? settledMs : unsettledSince(state.unsettled, place, indicator);
  const quiet = status === "confirmed";
  return [
    h("span", { class: "figure" }, figureText(state.language, wanted)),
    h(
      "span",
      { class: "note" },
      icon(statusIcons[status]),
      h("span", { class: quiet ? "unseen" : "word" }, `${texts.shortStatus[status]} `),
      sinceMs !== null && time(view, new Date(sinceMs).toISOString(), lasting(view, sinceMs)),
    ),
    ...(wanted === confirmed
      ? []
      : [h("span", { class: "note ror" }, texts.figure.inRor(figureText(state.language, confirmed)))]),
  ];
}

/** `class` of something that is highlighted for a moment after it changed. */
export function withChange(view: View, key: string, classes: string): string {
  return view.state.changed.has(key) ? `${classes} changed` : classes;
}

/** A table that scrolls sideways in its own frame when it must, reachable by keyboard. */
export function scrolling(label: string, table: VNode): VNode {
  return h("div", { class: "scrolling", role: "group", tabindex: 0, "aria-label": label }, table);
}

/** A headed part of the page. */
export function section(id: string, title: string, ...content: Parameters<typeof h>[2][]): VNode {
  return h("section", { key: id, id, "aria-labelledby": `${id}-title`, class: "panel" }, [
    h("h2", { id: `${id}-title` }, title),
    ...content,
  ]);
}
