import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { indicatorRows } from "./indicator-rows.ts";
import { type ReadSample, sampleTraits, sheetKinds } from "./sample-reading.ts";
import { suggestIndicators } from "./suggest-indicators.ts";

const messages = (...traits: (typeof sampleTraits)[number][]): ReadSample => ({
  kind: "hl7",
  accepted: 10,
  traits,
});
const sheet = (kind: (typeof sheetKinds)[number], ...members: string[]): ReadSample => ({
  kind: "sheet",
  sheet: kind,
  records: 3,
  members,
});
const told = (readings: readonly ReadSample[], ...ids: string[]): string[] =>
  ids.map((id) => {
    const one = suggestIndicators(readings).find((suggestion) => suggestion.id === id) ?? assert.fail(id);
    return `${one.fed} ${one.origin}`;
  });

test("movements with beds feed the occupied ones; available ones wait for a register", () => {
  const pam = [messages("unit", "room", "bed", "sex")];
  assert.deepEqual(told(pam, "OCC", "DISP_F", "DISP_X", "INST", "RES", "FERM_REA", "DISP_X_24H"), [
    "fed movements-beds",
    "later needs-register",
    "later needs-register",
    "later needs-register",
    "later needs-pre-admissions",
    "later needs-closings",
    "not-fed needs-expected-dates",
  ]);
  assert.deepEqual(told([messages("unit")], "OCC"), ["fed movements-units"]);
});

test("pre-admissions feed the reserved ones, expected dates the forecasts once a register exists", () => {
  const pam = messages("unit", "bed", "sex", "pre-admission", "expected-discharge");
  assert.deepEqual(told([pam], "RES", "DISP_F_48H"), ["fed pre-admissions", "later needs-register"]);
  assert.deepEqual(told([pam, sheet("register", "open")], "DISP_F", "DISP_F_48H", "INST"), [
    "fed register-and-movements",
    "fed expected-dates",
    "fed register",
  ]);
  const withoutArrivals = [messages("unit", "bed", "expected-discharge"), sheet("register", "open")];
  assert.deepEqual(told(withoutArrivals, "DISP_X_1H"), ["later needs-pre-admissions"]);
});

test("without the patients' sex only beds for either gender can be told", () => {
  assert.deepEqual(told([messages("unit", "bed"), sheet("register")], "DISP_F", "DISP_H", "DISP_X"), [
    "later needs-sex",
    "later needs-sex",
    "fed register-and-movements",
  ]);
});

test("a register tells the installed beds, and its closed ones where it has some", () => {
  assert.deepEqual(told([sheet("register", "open")], "INST", "FERM_REA", "DISP_X", "OCC"), [
    "fed register",
    "later needs-closings",
    "later needs-movements",
    "later needs-movements",
  ]);
  assert.deepEqual(told([sheet("register", "open", "reactivable")], "FERM_REA"), ["fed register"]);
});

test("closings tell the closed beds; a bed status tells only that a bed is closed", () => {
  assert.deepEqual(told([sheet("closings")], "FERM_REA", "FERM_NREA", "FERM_IND", "INST"), [
    "fed closings",
    "fed closings",
    "fed closings",
    "later needs-register",
  ]);
  assert.deepEqual(told([messages("bed-status")], "FERM_REA", "FERM_IND"), [
    "later needs-closings",
    "fed bed-status",
  ]);
});

test("a census tells who lies where; figures tell their columns", () => {
  assert.deepEqual(told([sheet("census")], "OCC", "DISP_X"), ["fed census", "later needs-register"]);
  const figures = [sheet("figures", "installed", "freeF", "occupied")];
  assert.deepEqual(told(figures, "INST", "DISP_F", "OCC", "RES", "DISP_F_1H"), [
    "fed figures",
    "fed figures",
    "fed figures",
    "later needs-column",
    "not-fed needs-expected-dates",
  ]);
});

test("nothing is suggested from a sample in which nothing could be used", () => {
  assert.deepEqual(suggestIndicators([]), []);
  assert.deepEqual(suggestIndicators([{ kind: "hl7", accepted: 0, traits: [] }]), []);
  assert.deepEqual(suggestIndicators([{ kind: "sheet", sheet: "register", records: 0, members: [] }]), []);
});

const rank = { "not-fed": 0, later: 1, fed: 2 } as const;
const sample: fc.Arbitrary<ReadSample> = fc.oneof(
  fc.record({
    kind: fc.constant("hl7" as const),
    accepted: fc.nat(3),
    traits: fc.subarray([...sampleTraits]),
  }),
  fc.record({
    kind: fc.constant("sheet" as const),
    sheet: fc.constantFrom(...sheetKinds),
    records: fc.nat(3),
    members: fc.subarray(["open", "reactivable", "occupied", "reserved"]),
  }),
);

test("whatever the samples, each indicator is judged once, in any order alike", () => {
  fc.assert(
    fc.property(fc.array(sample, { maxLength: 4 }), (readings) => {
      const found = suggestIndicators(readings);
      assert.deepEqual(found, suggestIndicators([...readings].reverse()));
      if (found.length === 0) return;
      assert.deepEqual(
        found.map(({ id }) => id),
        indicatorRows.map(({ id }) => id),
      );
      assert.ok(found.every(({ id, fed }) => !/^SUP_|COVID/.test(id) || fed === "not-fed"));
    }),
  );
});

test("a further sample never takes a figure back", () => {
  fc.assert(
    fc.property(fc.array(sample, { maxLength: 3 }), sample, (readings, more) => {
      const before = suggestIndicators(readings);
      const after = suggestIndicators([...readings, more]);
      before.forEach(({ fed, id }, index) => {
        assert.ok(rank[after[index]?.fed ?? "not-fed"] >= rank[fed], id);
      });
    }),
  );
});
