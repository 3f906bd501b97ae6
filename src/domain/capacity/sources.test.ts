import assert from "node:assert/strict";
import { test } from "node:test";
import type { UnitFigures } from "../beds/register.ts";
import { violationsOf } from "../indicators/checks.ts";
import { indicatorRows } from "../indicators/indicators.ts";
import { parseStamp } from "../time/stamp.ts";
import { typedFigures, typedSourceType } from "./unit-figures.ts";
import { sampleArrival, sampleBed, samplePatient, sampleZone } from "./zone.samples.ts";
import { zoneFigures } from "./zone.ts";
import { hourMs } from "./zone-types.ts";

function typed(unit: string, at: string, change: Partial<UnitFigures> = {}): UnitFigures {
  const stamp = parseStamp(at);
  assert.ok(stamp);
  return {
    unit,
    installed: 10,
    closedReactivable: 1,
    closedNotReactivable: 2,
    closedUnknown: 0,
    freeF: 1,
    freeM: 0,
    freeEither: 3,
    at: stamp,
    ...change,
  };
}

test("units of a place are summed, source type 01, and unknown stays unknown", () => {
  const lines = [
    typed("0415", "20261119080000", { occupied: 3, reserved: 0 }),
    typed("0416", "20261119093000", { occupied: 2 }),
    typed("415", "20261119100000"),
  ];
  const result = typedFigures(["0415", "0416"], lines);
  assert.ok(result.kind === "figures");
  assert.equal(result.newestMs - result.oldestMs, 1.5 * hourMs);
  assert.equal(result.figures.reserved, undefined);
  const rows = indicatorRows(result.figures, {
    nature: "bed",
    sourceType: typedSourceType,
    groups: { extended: true },
  });
  assert.deepEqual(
    rows.map((row) => `${row.indicator.id} ${row.count} ${row.sourceType}`),
    [
      "INST 20 01",
      "DISP_F 2 01",
      "DISP_H 0 01",
      "DISP_X 6 01",
      "FERM_REA 2 01",
      "FERM_NREA 4 01",
      "FERM_IND 0 01",
      "OCC 5 01",
    ],
  );
  const common = { rows, unitClosed: false, updateMs: result.newestMs, nowMs: result.newestMs };
  const sendable = {
    ...common,
    figures: result.figures,
    sourceType: typedSourceType,
    origin: "typed",
  } as const;
  assert.deepEqual(violationsOf(sendable), []);
});

test("a unit without a line or with two gives no figures", () => {
  const line = typed("0415", "20261119080000");
  assert.deepEqual(typedFigures(["0415", "0416"], [line]), { kind: "missing-units", units: ["0416"] });
  assert.deepEqual(typedFigures([], [line]), { kind: "missing-units", units: [] });
  assert.deepEqual(typedFigures(["0415"], [line, line]), { kind: "repeated-units", units: ["0415"] });
});

test("places: installed − closed − present, nothing reserved, everything for either gender", () => {
  const places = ["1", "2", "3", "4", "5"].map((name) => sampleBed(`D/1/${name}`, { fixedGender: "F" }));
  const present = ["I", "R", "O", "N", "E"].map((patientClass, index) =>
    samplePatient(`p${index}`, { patientClass, homeCare: index === 0 }),
  );
  const input = sampleZone({
    beds: places,
    unbound: present,
    arrivals: [sampleArrival("later", hourMs)],
    closingsByCount: [{ count: 1, reactivable: "yes", fromMs: -1, toMs: 3 * hourMs }],
    settings: { nature: "place", forecasts: true },
  });
  const figures = zoneFigures(input);
  assert.deepEqual([figures.installed, figures.closed.yes, figures.occupied], [5, 1, 3]);
  assert.deepEqual([figures.reserved, figures.waiting, figures.forecast], [0, 0, undefined]);
  assert.deepEqual(figures.free, { F: 0, M: 0, either: 1 });
  assert.equal(figures.nextChangeMs, 3 * hourMs);
  const crowded = zoneFigures({ ...input, unbound: [...present, samplePatient("x"), samplePatient("y")] });
  assert.deepEqual([crowded.occupied, crowded.free.either], [4, 0]);
  assert.deepEqual(crowded.warnings, [{ kind: "more-patients-than-beds", surplusCount: 1, visits: ["y"] }]);
  assert.ok(
    indicatorRows(figures, { nature: "place", sourceType: "02" }).every(
      (row) => row.indicator.capacityType === "02",
    ),
  );
  const shut = zoneFigures({ ...input, closingsByCount: [{ count: 7, reactivable: "no", fromMs: -1 }] });
  assert.deepEqual([shut.closed.no, shut.occupied, shut.free.either], [5, 0, 0]);
  assert.ok(shut.warnings.some((one) => one.kind === "closings-exceed-empty-beds" && one.excessCount === 2));
});
