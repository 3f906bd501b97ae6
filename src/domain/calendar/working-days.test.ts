import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { easterSunday } from "./easter.ts";
import { calendarOfDepartment, calendars, holidays } from "./holidays.ts";
import { addWorkingDays, isWorkingDay } from "./working-days.ts";

const vectors = [
  ["2026-11-06", "2026-11-16", "2026-11-16"],
  ["2026-11-23", "2026-11-30", "2026-11-30"],
  ["2026-12-21", "2026-12-29", "2026-12-29"],
  ["2026-12-23", "2026-12-31", "2026-12-31"],
  ["2027-03-24", "2027-04-01", "2027-04-02"],
  ["2027-04-29", "2027-05-07", "2027-05-07"],
  ["2027-05-03", "2027-05-11", "2027-05-11"],
  ["2028-12-20", "2028-12-28", "2028-12-29"],
] as const;

for (const [sent, national, local] of vectors) {
  test(`five working days after ${sent} (onboarding §6)`, () => {
    assert.equal(addWorkingDays(sent, 5), national);
    assert.equal(addWorkingDays(sent, 5, "alsace-moselle"), local);
  });
}

test("movable days of 2026 to 2030 (onboarding §6)", () => {
  const table = {
    2026: ["04-05", "04-03", "04-06", "05-14", "05-25"],
    2027: ["03-28", "03-26", "03-29", "05-06", "05-17"],
    2028: ["04-16", "04-14", "04-17", "05-25", "06-05"],
    2029: ["04-01", "03-30", "04-02", "05-10", "05-21"],
    2030: ["04-21", "04-19", "04-22", "05-30", "06-10"],
  };
  for (const [year, [sunday, friday, ...off]] of Object.entries(table)) {
    assert.equal(easterSunday(Number(year)).toString(), `${year}-${sunday}`);
    const national = holidays(Number(year), "national");
    assert.equal(national.size, 11, year);
    for (const day of off) assert.ok(national.has(`${year}-${day}`), `${year}-${day}`);
    assert.equal(national.has(`${year}-${friday}`), false);
    assert.ok(holidays(Number(year), "alsace-moselle").has(`${year}-${friday}`));
  }
});

test("local days off stand in the calendar of their department only", () => {
  for (const [department, date] of [
    ["976", "2026-04-27"],
    ["972", "2026-05-22"],
    ["971", "2026-05-27"],
    ["978", "2026-05-27"],
    ["973", "2026-06-10"],
    ["977", "2026-10-09"],
    ["974", "2028-12-20"],
    ["68", "2028-12-26"],
  ] as const) {
    assert.equal(isWorkingDay(date, calendarOfDepartment(department)), false, department);
    assert.ok(isWorkingDay(date, calendarOfDepartment("75")), department);
  }
});

test("what is no date or no count is refused", () => {
  assert.throws(() => addWorkingDays("2026-02-30", 1), RangeError);
  assert.throws(() => addWorkingDays("demain", 1), RangeError);
  for (const count of [-1, 1.5, Number.NaN, 1e9])
    assert.throws(() => addWorkingDays("2026-02-03", count), RangeError);
});

/** Gauss's method, as told by Lichtenberg: found in another way than the one of the product. */
function easterByGauss(year: number): string {
  const century = Math.floor(year / 100);
  const moon = 15 + Math.floor((3 * century + 3) / 4) - Math.floor((8 * century + 13) / 25);
  const shift = 2 - Math.floor((3 * century + 3) / 4);
  const golden = year % 19;
  const seed = (19 * golden + moon) % 30;
  const less = Math.floor((seed + Math.floor(golden / 11)) / 29);
  const limit = 21 + seed - less;
  const sunday = 7 - ((year + Math.floor(year / 4) + shift) % 7);
  const march = limit + 7 - ((limit - sunday) % 7);
  return new Date(Date.UTC(year, 2, march)).toISOString().slice(0, 10);
}

test("Easter agrees with another method in every year from 1583 to 4000", () => {
  for (let year = 1583; year <= 4000; year += 1) {
    assert.equal(easterSunday(year).toString(), easterByGauss(year));
  }
});

test("any count from any day lands on a working day, later for more days, and adds up", () => {
  const day = fc
    .integer({ min: Date.UTC(2020, 0, 1) / 86_400_000, max: Date.UTC(2045, 0, 1) / 86_400_000 })
    .map((days) => new Date(days * 86_400_000).toISOString().slice(0, 10));
  const count = fc.integer({ min: 1, max: 40 });
  fc.assert(
    fc.property(day, count, count, fc.constantFrom(...calendars), (from, few, more, calendar) => {
      const due = addWorkingDays(from, few, calendar);
      assert.ok(due > from);
      const weekday = new Date(due).getUTCDay();
      assert.ok(weekday >= 1 && weekday <= 5);
      assert.equal(holidays(Number(due.slice(0, 4)), calendar).has(due), false);
      assert.equal(addWorkingDays(due, more, calendar), addWorkingDays(from, few + more, calendar));
      const tomorrow = new Date(Date.parse(from) + 86_400_000).toISOString().slice(0, 10);
      assert.ok(addWorkingDays(tomorrow, few, calendar) >= due);
      assert.ok(due >= addWorkingDays(from, few, "national"));
    }),
    { numRuns: 300 },
  );
});
