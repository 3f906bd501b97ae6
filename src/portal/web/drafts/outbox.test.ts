import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { AnswerValue } from "../../../domain/journey/facts.ts";
import { manualClock } from "../../../runtime/clock.ts";
import {
  type AnswersDouble,
  createAnswersDouble,
  createBrowserDouble,
  drain,
  later,
} from "./browser-double.ts";
import { mergeSection } from "./merge.ts";
import { createOutbox, type Outbox, type SendOutcome } from "./outbox.ts";

const startMs = Date.parse("2026-11-27T09:00:00Z");
const path = (field: string, row = "") => ({ journey: "j1", section: "organisation", row, field });

function stage(server: AnswersDouble = createAnswersDouble()) {
  const clock = manualClock(startMs);
  const browser = createBrowserDouble(clock);
  const open = (send = server.send): Outbox =>
    browser.open((world) => createOutbox("p1", { ...world, send }));
  return { clock, browser, server, open };
}

test("typing is kept at once and sent once, after the last key", async () => {
  const { clock, server, open } = stage();
  const outbox = open();
  for (const value of ["C", "CH", "CHU"]) {
    outbox.type(path("name"), value, 0);
    clock.advance(100);
  }
  assert.equal(outbox.snapshot().drafts[0]?.value, "CHU");
  assert.equal(server.calls.length, 0);
  await drain(clock, 400);
  assert.deepEqual(server.calls, [{ journey: "j1", count: 1 }]);
  assert.equal(server.value("organisation//name"), "CHU");
  assert.deepEqual(outbox.snapshot().drafts, []);
  assert.deepEqual(
    mergeSection(undefined, outbox.snapshot(), "j1", "organisation")[0]?.fields["name"]?.value,
    "CHU",
    "what was confirmed is shown before the section is read anew",
  );
});

test("without an answer the value stays, is tried again ever more rarely, and at once when the network is back", async () => {
  const { clock, server, open } = stage();
  const outbox = open();
  server.fail("unreachable");
  outbox.type(path("name"), "CHU", 0);
  await drain(clock, 400);
  assert.equal(server.calls.length, 1);
  await drain(clock, 1_000);
  await drain(clock, 1_999);
  assert.equal(server.calls.length, 2);
  await drain(clock, 1);
  assert.equal(server.calls.length, 3);
  assert.ok(outbox.snapshot().failing);
  server.fail(null);
  outbox.wake();
  await drain(clock, 0);
  assert.equal(server.value("organisation//name"), "CHU");
  assert.ok(!outbox.snapshot().failing);
});

test("a page that ends before it sends is followed by one that does", async () => {
  const { clock, browser, server, open } = stage();
  open().type(path("name"), "CHU", 0);
  browser.closeAll();
  await drain(clock, 5_000);
  assert.equal(server.calls.length, 0);
  const outbox = open();
  assert.equal(outbox.snapshot().drafts[0]?.value, "CHU");
  await drain(clock, 400);
  assert.equal(server.value("organisation//name"), "CHU");
});

test("a saved value whose answer was lost is no conflict with oneself", async () => {
  const { clock, server, open } = stage();
  const outbox = open();
  server.fail("answer-lost");
  outbox.type(path("name"), "CH", 0);
  await drain(clock, 400);
  server.fail(null);
  outbox.type(path("name"), "CHU", 0);
  await drain(clock, 70_000);
  assert.deepEqual(outbox.snapshot().drafts, []);
  assert.equal(server.value("organisation//name"), "CHU");
});

test("somebody else's value is shown beside one's own, and neither wins by itself", async () => {
  for (const choice of ["mine", "theirs"] as const) {
    const { clock, server, open } = stage();
    const outbox = open();
    server.write("organisation//name", "CH de Valmorel", "p2");
    outbox.type(path("name"), "CHU", 0);
    await drain(clock, 500);
    const [draft] = outbox.snapshot().drafts;
    assert.equal(draft?.state, "conflict");
    assert.deepEqual(draft.theirs, { value: "CH de Valmorel", revision: 1, by: "p2" });
    assert.equal(server.value("organisation//name"), "CH de Valmorel");
    outbox.resolve(path("name"), choice);
    await drain(clock, 500);
    assert.deepEqual(outbox.snapshot().drafts, []);
    assert.equal(server.value("organisation//name"), choice === "mine" ? "CHU" : "CH de Valmorel");
  }
});

test("signed out: nothing is sent and nothing is lost until the person is back", async () => {
  const { clock, server, open } = stage();
  const outbox = open();
  server.fail("signed-out");
  outbox.type(path("name"), "CHU", 0);
  await drain(clock, 400);
  outbox.type(path("phone"), "01", 0);
  await drain(clock, 600_000);
  assert.equal(server.calls.length, 1);
  assert.ok(outbox.snapshot().signedOut);
  server.fail(null);
  outbox.signedIn();
  await drain(clock, 400);
  assert.deepEqual([server.value("organisation//name"), server.value("organisation//phone")], ["CHU", "01"]);
});

