import type { Board, ProblemBody } from "../../live/board-schema.ts";
import { createRefresher } from "./refresher.ts";
import type { Link } from "./summary.ts";

export interface ConnectionListener {
  /** A board, and what to add to the clock of the browser to get that of the connector. */
  onBoard(board: Board, skewMs: number): void;
  onLink(state: Link["state"]): void;
}

/** At most two boards a second. */
const gapMs = 500;
const answerTimeoutMs = 15_000;
/** Without any event for so long the stream is dead, though nobody said so. The portal beats every ten seconds. */
const silenceMaxMs = 35_000;
const steadyPollMs = 30_000;
const anxiousPollMs = 2_000;
const watchMs = 1_000;

const linkOf: Readonly<Record<ProblemBody["problem"], Link["state"]>> = {
  unreachable: "connector-down",
  timeout: "connector-down",
  "not-found": "not-understood",
  refused: "not-understood",
  "not-understood": "not-understood",
};

/**
 * Keeps the board fresh: read again at each event of the portal, every half minute without, and every two seconds
 * while something is wrong. The stream is closed while the tab is hidden, since browsers grant a site few connections.
 * The returned function ends it all.
 */
export function connect(listener: ConnectionListener): () => void {
  let stream: EventSource | null = null;
  let heardMs = Date.now();
  let polledMs = Date.now();
  let healthy = false;
  let eventsFlow = false;

  const read = async (): Promise<void> => {
    polledMs = Date.now();
    const state = await readBoard(listener);
    healthy = state === "up";
    listener.onLink(state);
  };
  const refresher = createRefresher(read, gapMs, browserWorld);

  const open = (): void => {
    stream?.close();
    heardMs = Date.now();
    stream = new EventSource("/api/events");
    stream.addEventListener("board", () => {
      heardMs = Date.now();
      refresher.ask();
    });
    stream.addEventListener("connector", (event) => {
      heardMs = Date.now();
      const { up }: { up: boolean } = JSON.parse(event.data);
      eventsFlow = up;
      refresher.ask();
    });
    stream.addEventListener("heartbeat", () => {
      heardMs = Date.now();
    });
    stream.addEventListener("error", () => {
      eventsFlow = false;
      refresher.ask();
    });
  };
  const close = (): void => {
    stream?.close();
    stream = null;
  };
  const watch = (): void => {
    const nowMs = Date.now();
    const dead = stream !== null && nowMs - heardMs > silenceMaxMs;
    const refused = stream?.readyState === EventSource.CLOSED && nowMs - heardMs > anxiousPollMs;
    if (dead || refused) open();
    const pollMs = healthy && (eventsFlow || stream === null) ? steadyPollMs : anxiousPollMs;
    if (nowMs - polledMs >= pollMs) refresher.ask();
  };
  const look = (): void => {
    if (document.visibilityState === "hidden") close();
    else {
      open();
      refresher.ask();
    }
  };
  document.addEventListener("visibilitychange", look);
  const watching = setInterval(watch, watchMs);
  open();
  refresher.ask();
  return () => {
    document.removeEventListener("visibilitychange", look);
    clearInterval(watching);
    refresher.stop();
    close();
  };
}

/** Timers of the browser. */
export const browserWorld = {
  nowMs: () => Date.now(),
  after(delayMs: number, run: () => void): () => void {
    const timer = setTimeout(run, delayMs);
    return () => clearTimeout(timer);
  },
};

async function readBoard(listener: ConnectionListener): Promise<Link["state"]> {
  try {
    const answer = await fetch("/api/board", { signal: AbortSignal.timeout(answerTimeoutMs) });
    if (answer.ok) {
      const board: Board = await answer.json();
      listener.onBoard(board, Date.parse(board.at) - Date.now());
      return "up";
    }
    const body: ProblemBody = await answer.json();
    if (body.last) listener.onBoard(body.last, Date.parse(body.at) - Date.now());
    return linkOf[body.problem] ?? "not-understood";
  } catch {
    return "portal-down";
  }
}
