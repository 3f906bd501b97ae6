import type { Explanation } from "../live/board-schema.ts";
import { boardChanges } from "./board-changes.ts";
import { browserWorld, connect } from "./connection.ts";
import { asLanguage, chooseLanguage, type Language } from "./language.ts";
import { createPage } from "./page.ts";
import type { PageState } from "./page-state.ts";
import { createRefresher } from "./refresher.ts";
import { trackUnsettled } from "./unsettled.ts";

/** How long a change stays highlighted. */
const highlightMs = 5_000;
const reasonsGapMs = 2_000;
const languageItem = "raccord.language";
const narrowWindow = matchMedia("(max-width: 56rem)");

let skewMs = 0;
let queued = false;
const changedUntil = new Map<string, number>();

let state: PageState = {
  language: chooseLanguage(location.search, rememberedLanguage(), navigator.languages),
  board: null,
  unsettled: new Map(),
  link: { state: "up", sinceMs: Date.now() },
  changed: new Set(),
  search: "",
  attentionOnly: false,
  allDeliveries: false,
  openPlace: null,
  reasons: { state: "loading", last: null },
  endingWarmUp: null,
  endedBy: "",
  endFailed: false,
  copied: null,
  narrow: narrowWindow.matches,
};

const nowMs = (): number => Date.now() + skewMs;

function draw(): void {
  queued = false;
  for (const [key, untilMs] of changedUntil) if (untilMs <= Date.now()) changedUntil.delete(key);
  state = { ...state, changed: new Set(changedUntil.keys()) };
  page.draw(state, nowMs());
}

function change(part: Partial<PageState>): void {
  state = { ...state, ...part };
  if (queued) return;
  queued = true;
  queueMicrotask(draw);
}

/** A browser that keeps nothing for sites throws here; the page then only forgets the choice. */
function rememberedLanguage(): string | null {
  try {
    return localStorage.getItem(languageItem);
  } catch {
    return null;
  }
}

function rememberLanguage(language: Language): void {
  try {
    localStorage.setItem(languageItem, language);
  } catch {
    // The choice lasts as long as the page.
  }
}

function speak(language: Language): void {
  rememberLanguage(language);
  const address = new URL(location.href);
  if (asLanguage(address.searchParams.get("lang")) !== undefined) {
    address.searchParams.set("lang", language);
    history.replaceState(null, "", address);
  }
  change({ language });
}

async function readReasons(): Promise<void> {
  const place = state.openPlace;
  if (place === null) return;
  let read: Explanation | null = null;
  try {
    const answer = await fetch(`/api/places/${encodeURIComponent(place)}/explain`);
    if (answer.ok) read = await answer.json();
  } catch {
    // Shown below as reasons that cannot be read.
  }
  if (state.openPlace !== place) return;
  const { last } = state.reasons;
  change({ reasons: read === null ? { state: "failed", last } : { state: "shown", last: read } });
}

async function endWarmUp(feed: string): Promise<void> {
  try {
    const answer = await fetch(`/api/feeds/${encodeURIComponent(feed)}/warm-up/end`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ by: state.endedBy }),
    });
    change(answer.ok ? { endingWarmUp: null, endFailed: false } : { endFailed: true });
  } catch {
    change({ endFailed: true });
  }
}

const reasons = createRefresher(readReasons, reasonsGapMs, browserWorld);

const page = createPage({
  speak,
  search: (search) => change({ search }),
  attentionOnly: (attentionOnly) => change({ attentionOnly }),
  allDeliveries: (allDeliveries) => change({ allDeliveries }),
  openPlace(openPlace) {
    if (openPlace === state.openPlace) return;
    change({ openPlace, reasons: { state: "loading", last: null } });
    if (openPlace !== null) void readReasons();
  },
  askEndWarmUp: (endingWarmUp) => change({ endingWarmUp, endFailed: false }),
  nameEndedBy: (endedBy) => change({ endedBy }),
  endWarmUp: (feed) => void endWarmUp(feed),
  copy(task, message) {
    navigator.clipboard.writeText(message).then(
      () => change({ copied: { task, ok: true } }),
      () => change({ copied: { task, ok: false } }),
    );
  },
});

narrowWindow.addEventListener("change", () => change({ narrow: narrowWindow.matches }));
draw();
setInterval(draw, 1_000);
connect({
  onBoard(board, skew) {
    skewMs = skew;
    for (const key of boardChanges(state.board, board)) changedUntil.set(key, Date.now() + highlightMs);
    change({ board, unsettled: trackUnsettled(state.unsettled, board) });
    if (state.openPlace !== null) reasons.ask();
  },
  onLink(next) {
    if (next !== state.link.state) change({ link: { state: next, sinceMs: nowMs() } });
  },
});
