import type { Board } from "../../live/board-schema.ts";
import { sendingMaxMs, type Unsettled, unsettledSince } from "./unsettled.ts";

/** How the page is connected. `sinceMs` is the instant of the last change, by the page's clock. */
export interface Link {
  readonly state: "up" | "connector-down" | "not-understood" | "portal-down";
  readonly sinceMs: number;
}

/** One thing that is not as it should be. Instants are epoch milliseconds; `sinceMs` null when it is not known. */
export type Concern =
  | { readonly kind: "portal-down" | "connector-down" | "not-understood"; readonly sinceMs: number }
  | {
      readonly kind: "target";
      readonly name: string;
      readonly state: "paused" | "broken";
      readonly sinceMs: number | null;
    }
  | {
      readonly kind: "certificate";
      readonly name: string;
      readonly notice: "due" | "expired" | "unreadable";
      readonly daysLeft: number;
    }
  | { readonly kind: "parked"; readonly places: number; readonly audiences: readonly string[] }
  | { readonly kind: "refused"; readonly figures: number; readonly audiences: readonly string[] }
  | { readonly kind: "silent"; readonly feeds: readonly string[]; readonly sinceMs: number | null }
  | { readonly kind: "warm-up"; readonly feeds: readonly string[] }
  | { readonly kind: "held"; readonly figures: number; readonly places: number }
  | { readonly kind: "waiting"; readonly figures: number; readonly sinceMs: number | null }
  | { readonly kind: "sending"; readonly figures: number };

export type Level = "good" | "waiting" | "blocked" | "down" | "loading";

export interface Summary {
  readonly level: Level;
  /** Most serious first; empty when all is well. */
  readonly concerns: readonly Concern[];
  readonly places: number;
  readonly confirmed: number;
  readonly tasks: number;
}

const levelOf: Readonly<Record<Concern["kind"], Level>> = {
  "portal-down": "down",
  "connector-down": "down",
  "not-understood": "down",
  target: "blocked",
  parked: "blocked",
  refused: "blocked",
  silent: "blocked",
  "warm-up": "waiting",
  certificate: "waiting",
  held: "waiting",
  waiting: "waiting",
  sending: "good",
};

/** What one look must tell: whether all is well, and if not, what is wrong, most serious first. */
export function summarise(board: Board | null, link: Link, nowMs: number, unsettled: Unsettled): Summary {
  const cut: Concern[] = link.state === "up" ? [] : [{ kind: link.state, sinceMs: link.sinceMs }];
  const concerns = board === null ? cut : [...cut, ...boardConcerns(board, nowMs, unsettled)];
  const figures = board?.places.flatMap((place) => place.indicators) ?? [];
  const [first] = concerns;
  return {
    level: first === undefined ? (board === null ? "loading" : "good") : levelOf[first.kind],
    concerns,
    places: board?.places.length ?? 0,
    confirmed: figures.filter((indicator) => indicator.status === "confirmed").length,
    tasks: board?.tasks.length ?? 0,
  };
}

function boardConcerns(board: Board, nowMs: number, unsettled: Unsettled): Concern[] {
  const concerns: Concern[] = [];
  for (const { name, state, since } of board.targets) {
    if (state !== "open") concerns.push({ kind: "target", name, state, sinceMs: instant(since) });
  }
  const audiences = audiencesOf(board);
  const parked = board.places.filter((place) => place.state === "parked").length;
  if (parked > 0) concerns.push({ kind: "parked", places: parked, audiences });
  const open = board.places.filter((place) => place.state === "open");
  const refused = open
    .flatMap((place) => place.indicators)
    .filter(({ status }) => status === "refused").length;
  if (refused > 0)
    concerns.push({ kind: "refused", figures: refused, audiences: parked > 0 ? [] : audiences });
  concerns.push(
    ...feedConcerns(board),
    ...certificateConcerns(board),
    ...pendingConcerns(board, nowMs, unsettled),
  );
  return concerns;
}

function feedConcerns(board: Board): Concern[] {
  const concerns: Concern[] = [];
  const silent = board.feeds.filter((feed) => feed.silent);
  if (silent.length > 0) {
    const sinceMs = earliest(silent.map((feed) => instant(feed.lastReceivedAt)));
    concerns.push({ kind: "silent", feeds: silent.map((feed) => feed.name), sinceMs });
  }
  const cold = board.feeds.filter((feed) => feed.warmUpEndedAt === null);
  if (cold.length > 0) concerns.push({ kind: "warm-up", feeds: cold.map((feed) => feed.name) });
  return concerns;
}

/** From so many days before its end a certificate is a matter for the top of the page; earlier its card says it. */
const lastNoticeDays = 30;

function certificateConcerns(board: Board): Concern[] {
  return board.targets.flatMap(({ name, certificate }): Concern[] => {
    if (certificate === null || certificate.notice === "none") return [];
    const { notice } = certificate;
    const daysLeft = certificate.daysLeft ?? 0;
    return daysLeft > lastNoticeDays ? [] : [{ kind: "certificate", name, notice, daysLeft }];
  });
}

function pendingConcerns(board: Board, nowMs: number, unsettled: Unsettled): Concern[] {
  const open = board.places.filter((place) => place.state === "open");
  const concerns: Concern[] = [];
  const heldBy = open.map((place) => place.indicators.filter(({ status }) => status === "held").length);
  const held = heldBy.reduce((left, right) => left + right, 0);
  if (held > 0)
    concerns.push({ kind: "held", figures: held, places: heldBy.filter((one) => one > 0).length });
  const waiting = open.flatMap((place) =>
    place.indicators
      .filter(({ status }) => status === "waiting")
      .map((indicator) => unsettledSince(unsettled, place, indicator)),
  );
  if (waiting.length === 0) return concerns;
  const sinceMs = earliest(waiting);
  if (sinceMs !== null && nowMs - sinceMs < sendingMaxMs) {
    concerns.push({ kind: "sending", figures: waiting.length });
  } else concerns.push({ kind: "waiting", figures: waiting.length, sinceMs });
  return concerns;
}

/** Who is asked to act, each once, in the order of the tasks. Several stand in one task as "grades, establishment". */
export function audiencesOf(board: Pick<Board, "tasks">): readonly string[] {
  return [...new Set(board.tasks.flatMap((task) => audienceNames(task.audience)))];
}

/** The parts of one task's audience. */
export function audienceNames(audience: string): readonly string[] {
  return audience.split(/[\s,;+]+/).filter((name) => name !== "");
}

function instant(text: string | null): number | null {
  return text === null ? null : Date.parse(text);
}

function earliest(instants: readonly (number | null)[]): number | null {
  const known = instants.filter((one) => one !== null);
  return known.length === 0 ? null : Math.min(...known);
}
