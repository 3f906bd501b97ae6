import type { AnswerValue } from "../../../domain/journey/facts.ts";
import type { Change, SectionView } from "../../journey/shapes.ts";
import type { Outbox, OutboxWorld, SendOutcome } from "./outbox.ts";

/** Lets everything run that waits for nothing but its turn. */
export async function later(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}

interface MovedClock {
  nowMs(): number;
  after(delayMs: number, run: () => void): () => void;
  advance(byMs: number): void;
}

/** Moves the clock in steps in which calls are answered. */
export async function drain(clock: MovedClock, byMs: number): Promise<void> {
  const stepMs = Math.max(1, Math.ceil(byMs / 200));
  for (let doneMs = 0; doneMs < byMs; doneMs += stepMs) {
    clock.advance(Math.min(stepMs, byMs - doneMs));
    await later();
  }
  if (byMs === 0) clock.advance(0);
  await later();
}

/** One browser: tabs that share a store and a lock, and hear of each other's writing. */
export function createBrowserDouble(clock: OutboxWorld["clock"]) {
  const texts = new Map<string, string>();
  const tabs = new Map<Outbox, () => void>();
  let turn: Promise<void> = Promise.resolve();
  let versions = 0;
  let opened = 0;
  return {
    open(create: (world: Omit<OutboxWorld, "send">) => Outbox): Outbox {
      const own = opened++;
      let closed = false;
      const tell = (): void => {
        for (const outbox of tabs.keys()) if (outbox !== tab) void later().then(() => outbox.storeChanged());
      };
      const world: Omit<OutboxWorld, "send"> = {
        clock,
        store: {
          keys: () => [...texts.keys()],
          get: (key) => texts.get(key) ?? null,
          set(key, text) {
            if (closed) return;
            texts.set(key, text);
            tell();
          },
          remove(key) {
            if (closed) return;
            texts.delete(key);
            tell();
          },
        },
        exclusive(run) {
          // A tab that is closed gives its lock back, whatever it was doing.
          const mine = turn.then(() => (closed ? undefined : run()));
          turn = mine.catch(() => undefined);
          return mine;
        },
        newVersion: () => `${own}-${versions++}`,
      };
      const tab = create(world);
      tabs.set(tab, () => {
        closed = true;
      });
      return tab;
    },
    close(outbox: Outbox): void {
      outbox.stop();
      tabs.get(outbox)?.();
      tabs.delete(outbox);
    },
    closeAll(): void {
      for (const outbox of [...tabs.keys()]) this.close(outbox);
    },
  };
}

/** The answers as the server keeps them: one revision a field, nothing overwritten unseen. */
export function createAnswersDouble() {
  const fields = new Map<string, { value: AnswerValue; revision: number; by: string }>();
  const histories = new Map<string, AnswerValue[]>();
  const calls: { journey: string; count: number }[] = [];
  let failing: "unreachable" | "answer-lost" | "signed-out" | null = null;
  const write = (key: string, value: AnswerValue, by: string): number => {
    const revision = (fields.get(key)?.revision ?? 0) + 1;
    fields.set(key, { value, revision, by });
    histories.set(key, [...(histories.get(key) ?? []), value]);
    return revision;
  };
  const take = ({ section, row, field, value, base }: Change) => {
    const key = `${section}/${row}/${field}`;
    const held = fields.get(key) ?? { value: null, revision: 0, by: null };
    if (held.revision !== base) return { section, row, field, status: "conflict" as const, ...held };
    return {
      section,
      row,
      field,
      status: "saved" as const,
      revision: write(key, value, "p1"),
      value,
      by: "p1",
    };
  };
  return {
    calls,
    write,
    value: (key: string): AnswerValue | undefined => fields.get(key)?.value,
    history: (key: string): readonly AnswerValue[] => histories.get(key) ?? [],
    fail(how: typeof failing): void {
      failing = how;
    },
    async send(journey: string, changes: readonly Change[]): Promise<SendOutcome> {
      const how = failing;
      calls.push({ journey, count: changes.length });
      await later();
      if (how === "signed-out") return { kind: "signed-out" };
      if (how === "unreachable") return { kind: "unreachable" };
      const results = changes.map(take);
      await later();
      return how === "answer-lost" ? { kind: "unreachable" } : { kind: "answered", results };
    },
    view(section: string): SectionView {
      const own = [...fields].filter(([key]) => key.startsWith(`${section}//`));
      const at = "2026-11-27T09:00:00Z";
      return {
        section,
        rows: [
          {
            id: "",
            fields: Object.fromEntries(
              own.map(([key, held]) => [key.slice(section.length + 2), { ...held, at }]),
            ),
          },
        ],
      };
    },
  };
}
export type AnswersDouble = ReturnType<typeof createAnswersDouble>;
