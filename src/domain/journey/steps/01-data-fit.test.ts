import assert from "node:assert/strict";
import { test } from "node:test";
import type { AnswerRow, Answers } from "../facts.ts";
import { indicatorRows } from "../indicator-rows.ts";
import { askedIn, emptyFacts, foundIn, recordsOf, stateIn } from "../test-support/facts.ts";

/** The table with one answer for each indicator. */
function table(answerOf: (id: string, group: string) => AnswerRow, model = "3.0.1"): Answers {
  return new Map([
    ["conformity", [{ id: "", fields: { "model-version": model } }]],
    ["indicators", indicatorRows.map(({ id, group }) => ({ id, fields: answerOf(id, group) }))],
  ]);
}
const fed: AnswerRow = { fed: "fed", definition: "same", origin: "Mouvements" };
const core = (group: string, yes: AnswerRow = fed): AnswerRow =>
  group === "core" ? yes : { fed: "not-fed" };

test("an empty table asks for the model's version and for every indicator", () => {
  assert.deepEqual(askedIn(emptyFacts(), "01"), ["conformity.model-version"]);
  assert.deepEqual(foundIn(emptyFacts(), "01"), ["missing indicators-open", "ask official-list"]);
  assert.equal(stateIn(emptyFacts(), "01"), "not-started");
});

test("a full table can be noted, and is done once it is", () => {
  const answers = table((_id, group) => core(group));
  assert.deepEqual(foundIn(emptyFacts({ answers }), "01"), ["ask official-list", "ok indicators-fed"]);
  assert.equal(stateIn(emptyFacts({ answers }), "01"), "in-progress");
  assert.equal(stateIn(emptyFacts({ answers, records: recordsOf("conformity-noted") }), "01"), "done");
});

test("definitions that differ, are to be checked or open, and missing origins are each told", () => {
  const with_ = (row: AnswerRow) =>
    foundIn(emptyFacts({ answers: table((_id, group) => core(group, row)) }), "01");
  assert.ok(with_({ fed: "fed", origin: "x" }).includes("missing definitions-open"));
  assert.ok(with_({ ...fed, definition: "different" }).includes("warning definitions-differ"));
  assert.ok(with_({ ...fed, definition: "to-check" }).includes("warning definitions-to-check"));
  assert.ok(with_({ ...fed, origin: " " }).includes("warning origins-open"));
});

test("nothing fed is nothing to connect; a core indicator left out is told", () => {
  const nothing = foundIn(emptyFacts({ answers: table(() => ({ fed: "later" })) }), "01");
  assert.ok(nothing.includes("missing nothing-fed"));
  const some = table((id, group) => core(group, id === "INST" ? { fed: "not-fed" } : fed));
  assert.ok(foundIn(emptyFacts({ answers: some }), "01").includes("warning core-not-fed"));
});

test("another version of the model is a reason to read again", () => {
  const answers = table((_id, group) => core(group), "2.4");
  assert.ok(foundIn(emptyFacts({ answers }), "01").includes("warning model-version-other"));
});

test("an answer to an indicator that the list no longer holds does not count", () => {
  const answers: Answers = new Map([["indicators", [{ id: "GONE", fields: fed }]]]);
  assert.deepEqual(foundIn(emptyFacts({ answers }), "01"), ["missing indicators-open", "ask official-list"]);
});
