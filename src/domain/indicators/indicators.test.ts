import assert from "node:assert/strict";
import { test } from "node:test";
import type { CapacityFigures } from "../capacity/zone-types.ts";
import type { Sendable } from "./checks.ts";
import { violationsOf } from "./checks.ts";
import { indicatorRows } from "./indicators.ts";

const figures: CapacityFigures = {
  installed: 20,
  closed: { yes: 2, no: 1, unknown: 3 },
  occupied: 9,
  reserved: 1,
  free: { F: 1, M: 2, either: 0 },
  extra: { mobilised: 0, withStaffSse: 4 },
  forecast: {
    h1: { F: 1, M: 0, either: 0 },
    h24: { F: 2, M: 3, either: 4 },
    h48: { F: 5, M: 6, either: 7 },
    d7: { F: 8, M: 9, either: 10 },
  },
};

const rowTexts = (...args: Parameters<typeof indicatorRows>): string[] =>
  indicatorRows(...args).map((row) => `${row.indicator.id} ${row.count}`);

test("core rows, zero included", () => {
  assert.deepEqual(rowTexts(figures, { nature: "bed", sourceType: "02" }), [
    "INST 20",
    "DISP_F 1",
    "DISP_H 2",
    "DISP_X 0",
    "FERM_REA 2",
    "FERM_NREA 1",
  ]);
});

test("extended rows only for what is known", () => {
  const groups = { core: false, extended: true };
  assert.deepEqual(rowTexts(figures, { nature: "bed", sourceType: "02", groups }), [
    "FERM_IND 3",
    "OCC 9",
    "RES 1",
    "SUP_MOB 0",
    "SUP_AVECRH_SSE 4",
  ]);
});

test("forecast rows, and none when no forecast was made", () => {
  const groups = { core: false, forecast: true };
  const options = { nature: "bed", sourceType: "02", groups } as const;
  assert.deepEqual(rowTexts(figures, options).slice(3, 6), ["DISP_F_24H 2", "DISP_H_24H 3", "DISP_X_24H 4"]);
  assert.equal(rowTexts(figures, options).length, 12);
  const { forecast: _none, ...without } = figures;
  assert.deepEqual(rowTexts(without, options), []);
});

test("assignment rows come from the beds set aside and are never invented", () => {
  const groups = { core: false, assignment: true };
  assert.deepEqual(rowTexts(figures, { nature: "bed", sourceType: "02", groups }), []);
  const covid = { ...figures, installed: 3, free: { F: 0, M: 0, either: 2 } };
  assert.deepEqual(
    rowTexts(figures, { nature: "bed", sourceType: "02", groups, assigned: { "02": covid } }),
    ["INST_COVIDPOS 3", "DISP_F_COVIDPOS 0", "DISP_H_COVIDPOS 0", "DISP_X_COVIDPOS 2"],
  );
});

function violationCodes(change: Partial<Sendable>): string[] {
  const good: Sendable = {
    figures,
    rows: indicatorRows(figures, { nature: "bed", sourceType: "02" }),
    unitClosed: false,
    updateMs: 1_000,
    nowMs: 1_000,
    sourceType: "02",
    origin: "automatic",
  };
  return violationsOf({ ...good, ...change }).map((violation) => violation.code);
}

test("the six checks", () => {
  assert.deepEqual(violationCodes({}), []);
  assert.deepEqual(violationCodes({ figures: { ...figures, installed: 5 } }), [
    "installed-below-closed",
    "beds-beyond-capacity",
  ]);
  assert.deepEqual(violationCodes({ figures: { ...figures, reserved: 3 } }), ["beds-beyond-capacity"]);
  assert.deepEqual(violationCodes({ figures: { ...figures, reserved: 3, extra: { mobilised: 1 } } }), []);
  assert.deepEqual(violationCodes({ unitClosed: true }), ["closed-but-available"]);
  assert.deepEqual(violationCodes({ updateMs: 1_001 }), ["update-date-in-future"]);
  assert.deepEqual(violationCodes({ sourceType: "01" }), ["source-type-mismatch"]);
  assert.deepEqual(violationCodes({ sourceType: "01", origin: "typed" }), []);
  assert.deepEqual(violationCodes({ sourceType: "03", origin: "typed" }), ["source-type-mismatch"]);
  for (const wrong of [-1, 0.5, Number.NaN]) {
    const [row] = indicatorRows(figures, { nature: "bed", sourceType: "02" });
    assert.ok(row);
    assert.deepEqual(violationCodes({ rows: [{ ...row, count: wrong }] }), ["count-not-natural"]);
  }
});

test("a place without free beds on a closed unit passes", () => {
  const closed = { ...figures, occupied: 0, reserved: 0, free: { F: 0, M: 0, either: 0 } };
  assert.deepEqual(violationCodes({ figures: closed, unitClosed: true }), []);
});
