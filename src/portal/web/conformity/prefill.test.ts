import assert from "node:assert/strict";
import { test } from "node:test";
import { suggestIndicators } from "../../../domain/journey/suggest-indicators.ts";
import { planPrefill, type RowAnswers } from "./prefill.ts";

const suggestions = suggestIndicators([{ kind: "hl7", accepted: 1, traits: ["unit", "bed", "sex"] }]);
const empty: RowAnswers = { fed: "", definition: "", origin: "" };
const plan = (rows: Readonly<Record<string, RowAnswers>>) =>
  planPrefill(
    suggestions,
    (id) => rows[id] ?? empty,
    ({ origin }) => `by ${origin}`,
  );

test("an empty table is filled whole, the definition only where something is fed", () => {
  const { fill, rows, differing } = plan({});
  assert.equal(rows, suggestions.length);
  assert.deepEqual(differing, []);
  assert.deepEqual(
    fill.filter(({ row }) => row === "OCC"),
    [
      { row: "OCC", field: "fed", value: "fed" },
      { row: "OCC", field: "definition", value: "to-check" },
      { row: "OCC", field: "origin", value: "by movements-beds" },
    ],
  );
  assert.ok(!fill.some(({ row, field }) => row === "INST" && field === "definition"));
});

test("what somebody typed stays: the same answer is completed, another one is only listed", () => {
  const { fill, differing, replace } = plan({
    OCC: { fed: "fed", definition: "same", origin: "" },
    INST: { fed: "fed", definition: "same", origin: "Notre base" },
  });
  assert.deepEqual(
    fill.filter(({ row }) => row === "OCC"),
    [{ row: "OCC", field: "origin", value: "by movements-beds" }],
  );
  assert.ok(!fill.some(({ row }) => row === "INST"));
  assert.deepEqual(differing, [{ id: "INST", stands: "fed", told: "later" }]);
  assert.deepEqual(
    replace.map(({ field, value }) => [field, value]),
    [
      ["fed", "later"],
      ["origin", "by needs-register"],
    ],
  );
});

test("filling twice changes nothing the second time", () => {
  const rows: Record<string, RowAnswers> = {};
  for (const { row, field, value } of plan({}).fill) rows[row] = { ...(rows[row] ?? empty), [field]: value };
  const again = plan(rows);
  assert.deepEqual([again.fill, again.differing], [[], []]);
});
