import type { AnswerValue } from "../../../domain/journey/facts.ts";
import type { Change, ChangeResults } from "../../journey/shapes.ts";
import type { Draft, FieldPath, Held, SavedMark } from "./draft.ts";
import { createDraftStore, type DraftStore, type TextStore } from "./draft-store.ts";
import { settle } from "./settle.ts";

/** How the server answered a batch, or that it did not. */
export type SendOutcome =
  | { readonly kind: "answered"; readonly results: ChangeResults["results"] }
  /** No answer, or one that will be different later. */
  | { readonly kind: "unreachable" }
  | { readonly kind: "signed-out" }
  /** The request as a whole will never be taken. */
  | { readonly kind: "refused" };

export interface OutboxWorld {
  readonly clock: { nowMs(): number; after(delayMs: number, run: () => void): () => void };
  readonly store: TextStore;
  /** Runs one at a time over all tabs of the person. */
  exclusive(run: () => Promise<void>): Promise<void>;
  send(journey: string, changes: readonly Change[]): Promise<SendOutcome>;
  /** A text that no other draft has. */
  newVersion(): string;
}

export interface OutboxSnapshot {
  readonly drafts: readonly Draft[];
  readonly marks: readonly SavedMark[];
  /** True while the last attempt got no answer. */
  readonly failing: boolean;
  readonly signedOut: boolean;
  readonly sending: boolean;
}

export interface Outbox {
  /** Keeps a typed value at once and sends it soon. `base` is the revision that the person saw. */
  type(path: FieldPath, value: AnswerValue, base: number): void;
  /** Settles a conflict: `mine` goes over what the server holds, `theirs` drops what was typed. */
  resolve(path: FieldPath, choice: "mine" | "theirs"): void;
  /** Drops what was typed in a row and not saved, because the row goes. Returns the values, for an undo. */
  discardRow(path: Omit<FieldPath, "field">): Readonly<Record<string, AnswerValue>>;
  /** Drops what was confirmed in a row that the server no longer shows. */
  forgetMarks(path: Omit<FieldPath, "field">): void;
  /** Drops marks that a fresh answer of the server has caught up with. */
  caughtUp(path: FieldPath, revision: number): void;
  /** The network is back, or the tab is: tries now. */
  wake(): void;
  signedIn(): void;
  /** Another tab has written into the store. */
  storeChanged(): void;
  snapshot(): OutboxSnapshot;
  subscribe(listener: () => void): () => void;
  /** Ends timers; what is kept stays kept. */
  stop(): void;
}

const debounceMs = 400;
const batchMax = 200;
const retryFirstMs = 1_000;
const retryMaxMs = 60_000;

/**
 * Everything that a person has typed and the server has not confirmed. A value is kept in the browser before anything
 * else happens, and leaves only when the server said that it is saved or the person gave it up.
 */
