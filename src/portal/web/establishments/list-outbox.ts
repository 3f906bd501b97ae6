import type { EstablishmentColumn } from "../../../domain/establishments/columns.ts";
import type { LineChange, LineResult, StoredLine } from "../../establishments/shapes.ts";
import type { TextStore } from "../drafts/draft-store.ts";

export type LineFields = Partial<Record<EstablishmentColumn, string>>;

/** What was typed in one line and is not confirmed by the server. */
export interface PendingLine {
  readonly id: string;
  /** Revision of the line that the person saw; 0 for a line that began here. */
  readonly base: number;
  readonly fields: LineFields;
  /** What stood in those columns when the typing began. */
  readonly seen: LineFields;
  /** `waiting`: to be sent; `conflict`: somebody else's line stands, the person chooses; `refused`: not taken. */
  readonly state: "waiting" | "conflict" | "refused";
  /** In a conflict: the line that stands, `null` when it was removed. */
  readonly theirs: StoredLine | null;
}

/** How a sending ended. */
export type SendEnd =
  | { readonly kind: "answered"; readonly results: readonly LineResult[] }
  | { readonly kind: "unreachable" | "signed-out" | "refused" };

export interface ListOutboxWorld {
  readonly store: TextStore;
  /** Keys of the store that belong to this person and journey begin with it. */
  readonly prefix: string;
  after(delayMs: number, run: () => void): () => void;
  send(changes: readonly LineChange[]): Promise<SendEnd>;
  /** The server confirmed these lines. */
  saved(lines: readonly StoredLine[]): void;
}

/** Lines of one sending: a page of typing, far below the server's limit. */
const batchMax = 100;
const typingPauseMs = 600;
const retryMinMs = 2_000;
const retryMaxMs = 30_000;

export type ListOutbox = ReturnType<typeof createListOutbox>;

/**
 * Keeps what is typed in the list until the server has it: a reload, a lost network or an ended session lose nothing.
 * Two people in different columns of one line do not disturb each other; in the same column, the person chooses.
 */
export function createListOutbox({ store, prefix, after, send, saved }: ListOutboxWorld) {
  const listeners = new Set<() => void>();
  let snapshot = readAll(store, prefix);
  let cancel: (() => void) | undefined;
  let sending = false;
  let stopped = false;
  let failures = 0;

  const refresh = (): void => {
    snapshot = readAll(store, prefix);
    for (const listener of listeners) listener();
  };
  const put = (line: PendingLine): void => store.set(prefix + line.id, JSON.stringify(line));
  const schedule = (delayMs: number): void => {
    cancel?.();
    cancel = stopped ? undefined : after(delayMs, () => void flush());
  };

  async function flush(): Promise<void> {
    if (sending || stopped) return;
    const batch = [...snapshot.values()].filter(({ state }) => state === "waiting").slice(0, batchMax);
    if (batch.length === 0) {
      // What failed here was sent by another tab: nobody waits for the portal any more.
      if (failures > 0) {
        failures = 0;
        refresh();
      }
      return;
    }
    sending = true;
    const end = await send(batch.map(({ id, base, fields }) => ({ id, base, fields })));
    sending = false;
    if (end.kind === "answered") {
      failures = 0;
      settle(batch, end.results);
      refresh();
      if ([...snapshot.values()].some(({ state }) => state === "waiting")) schedule(0);
    } else if (end.kind === "refused") {
      for (const line of batch) put({ ...(latest(line.id) ?? line), state: "refused" });
      refresh();
    } else {
      // Who signed out comes back with `wake`; the portal did answer.
      failures = end.kind === "unreachable" ? failures + 1 : 0;
      refresh();
      if (end.kind === "unreachable") schedule(Math.min(retryMinMs * 2 ** (failures - 1), retryMaxMs));
    }
  }

  const latest = (id: string): PendingLine | undefined => parse(store.get(prefix + id));

  function settle(batch: readonly PendingLine[], results: readonly LineResult[]): void {
    const stored: StoredLine[] = [];
    for (const sent of batch) {
      const result = results.find(({ id }) => id === sent.id);
      const now = latest(sent.id);
      if (result === undefined || now === undefined) continue;
      if (result.line !== null) stored.push(result.line);
      const next = settled(now, sent, result);
      if (next === undefined) store.remove(prefix + sent.id);
      else put(next);
    }
    if (stored.length > 0) saved(stored);
  }

  return {
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    snapshot: (): ReadonlyMap<string, PendingLine> => snapshot,
    /** True while the server cannot be reached. */
    failing: (): boolean => failures > 0,
    /** One cell was typed in; `line` is what the server holds, absent for a line that begins here. */
    type(id: string, line: StoredLine | undefined, column: EstablishmentColumn, value: string): void {
      const known = latest(id) ?? { id, base: line?.revision ?? 0, fields: {}, seen: {}, theirs: null };
      const seen = column in known.seen ? known.seen : { ...known.seen, [column]: line?.line[column] ?? "" };
      put({ ...known, fields: { ...known.fields, [column]: value }, seen, state: "waiting", theirs: null });
      refresh();
      schedule(typingPauseMs);
    },
    /** Ends a conflict: `mine` goes out on what stands now, `theirs` forgets what was typed. */
    resolve(id: string, choice: "mine" | "theirs"): void {
      const line = latest(id);
      if (line === undefined) return;
      if (choice === "theirs") store.remove(prefix + id);
      else put({ ...line, base: line.theirs?.revision ?? 0, seen: {}, state: "waiting", theirs: null });
      refresh();
      schedule(0);
    },
    /** Forgets what was typed in a line, as when it is removed. */
    discard(id: string): void {
      store.remove(prefix + id);
      refresh();
    },
    /** Another tab typed, or the network or the session is back. */
    wake(): void {
      refresh();
      schedule(0);
    },
    stop(): void {
      stopped = true;
      cancel?.();
    },
  };
}

