import assert from "node:assert/strict";
import { test } from "node:test";
import type { Answers } from "./facts.ts";
import { emptyFacts, stepIn } from "./test-support/facts.ts";

const rowIn = (section: string, id: string, fields: Readonly<Record<string, string>>): Answers =>
  new Map([[section, [{ id, fields }]]]);
const askedAt = (facts: ReturnType<typeof emptyFacts>, step: "01" | "03"): readonly string[] =>
  stepIn(facts, step).findings.flatMap(({ at }) => (at?.row ? [`${at.section} ${at.row} ${at.field}`] : []));

test("a row of a condition that was taken out of force kept the step open where nobody could see it", () => {
  const answers = rowIn("conditions-met", "c-1", { evidence: "convention signée" });
  const conditions = [{ id: "c-1", textFr: "Périmètre", textEn: "Scope" }];
  assert.deepEqual(askedAt(emptyFacts({ answers, conditions }), "03"), ["conditions-met c-1 met"]);
  assert.deepEqual(askedAt(emptyFacts({ answers }), "03"), []);
});

test("a wrong date at a region that left the list kept the step open", () => {
  const answers = rowIn("regions", "76", { "grades-contacted-on": "12/10" });
  assert.deepEqual(askedAt(emptyFacts({ answers }), "03"), []);
});

test("a row of an indicator that the list does not hold kept step 01 open", () => {
  const answers = rowIn("indicators", "FORMER", { note: "repris de l'ancienne liste" });
  assert.deepEqual(askedAt(emptyFacts({ answers }), "01"), []);
});
