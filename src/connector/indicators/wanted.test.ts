import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { IndicatorKey } from "../../domain/indicators/indicator-key.ts";
import { familyOf, keyText, parseKeyText } from "./canonical-key.ts";
import { boundedDate, planWanted, type StoredWanted, type WantedRow } from "./wanted.ts";

const code = fc.constantFrom("01", "02", "03", "04", "05");
const anyKey: fc.Arbitrary<IndicatorKey> = fc.record({
  capacityStatus: code,
  temporalityCapacity: code,
  genderCapacityAvailable: fc.option(code),
  capacityClosingType: fc.option(code),
  additionalBedType: fc.option(code),
  crisisType: fc.option(code),
  temporaryAssignement: code,
});

test("a key and its text are the same thing", () => {
  fc.assert(fc.property(anyKey, (key) => assert.deepEqual(parseKeyText(keyText(key)), { ...key })));
  fc.assert(
    fc.property(anyKey, anyKey, (a, b) => {
      assert.equal(keyText(a) === keyText(b), JSON.stringify(a) === JSON.stringify(b));
    }),
  );
  for (const text of ["", "01", "01/01/-/-/-/-", "-/01/-/-/-/-/01", "01/01/-/-/-/-/01/01"]) {
    assert.throws(() => parseKeyText(text), /not an indicator key/);
  }
});

const key: IndicatorKey = {
  capacityStatus: "02",
  temporalityCapacity: "01",
  genderCapacityAvailable: "01",
  capacityClosingType: null,
  additionalBedType: null,
  crisisType: null,
  temporaryAssignement: "01",
};
const row: WantedRow = {
  key,
  indicatorId: "DISP_F",
  capacityType: "01",
  sourceType: "02",
  count: 3,
  updatedAtMs: 1_000,
};
const stored: StoredWanted = {
  keyText: keyText(key),
  family: familyOf(key),
  indicatorId: "DISP_F",
  capacityType: "01",
  sourceType: "02",
  count: 3,
  updatedAtMs: 1_000,
  deleted: 0,
  confirmedUpdatedAtMs: 900,
  hold: "none",
};

test("an unchanged row is not written", () => {
  assert.deepEqual(planWanted([stored], [row], "delete", 2_000), { writes: [], releasedFamilies: [] });
});

test("capacityUpdateDate is never in the future and never goes back", () => {
  fc.assert(
    fc.property(fc.nat(5_000), fc.nat(5_000), fc.option(fc.nat(5_000)), (proposed, nowMs, confirmed) => {
      const date = boundedDate(proposed, nowMs, confirmed);
      assert.ok(date >= (confirmed ?? 0));
      assert.ok(date <= Math.max(nowMs, confirmed ?? 0));
    }),
  );
  const later = planWanted([stored], [{ ...row, count: 4, updatedAtMs: 500 }], "keep", 2_000);
  assert.equal(later.writes[0]?.updatedAtMs, 1_000);
});

test("a hold ends with a correction of the mapping, not with a new count", () => {
  const held: StoredWanted = { ...stored, hold: "refused" };
  const released = (rows: readonly WantedRow[], removed: "keep" | "delete" = "keep") =>
    planWanted([held], rows, removed, 2_000).releasedFamilies;
  assert.deepEqual(released([{ ...row, count: 9, sourceType: "01" }]), []);
  assert.deepEqual(released([{ ...row, capacityType: "02" }]), [stored.family]);
  assert.deepEqual(released([], "delete"), [stored.family]);
  assert.deepEqual(released([], "keep"), []);
  assert.deepEqual(released([row, { ...row, key: { ...key, genderCapacityAvailable: "04" } }]), [
    stored.family,
  ]);
  assert.deepEqual(released([row, { ...row, key: { ...key, capacityStatus: "01" } }]), []);
});

test("impossible counts and doubled keys are refused", () => {
  for (const count of [-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY]) {
    assert.throws(() => planWanted([], [{ ...row, count }], "keep", 0), RangeError);
  }
  assert.throws(() => planWanted([], [row, row], "keep", 0), /given twice/);
});