test("one value that the server will not have does not hold up the others, and is kept with its state", async () => {
  const { clock, server, open } = stage();
  const send = async (journey: string, changes: Parameters<typeof server.send>[1]): Promise<SendOutcome> =>
    changes.some(({ field }) => field === "bad") ? { kind: "refused" } : server.send(journey, changes);
  const outbox = open(send);
  outbox.type(path("name"), "CHU", 0);
  outbox.type(path("bad"), "x", 0);
  outbox.type(path("phone"), "01", 0);
  await drain(clock, 5_000);
  assert.deepEqual(
    outbox.snapshot().drafts.map(({ field, state, value }) => [field, state, value]),
    [["bad", "refused", "x"]],
  );
  assert.equal(server.value("organisation//phone"), "01");
});

test("drafts of one person are not seen by another", () => {
  const { clock, browser, server, open } = stage();
  open().type(path("name"), "CHU", 0);
  const other = browser.open((world) => createOutbox("p2", { ...world, send: server.send }));
  assert.deepEqual(other.snapshot().drafts, []);
  clock.advance(0);
});

type Act =
  | { readonly act: "type"; readonly tab: number; readonly field: number; readonly value: AnswerValue }
  | { readonly act: "wait"; readonly ms: number }
  | { readonly act: "fail"; readonly how: "unreachable" | "answer-lost" | null }
  | { readonly act: "reload"; readonly tab: number }
  | { readonly act: "other"; readonly field: number; readonly value: string };

const tab = fc.integer({ min: 0, max: 1 });
const field = fc.integer({ min: 0, max: 1 });
const acts = (withOther: boolean): fc.Arbitrary<Act[]> =>
  fc.array(
    fc.oneof(
      {
        weight: 5,
        arbitrary: fc.record({
          act: fc.constant("type" as const),
          tab,
          field,
          value: fc.constantFrom<AnswerValue>("a", "b", "c", true, null),
        }),
      },
      {
        weight: 3,
        arbitrary: fc.record({
          act: fc.constant("wait" as const),
          ms: fc.constantFrom(0, 50, 400, 1_000, 3_000),
        }),
      },
      {
        weight: 2,
        arbitrary: fc.record({
          act: fc.constant("fail" as const),
          how: fc.constantFrom("unreachable" as const, "answer-lost" as const, null),
        }),
      },
      { weight: 1, arbitrary: fc.record({ act: fc.constant("reload" as const), tab }) },
      ...(withOther
        ? [
            {
              weight: 1,
              arbitrary: fc.record({
                act: fc.constant("other" as const),
                field,
                value: fc.constantFrom("x", "y"),
              }),
            },
          ]
        : []),
    ),
    { maxLength: 40 },
  );

/** Types, fails, waits and reloads in two tabs as told, then lets everything settle. */
async function play(script: readonly Act[]) {
  const { clock, browser, server, open } = stage();
  const tabs = [open(), open()];
  const typed = new Map<string, AnswerValue>();
  const key = (index: number): string => `organisation//f${index}`;
  for (const step of script) {
    const target = "tab" in step ? (tabs[step.tab] ?? assert.fail()) : undefined;
    if (step.act === "type") {
      const known = mergeSection(
        server.view("organisation"),
        target?.snapshot() ?? assert.fail(),
        "j1",
        "organisation",
      );
      target?.type(path(`f${step.field}`), step.value, known[0]?.fields[`f${step.field}`]?.revision ?? 0);
      typed.set(key(step.field), step.value);
    } else if (step.act === "wait") await drain(clock, step.ms);
    else if (step.act === "fail") server.fail(step.how);
    else if (step.act === "other") server.write(key(step.field), step.value, "p2");
    else if (target !== undefined) {
      browser.close(target);
      tabs[step.tab] = open();
    }
    await later();
  }
  server.fail(null);
  for (const one of tabs) one.wake();
  await drain(clock, 200_000);
  return { server, tabs, typed };
}

test("whatever is typed, fails or is reloaded in two tabs, the server ends with the last typed value", async () => {
  await fc.assert(
    fc.asyncProperty(acts(false), async (script) => {
      const { server, tabs, typed } = await play(script);
      for (const [key, value] of typed) assert.equal(server.value(key), value, key);
      for (const one of tabs) assert.deepEqual(one.snapshot().drafts, []);
    }),
    { numRuns: 60 },
  );
});

test("with somebody else at work, each last typed value is saved or shown beside the other's", async () => {
  await fc.assert(
    fc.asyncProperty(acts(true), async (script) => {
      const { server, tabs, typed } = await play(script);
      for (const [key, value] of typed) {
        const drafts = tabs[0]?.snapshot().drafts ?? [];
        const draft = drafts.find(({ section, row, field: name }) => `${section}/${row}/${name}` === key);
        if (draft === undefined) {
          const history = server.history(key);
          assert.ok(history.includes(value), `${key} was saved once`);
        } else {
          assert.equal(draft.state, "conflict");
          assert.equal(draft.value, value);
          // The other's value as it was met; one typed since is met when this person decides, and then stands beside.
          assert.ok(draft.theirs !== undefined && draft.theirs !== null);
          assert.ok(server.history(key).includes(draft.theirs.value), `${key}: ${draft.theirs.value}`);
          assert.ok(draft.theirs.value !== value, `${key}: nothing to decide`);
        }
      }
      assert.deepEqual(tabs[0]?.snapshot().drafts, tabs[1]?.snapshot().drafts);
    }),
    { numRuns: 60 },
  );
});