export function createOutbox(person: string, world: OutboxWorld): Outbox {
  const store: DraftStore = createDraftStore(world.store, person);
  const listeners = new Set<() => void>();
  let failures = 0;
  let signedOut = false;
  let sending = false;
  let stopped = false;
  let oneByOne = false;
  let cancelTimer: (() => void) | undefined;
  let shown: OutboxSnapshot | undefined;

  const changed = (): void => {
    shown = undefined;
    for (const listener of listeners) listener();
  };
  const schedule = (delayMs: number): void => {
    cancelTimer?.();
    cancelTimer = undefined;
    if (stopped || signedOut) return;
    cancelTimer = world.clock.after(delayMs, () => {
      cancelTimer = undefined;
      void flush();
    });
  };
  const waiting = (): readonly Draft[] => store.drafts().filter(({ state }) => state === "waiting");

  const flush = async (): Promise<void> => {
    if (sending || stopped || signedOut || waiting().length === 0) return;
    sending = true;
    changed();
    let goOn = true;
    try {
      await world.exclusive(async () => {
        for (let batch = nextBatch(); goOn && batch.length > 0; batch = nextBatch())
          goOn = await sendBatch(batch);
      });
    } catch {
      goOn = false;
      failures += 1;
    } finally {
      sending = false;
      changed();
    }
    if (!goOn) schedule(Math.min(retryFirstMs * 2 ** (failures - 1), retryMaxMs));
    else if (waiting().length > 0) schedule(debounceMs);
  };

  const nextBatch = (): readonly Draft[] => {
    if (stopped) return [];
    const [first, ...rest] = waiting();
    if (first === undefined) return [];
    return [first, ...rest.filter(({ journey }) => journey === first.journey)].slice(
      0,
      oneByOne ? 1 : batchMax,
    );
  };

  /** Sends one batch and takes in its results. False when it is no use to go on now. */
  const sendBatch = async (batch: readonly Draft[]): Promise<boolean> => {
    // Written down before it leaves: a page that ends now will know what the server may have got.
    const sent = batch.map((draft): Draft => ({ ...draft, inDoubt: withValue(draft.inDoubt, draft.value) }));
    for (const draft of sent) store.put(draft);
    const outcome = await world.send(
      sent[0]?.journey ?? "",
      sent.map(({ section, row, field, value, base }) => ({ section, row, field, value, base })),
    );
    switch (outcome.kind) {
      case "unreachable":
        failures += 1;
        return false;
      case "signed-out":
        signedOut = true;
        return false;
      case "refused":
        failures = 0;
        // One change may spoil the batch for the others: each is asked about alone.
        if (sent.length > 1) oneByOne = true;
        else for (const draft of sent) settle(store, draft, "refused", world.clock.nowMs());
        changed();
        return true;
      case "answered": {
        failures = 0;
        const { results } = outcome;
        if (results.length !== sent.length) {
          failures += 1;
          return false;
        }
        sent.forEach((draft, index) => {
          const result = results[index];
          if (result !== undefined) settle(store, draft, result, world.clock.nowMs());
        });
        if (waiting().length === 0) oneByOne = false;
        changed();
        return true;
      }
    }
  };

  if (waiting().length > 0) schedule(debounceMs);

  return {
    type(path, value, base) {
      const last = store.latest(path);
      const mark = store.mark(path);
      const conflict = last?.state === "conflict";
      store.put({
        journey: path.journey,
        section: path.section,
        row: path.row,
        field: path.field,
        value,
        base: last?.base ?? Math.max(base, mark?.revision ?? 0),
        version: world.newVersion(),
        order: (last?.order ?? 0) + 1,
        typedAtMs: world.clock.nowMs(),
        state: conflict ? "conflict" : "waiting",
        inDoubt: last?.inDoubt ?? [],
        theirs: conflict ? last.theirs : null,
      });
      changed();
      if (failures === 0 || cancelTimer === undefined) schedule(debounceMs);
    },
    resolve(path, choice) {
      const draft = store.latest(path);
      if (draft?.state !== "conflict" || draft.theirs === null) return;
      const { theirs } = draft;
      if (choice === "mine") {
        store.put({
          ...draft,
          state: "waiting",
          base: theirs.revision,
          theirs: null,
          inDoubt: [],
          version: world.newVersion(),
          order: draft.order + 1,
        });
        schedule(debounceMs);
      } else giveUp(store, draft, theirs, world.clock.nowMs());
      changed();
    },
    discardRow({ journey, section, row }) {
      const gone = store
        .drafts()
        .filter((draft) => draft.journey === journey && draft.section === section && draft.row === row);
      for (const draft of gone) store.forget(draft);
      changed();
      return Object.fromEntries(gone.map(({ field, value }) => [field, value]));
    },
    forgetMarks({ journey, section, row }) {
      for (const mark of store.marks()) {
        if (mark.journey === journey && mark.section === section && mark.row === row) store.removeMark(mark);
      }
      changed();
    },
    caughtUp(path, revision) {
      const mark = store.mark(path);
      if (mark === undefined || mark.revision > revision) return;
      store.removeMark(path);
      changed();
    },
    wake() {
      failures = 0;
      schedule(0);
    },
    signedIn() {
      signedOut = false;
      failures = 0;
      schedule(0);
      changed();
    },
    storeChanged() {
      changed();
      // The tab that typed may be gone before it sends; the lock keeps two from sending.
      if (cancelTimer === undefined && !sending && waiting().length > 0) schedule(debounceMs * 2);
    },
    snapshot() {
      shown ??= { drafts: store.drafts(), marks: store.marks(), failing: failures > 0, signedOut, sending };
      return shown;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop() {
      stopped = true;
      cancelTimer?.();
    },
  };
}

function giveUp(store: DraftStore, draft: Draft, theirs: Held, nowMs: number): void {
  const { journey, section, row, field } = draft;
  store.putMark({
    journey,
    section,
    row,
    field,
    value: theirs.value,
    revision: theirs.revision,
    savedAtMs: nowMs,
  });
  store.forget(draft);
}

function withValue(values: readonly AnswerValue[], value: AnswerValue): readonly AnswerValue[] {
  return values.includes(value) ? values : [...values, value];
}
