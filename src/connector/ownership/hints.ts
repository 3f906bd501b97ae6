import type { Clock } from "../../runtime/clock.ts";
import type { Log } from "../../runtime/log.ts";
import { listenPostgres, notifyPostgres } from "../../runtime/postgres.ts";
import type { ConnectorDatabase } from "../store/tables.ts";

/** What instances tell each other at once, so that nobody waits for his next look. Any of it may be lost. */
export interface Hints {
  /** These feeds were written to by this process, which does not own them. */
  feeds(names: readonly string[]): void;
  /** Something on the board changed. */
  board(): void;
  close(): Promise<void>;
}

export interface HintsOptions {
  readonly database: ConnectorDatabase;
  /** `undefined`: this process is alone. */
  readonly url: string | undefined;
  readonly owner: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly feedWritten: (feed: string) => void;
  readonly boardChanged: () => void;
}

const channel = "raccord";
/** Hints of one kind are gathered for so long. */
const gatherMs = 100;
const boardGatherMs = 500;

export function openHints(options: HintsOptions): Hints {
  const { database, url, owner, clock, log, feedWritten, boardChanged } = options;
  if (url === undefined) return { feeds: () => {}, board: () => {}, close: async () => {} };
  let closed = false;
  const listener = listenPostgres(url, channel, { clock, log }, (text) => {
    const [sender, kind, ...rest] = text.split(" ");
    if (closed || sender === owner) return;
    if (kind === "feed") feedWritten(rest.join(" "));
    if (kind === "board") boardChanged();
  });
  const tell = (text: string): void => {
    if (closed) return;
    notifyPostgres(database, channel, `${owner} ${text}`).catch((error: unknown) =>
      log.debug({ err: error }, "hint not given"),
    );
  };
  const waiting = new Map<string, () => void>();
  const tellSoon = (text: string, delayMs: number): void => {
    if (closed || waiting.has(text)) return;
    waiting.set(
      text,
      clock.after(delayMs, () => {
        waiting.delete(text);
        tell(text);
      }),
    );
  };
  return {
    feeds(names) {
      for (const name of names) tellSoon(`feed ${name}`, gatherMs);
    },
    board: () => tellSoon("board", boardGatherMs),
    async close() {
      closed = true;
      for (const cancel of waiting.values()) cancel();
      await listener.close();
    },
  };
}
