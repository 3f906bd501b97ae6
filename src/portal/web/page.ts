import type { PageActions, PageState, View } from "./page-state.ts";
import { headline } from "./sentences.ts";
import { type Level, type Summary, summarise } from "./summary.ts";
import { dictionaries } from "./texts.ts";
import { h, patch } from "./vdom.ts";
import { feedsSection, refusalsSection, targetsSection, tasksSection, warmUpQuestion } from "./view-aside.ts";
import { deliveriesSection } from "./view-deliveries.ts";
import { placeDetails } from "./view-details.ts";
import { placesSection } from "./view-places.ts";
import { header, summaryBanner, totals } from "./view-top.ts";

const titleSigns: Readonly<Record<Level, string>> = {
  good: "✓",
  waiting: "…",
  blocked: "!",
  down: "✕",
  loading: "…",
};

/** A sentence is read out once it has stood for this long. */
const announceAfterMs = 1_500;

export interface Page {
  /** Draws the page for this state. `nowMs` by the connector's clock. */
  draw(state: PageState, nowMs: number): void;
}

/** The page in the elements of index.html. */
export function createPage(actions: PageActions): Page {
  const root = required("page", HTMLElement);
  const details = required("details", HTMLDialogElement);
  const question = required("question", HTMLDialogElement);
  const announcer = createAnnouncer(required("announcer", HTMLElement));
  closeBy(details, () => actions.openPlace(null));
  closeBy(question, () => actions.askEndWarmUp(null));
  return {
    draw(state, nowMs) {
      const texts = dictionaries[state.language];
      const view: View = { state, texts, nowMs, actions };
      const summary = summarise(state.board, state.link, nowMs, state.unsettled);
      const sentence = headline(texts, summary);
      document.documentElement.lang = state.language;
      document.title = `${titleSigns[summary.level]} ${sentence} · ${state.board?.establishment ?? "Raccord"}`;
      patch(root, pageParts(view, summary));
      const place = state.board?.places.find((one) => one.id === state.openPlace);
      showDialog(details, place === undefined ? null : () => patch(details, placeDetails(view, place)));
      const feed = state.endingWarmUp;
      showDialog(question, feed === null ? null : () => patch(question, warmUpQuestion(view, feed)));
      // A figure on its way is not news; reading it out at each change would be.
      if (summary.concerns[0]?.kind !== "sending") announcer(sentence, nowMs);
    },
  };
}

function pageParts(view: View, summary: Summary) {
  const stale = view.state.board !== null && view.state.link.state !== "up";
  return [
    header(view),
    h(
      "main",
      { class: stale ? "is-stale" : "" },
      summaryBanner(view, summary),
      totals(view),
      view.state.board !== null &&
        h(
          "div",
          { class: "columns" },
          h("div", { class: "wide" }, placesSection(view), deliveriesSection(view)),
          h(
            "div",
            { class: "side" },
            tasksSection(view),
            refusalsSection(view),
            feedsSection(view),
            targetsSection(view),
          ),
        ),
    ),
  ];
}

function showDialog(dialog: HTMLDialogElement, draw: (() => void) | null): void {
  if (draw === null) {
    if (dialog.open) dialog.close();
    return;
  }
  draw();
  if (!dialog.open) dialog.showModal();
}

function closeBy(dialog: HTMLDialogElement, close: () => void): void {
  dialog.addEventListener("close", close);
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) close();
  });
}

function createAnnouncer(element: HTMLElement): (sentence: string, nowMs: number) => void {
  let pending = "";
  let sinceMs = 0;
  return (sentence, nowMs) => {
    if (sentence !== pending) {
      pending = sentence;
      sinceMs = nowMs;
    } else if (element.textContent !== sentence && nowMs - sinceMs >= announceAfterMs) {
      element.textContent = sentence;
    }
  };
}

function required<Kind extends HTMLElement>(id: string, kind: abstract new () => Kind): Kind {
  const element = document.getElementById(id);
  if (element instanceof kind) return element;
  throw new Error(`the page has no ${id}`);
}
