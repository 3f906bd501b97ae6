import assert from "node:assert/strict";
import { test } from "node:test";
import { fictiville } from "../../../domain/establishments/test-support/lines.ts";
import type { LineChange, StoredLine } from "../../establishments/shapes.ts";
import { createListOutbox, type SendEnd } from "./list-outbox.ts";

function stored(revision: number, fields: Parameters<typeof fictiville>[1] = {}): StoredLine {
  return { line: fictiville(1, fields), revision, by: "bruno", atMs: 0 };
}

/** An outbox over a store in memory, with timers that run when told and a server that answers as the test says. */
function opened(kept = new Map<string, string>()) {
  const timers: { delayMs: number; run: () => void }[] = [];
  const sent: (readonly LineChange[])[] = [];
  const saved: StoredLine[] = [];
  const answers: SendEnd[] = [];
  const outbox = createListOutbox({
    store: {
      keys: () => [...kept.keys()],
      get: (key) => kept.get(key) ?? null,
      set: (key, text) => void kept.set(key, text),
      remove: (key) => void kept.delete(key),
    },
    prefix: "p/",
    after(delayMs, run) {
      const timer = { delayMs, run };
      timers.push(timer);
      return () => void timers.splice(timers.indexOf(timer), 1);
    },
    async send(changes) {
      sent.push(changes);
      return answers.shift() ?? { kind: "unreachable" };
    },
    saved: (lines) => void saved.push(...lines),
  });
  const run = async (): Promise<void> => {
    timers.shift()?.run();
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
  };
  const answer = (status: "saved" | "conflict" | "refused", line: StoredLine | null): void => {
    answers.push({ kind: "answered", results: [{ id: "e1", status, line }] });
  };
  return { outbox, kept, timers, sent, saved, answers, run, answer };
}

test("what is typed is kept at once, sent after a pause, and forgotten once it is saved", async () => {
  const { outbox, kept, sent, saved, run, answer } = opened();
  outbox.type("e1", stored(3), "name", "Site s");
  outbox.type("e1", stored(3), "name", "Site sud");
  assert.equal(kept.size, 1);
  answer("saved", stored(4, { name: "Site sud" }));
  await run();
  assert.deepEqual(sent, [[{ id: "e1", base: 3, fields: { name: "Site sud" } }]]);
  assert.equal(outbox.snapshot().size, 0);
  assert.equal(kept.size, 0);
  assert.equal(saved[0]?.revision, 4);
});

test("an outbox opened again finds what the page before had not sent", async () => {
  const first = opened();
  first.outbox.type("e9", undefined, "name", "Nouveau site");
  const second = opened(first.kept);
  assert.equal(second.outbox.snapshot().get("e9")?.fields.name, "Nouveau site");
  second.outbox.wake();
  await second.run();
  assert.deepEqual(second.sent[0], [{ id: "e9", base: 0, fields: { name: "Nouveau site" } }]);
});

test("what another tab of the same person had sent first was shown to that person as a conflict", async () => {
  const { outbox, kept, saved, run, answer } = opened();
  outbox.type("e1", stored(3), "name", "Site sud");
  answer("conflict", stored(4, { name: "Site sud" }));
  await run();
  assert.deepEqual([outbox.snapshot().size, kept.size, saved[0]?.revision], [0, 0, 4]);
});

test("a tab whose lines another tab had sent went on saying that the portal does not answer", async () => {
  const { outbox, kept, run } = opened();
  outbox.type("e1", stored(3), "name", "Site sud");
  await run();
  assert.equal(outbox.failing(), true);
  kept.clear();
  outbox.wake();
  await run();
  assert.deepEqual([outbox.failing(), outbox.snapshot().size], [false, 0]);
});

test("somebody else in another column of the line is no conflict, in the same column it is", async () => {
  const other = opened();
  other.outbox.type("e1", stored(3), "name", "Site sud");
  other.answer("conflict", stored(5, { places: "7" }));
  await other.run();
  other.answer("saved", stored(6, { places: "7", name: "Site sud" }));
  await other.run();
  assert.deepEqual(other.sent[1], [{ id: "e1", base: 5, fields: { name: "Site sud" } }]);
  assert.equal(other.outbox.snapshot().size, 0);

  const same = opened();
  same.outbox.type("e1", stored(3), "name", "Site sud");
  same.answer("conflict", stored(5, { name: "Site nord" }));
  await same.run();
  const line = same.outbox.snapshot().get("e1");
  assert.deepEqual([line?.state, line?.theirs?.line.name], ["conflict", "Site nord"]);
  assert.equal(same.timers.length, 0, "nothing is sent until the person has chosen");
  same.outbox.resolve("e1", "mine");
  same.answer("saved", stored(6, { name: "Site sud" }));
  await same.run();
  assert.deepEqual(same.sent[1], [{ id: "e1", base: 5, fields: { name: "Site sud" } }]);
});

test("a line that was removed meanwhile is the person's to put back or to forget", async () => {
  const { outbox, sent, run, answer } = opened();
  outbox.type("e1", stored(3), "name", "Site sud");
  answer("conflict", null);
  await run();
  assert.deepEqual(
    [outbox.snapshot().get("e1")?.state, outbox.snapshot().get("e1")?.theirs],
    ["conflict", null],
  );
  outbox.resolve("e1", "theirs");
  assert.equal(outbox.snapshot().size, 0);
  assert.equal(sent.length, 1);
});

test("what was typed while a sending was under way goes out on the new revision", async () => {
  const { outbox, sent, timers, run, answer } = opened();
  outbox.type("e1", stored(3), "name", "Site s");
  answer("saved", stored(4, { name: "Site s" }));
  timers[0]?.run();
  outbox.type("e1", stored(3), "name", "Site sud");
  for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
  answer("saved", stored(5, { name: "Site sud" }));
  await run();
  assert.deepEqual(sent[1], [{ id: "e1", base: 4, fields: { name: "Site sud" } }]);
  assert.equal(outbox.snapshot().size, 0);
});

test("a silent server is asked again, ever more rarely; a refusal and a lost session wait for the person", async () => {
  const { outbox, timers, answers, run } = opened();
  outbox.type("e1", stored(3), "name", "Site sud");
  const delays: number[] = [];
  for (let round = 0; round < 6; round += 1) {
    await run();
    delays.push(timers[0]?.delayMs ?? 0);
    assert.equal(outbox.failing(), true);
  }
  assert.deepEqual(delays, [2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
  answers.push({ kind: "signed-out" });
  await run();
  assert.equal(timers.length, 0);
  assert.equal(outbox.failing(), false, "a portal that asks who it is does answer");
  assert.equal(outbox.snapshot().get("e1")?.state, "waiting");
  answers.push({ kind: "refused" });
  outbox.wake();
  await run();
  assert.equal(outbox.snapshot().get("e1")?.state, "refused");
});
