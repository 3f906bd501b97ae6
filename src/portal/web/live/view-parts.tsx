import type { ReactNode } from "react";
import type { Indicator, Place, Text } from "../../live/board-schema.ts";
import { clockText, durationText, figureText, fullTimeText } from "./format.ts";
import type { View } from "./page-state.ts";
import { unsettledSince } from "./unsettled.ts";

/** Drawn on 16 by 16, filled with the colour of the text. */
const iconPaths = {
  good: "M6.4 12.6 1.9 8.1l1.6-1.6 2.9 2.9 6.1-6.1 1.6 1.6z",
  waiting:
    "M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1zm0 2a5 5 0 1 0 0 10A5 5 0 0 0 8 3zm-.9 1.5h1.8v3.1l2.3 1.4-.9 1.5-3.2-2z",
  held: "M3.5 2.5h3v11h-3zm6 0h3v11h-3z",
  blocked: "M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1zM4 6.9v2.2h8V6.9z",
  refused: "m3.6 2 4.4 4.4L12.4 2 14 3.6 9.6 8l4.4 4.4-1.6 1.6L8 9.6 3.6 14 2 12.4 6.4 8 2 3.6z",
  warning: "M8 1.2 15.6 14.6H.4zm-1 4.6v4.4h2V5.8zm0 5.4v1.8h2v-1.8z",
} as const;

export type IconName = keyof typeof iconPaths;

/** A sign that repeats the words beside it, so it is hidden from screen readers. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={iconPaths[name]} fill="currentColor" />
    </svg>
  );
}

/** The icon of a figure's status. */
export const statusIcons: Readonly<Record<Indicator["status"], IconName>> = {
  confirmed: "good",
  waiting: "waiting",
  held: "held",
  refused: "refused",
};

/** A text of the board in the language of the page. */
export function say(view: Pick<View, "language">, text: Text): string {
  return text[view.language];
}

type Timed = Pick<View, "language" | "texts" | "nowMs">;

/** "il y a 12 s": ticks by itself because the page is drawn again every second. */
export function Ago({ view, instant }: { readonly view: Timed; readonly instant: string | null }) {
  if (instant === null) return view.texts.age.never;
  const ageMs = view.nowMs - Date.parse(instant);
  const text = ageMs < 1000 ? view.texts.age.now : view.texts.age.ago(durationText(view.language, ageMs));
  return (
    <Time view={view} instant={instant}>
      {text}
    </Time>
  );
}

/** The hour of an instant, with its day when it is another one. */
export function ClockTime({ view, instant }: { readonly view: Timed; readonly instant: string }) {
  return (
    <Time view={view} instant={instant}>
      {clockText(view.language, Date.parse(instant), view.nowMs)}
    </Time>
  );
}

interface TimeProps {
  readonly view: Timed;
  readonly instant: string;
  readonly children: string;
}

function Time({ view, instant, children }: TimeProps) {
  return (
    <time dateTime={instant} title={fullTimeText(view.language, Date.parse(instant))}>
      {children}
    </time>
  );
}

/** "40 s" since `sinceMs`. */
export function lasting(view: Pick<View, "language" | "nowMs">, sinceMs: number): string {
  return durationText(view.language, Math.max(0, view.nowMs - sinceMs));
}

interface FigureProps {
  readonly view: View;
  readonly place: Place;
  readonly indicator: Indicator;
}

/**
 * A figure with its sign: what the hospital says, and under it how far the ROR has confirmed it. The sign and a bare
 * age stand for "confirmed 12 s ago", which is what screen readers get.
 */
export function Figure({ view, place, indicator }: FigureProps) {
  const { texts, language } = view;
  const { status, wanted, confirmed } = indicator;
  const settledMs = indicator.confirmedAt === null ? null : Date.parse(indicator.confirmedAt);
  const quiet = status === "confirmed";
  const sinceMs = quiet ? settledMs : unsettledSince(view.unsettled, place, indicator);
  return (
    <>
      <span className="figure">{figureText(language, wanted)}</span>
      <span className="note">
        <Icon name={statusIcons[status]} />
        <span className={quiet ? "unseen" : "word"}>{`${texts.shortStatus[status]} `}</span>
        {sinceMs !== null && (
          <Time view={view} instant={new Date(sinceMs).toISOString()}>
            {lasting(view, sinceMs)}
          </Time>
        )}
      </span>
      {wanted !== confirmed && (
        <span className="note ror">{texts.figure.inRor(figureText(language, confirmed))}</span>
      )}
    </>
  );
}

/** `class` of something that is highlighted for a moment after it changed. */
export function withChange(view: Pick<View, "changed">, key: string, classes: string): string {
  return view.changed.has(key) ? `${classes} changed` : classes;
}

interface ScrollingProps {
  readonly label: string;
  readonly className?: string;
  readonly children: ReactNode;
}

/** Something that scrolls in its own frame when it must, reachable by keyboard. */
export function Scrolling({ label, className = "scrolling", children }: ScrollingProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a frame that scrolls must be reachable by keyboard
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
    <div className={className} role="group" tabIndex={0} aria-label={label}>
      {children}
    </div>
  );
}

interface PanelProps {
  readonly id: string;
  readonly title: string;
  readonly children: ReactNode;
}

/** A headed part of the page. */
export function Panel({ id, title, children }: PanelProps) {
  return (
    <section id={id} aria-labelledby={`${id}-title`} className="live-panel">
      <h2 id={`${id}-title`}>{title}</h2>
      {children}
    </section>
  );
}
