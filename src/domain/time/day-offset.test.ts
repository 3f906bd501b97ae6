import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { hl7Text, parseStamp } from "./stamp.ts";

/** Zones of the French territories, and those whose clocks do what few others do: half hours, midnight, a day left out. */
const zones = [
  "Europe/Paris",
  "America/Guadeloupe",
  "America/Cayenne",
  "America/Miquelon",
  "Indian/Reunion",
  "Indian/Mayotte",
  "Pacific/Noumea",
  "Pacific/Tahiti",
  "Australia/Lord_Howe",
  "Africa/Cairo",
  "America/Sao_Paulo",
  "Pacific/Apia",
] as const;
const fromMs = Date.UTC(1970, 0, 1);
const toMs = Date.UTC(2100, 0, 1);

/** Instants of a whole period, and as many around the changes of the clock, where offsets differ. */
const cases = fc
  .record({
    zone: fc.constantFrom(...zones),
    anywhereMs: fc.integer({ min: fromMs, max: toMs }),
    change: fc.boolean(),
    aroundMs: fc.integer({ min: -26 * 3_600_000, max: 26 * 3_600_000 }),
  })
  .map(({ zone, anywhereMs, change, aroundMs }) => {
    const next = Temporal.Instant.fromEpochMilliseconds(anywhereMs)
      .toZonedDateTimeISO(zone)
      .getTimeZoneTransition("next");
    const ms = change && next !== null ? next.epochMilliseconds + aroundMs : anywhereMs;
    return { zone, ms: Math.floor(ms / 1000) * 1000 };
  });

const digits = (local: Temporal.PlainDateTime): string =>
  local.toString({ smallestUnit: "second" }).replaceAll(/[-:T]/g, "");

test("local times are read as the time zone database reads them, each asked one by one", () => {
  fc.assert(
    fc.property(cases, ({ zone, ms }) => {
      const local = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO("UTC").toPlainDateTime();
      const [earlier, later] = (["earlier", "later"] as const).map((disambiguation) =>
        local.toZonedDateTime(zone, { disambiguation }),
      );
      assert.ok(earlier && later);
      const twice =
        earlier.epochMilliseconds !== later.epochMilliseconds && earlier.toPlainDateTime().equals(local);
      const stamp = parseStamp(digits(local), zone);
      assert.deepEqual(
        [stamp?.ms, stamp?.repeatedHour],
        [twice ? earlier.epochMilliseconds : later.epochMilliseconds, twice],
      );
    }),
    { numRuns: 2_000 },
  );
});

test("instants are written in local time as the time zone database writes them", () => {
  fc.assert(
    fc.property(cases, ({ zone, ms }) => {
      const local = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone).toPlainDateTime();
      assert.equal(hl7Text(ms, zone), digits(local));
    }),
    { numRuns: 2_000 },
  );
});

test("days and hours that no calendar holds are refused as before", () => {
  const part = (max: number): fc.Arbitrary<string> =>
    fc.integer({ min: 0, max }).map((value) => String(value).padStart(2, "0"));
  const text = fc.tuple(
    fc.integer({ min: 0, max: 9999 }).map((year) => String(year).padStart(4, "0")),
    part(14),
    part(33),
    part(26),
    part(62),
    part(62),
  );
  fc.assert(
    fc.property(text, (parts) => {
      const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.map(Number);
      let expected: number | undefined;
      try {
        expected = Temporal.PlainDateTime.from(
          { year, month, day, hour, minute, second },
          { overflow: "reject" },
        ).toZonedDateTime("UTC").epochMilliseconds;
      } catch {}
      assert.equal(parseStamp(`${parts.join("")}+0000`)?.ms, expected);
    }),
    { numRuns: 2_000 },
  );
});
