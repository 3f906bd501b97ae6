import assert from "node:assert/strict";
import { test } from "node:test";
import type { MoveRecord } from "../facts.ts";
import { emptyFacts, foundIn, recordsOf, stepIn } from "../test-support/facts.ts";

const on = (date: string, ...moves: string[]): MoveRecord[] =>
  recordsOf(...moves).map((record) => ({ ...record, date }));

test("the list of establishments goes with the declaration", () => {
  assert.deepEqual(foundIn(emptyFacts(), "09"), [
    "missing list-not-frozen",
    "missing tests-ended-declared",
    "missing white-list-confirmed",
  ]);
  assert.ok(foundIn(emptyFacts({ establishmentVersion: 2 }), "09").includes("ok list-frozen"));
});

test("the answer is waited for from ANS, and due after five working days", () => {
  // Friday 6 November 2026 and five working days: Monday the 16th, the 11th being a holiday (onboarding §6).
  const records = on("2026-11-06", "tests-ended-declared");
  const inTime = emptyFacts({ records, today: "2026-11-16" });
  assert.equal(stepIn(inTime, "09").waitingFor, "ans");
  const due = stepIn(inTime, "09").findings.find(({ code }) => code === "white-list-due");
  assert.deepEqual(due?.params, { date: "2026-11-16" });
  assert.ok(foundIn(emptyFacts({ records, today: "2026-11-17" }), "09").includes("ask white-list-overdue"));
});

test("once confirmed nobody is waited for", () => {
  const records = on("2026-11-06", "tests-ended-declared", "white-list-confirmed");
  const facts = emptyFacts({ records, establishmentVersion: 1 });
  assert.equal(stepIn(facts, "09").waitingFor, undefined);
  assert.deepEqual(foundIn(facts, "09"), ["ok list-frozen"]);
});

test("a first PATCH that is older than its white list is not believed", () => {
  const records = [...on("2026-11-16", "white-list-confirmed"), ...on("2026-11-10", "first-patch-accepted")];
  assert.ok(foundIn(emptyFacts({ records }), "go-live").includes("missing accepted-before-white-list"));
  const later = [...on("2026-11-16", "white-list-confirmed"), ...on("2026-11-16", "first-patch-accepted")];
  assert.deepEqual(foundIn(emptyFacts({ records: later }), "go-live"), []);
});