/** What is left of a pending line once the server answered; nothing when all is saved. */
function settled(now: PendingLine, sent: PendingLine, result: LineResult): PendingLine | undefined {
  if (result.status === "refused") return { ...now, state: "refused" };
  if (result.status === "conflict") {
    const theirs = result.line;
    if (theirs === null) return { ...now, state: "conflict", theirs };
    // What stands may be our own: another tab sent it first, or the answer to the first sending was lost.
    const left = Object.entries(now.fields).filter(
      ([column, value]) => theirs.line[column as EstablishmentColumn] !== value,
    );
    if (left.length === 0) return undefined;
    const touched = left.filter(
      ([column]) => theirs.line[column as EstablishmentColumn] !== now.seen[column as EstablishmentColumn],
    );
    // The other person typed in other columns: what stands there is not ours to overwrite, and is not.
    return touched.length === 0
      ? { ...now, base: theirs.revision, state: "waiting", theirs: null }
      : { ...now, state: "conflict", theirs };
  }
  const left = Object.entries(now.fields).filter(
    ([column, value]) => sent.fields[column as EstablishmentColumn] !== value,
  );
  if (left.length === 0 || result.line === null) return undefined;
  const seen = Object.fromEntries(
    left.map(([column]) => [column, result.line?.line[column as EstablishmentColumn] ?? ""]),
  );
  return { ...now, base: result.line.revision, fields: Object.fromEntries(left), seen, state: "waiting" };
}

function readAll(store: TextStore, prefix: string): ReadonlyMap<string, PendingLine> {
  const lines = store.keys().flatMap((key): PendingLine[] => {
    const line = key.startsWith(prefix) ? parse(store.get(key)) : undefined;
    return line === undefined ? [] : [line];
  });
  return new Map(lines.map((line) => [line.id, line]));
}

/** `undefined` for a text that is none, as after a change of version. */
function parse(text: string | null): PendingLine | undefined {
  if (text === null) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    const isLine = typeof value === "object" && value !== null && "fields" in value && "seen" in value;
    return isLine && "id" in value && "base" in value ? (value as PendingLine) : undefined;
  } catch {
    return undefined;
  }
}
