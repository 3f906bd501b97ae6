import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { hl7Text, isoText, parseStamp, withDefaultHour } from "./stamp.ts";

const paris = (text: string): string | undefined => {
  const stamp = parseStamp(text);
  return stamp && new Date(stamp.ms).toISOString();
};

test("HL7 times of every precision, local in Paris unless an offset is given", () => {
  assert.equal(paris("20261123080500"), "2026-11-23T07:05:00.000Z");
  assert.equal(paris("202607230805"), "2026-07-23T06:05:00.000Z");
  assert.equal(paris("2026112308"), "2026-11-23T07:00:00.000Z");
  assert.equal(paris("20261123"), "2026-11-22T23:00:00.000Z");
  assert.equal(paris("20151125123110.703+0100"), "2015-11-25T11:31:10.703Z");
  assert.equal(paris("20060529090131-0500"), "2006-05-29T14:01:31.000Z");
});

test("ISO times, with and without offset", () => {
  assert.equal(paris("2026-11-20T02:00"), "2026-11-20T01:00:00.000Z");
  assert.equal(paris("2026-11-20T02:00:30Z"), "2026-11-20T02:00:30.000Z");
  assert.equal(paris("2026-11-20 02:00+02:00"), "2026-11-20T00:00:00.000Z");
  assert.equal(paris("2026-11-20"), "2026-11-19T23:00:00.000Z");
});

test("what is no date is no date", () => {
  for (const text of [
    "",
    "hier",
    "20261323",
    "20260230",
    "2026112325",
    "99",
    "20261123080500+9900",
    "2026-11-20T",
  ]) {
    assert.equal(parseStamp(text), undefined, text);
  }
});

test("the repeated hour of October takes its first passage and says so; the missing hour of March moves on", () => {
  const twice = parseStamp("20261025023000");
  assert.deepEqual(
    [twice && new Date(twice.ms).toISOString(), twice?.repeatedHour],
    ["2026-10-25T00:30:00.000Z", true],
  );
  assert.equal(parseStamp("20261025023000+0100")?.repeatedHour, false);
  assert.equal(parseStamp("20261025033000")?.repeatedHour, false);
  const missing = parseStamp("20260329023000");
  assert.deepEqual(
    [missing && new Date(missing.ms).toISOString(), missing?.repeatedHour],
    ["2026-03-29T01:30:00.000Z", false],
  );
});

test("a feed overseas has its own zone", () => {
  assert.equal(
    new Date(parseStamp("20261123080000", "Indian/Reunion")?.ms ?? 0).toISOString(),
    "2026-11-23T04:00:00.000Z",
  );
  assert.equal(hl7Text(Date.UTC(2026, 10, 23, 4), "Indian/Reunion"), "20261123080000");
});

test("a date without an hour counts at the hour of the site", () => {
  const day = parseStamp("20261127");
  assert.ok(day);
  assert.equal(new Date(withDefaultHour(day, 14)).toISOString(), "2026-11-27T13:00:00.000Z");
  const hour = parseStamp("202611270800");
  assert.ok(hour);
  assert.equal(withDefaultHour(hour, 14), hour.ms);
});

test("writing and reading give the same instant, outside the repeated hour", () => {
  const instant = fc.integer({ min: Date.UTC(1990, 0, 1) / 1000, max: Date.UTC(2060, 0, 1) / 1000 });
  fc.assert(
    fc.property(instant, (seconds) => {
      const read = parseStamp(hl7Text(seconds * 1000));
      assert.ok(read);
      if (!read.repeatedHour) assert.equal(read.ms, seconds * 1000);
      assert.equal(parseStamp(isoText(seconds * 1000))?.ms, seconds * 1000);
    }),
  );
});

test("no text makes it throw", () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string(), fc.stringMatching(/^[0-9+\-T:.Z]{0,30}$/)),
      (text) => void parseStamp(text),
    ),
    {
      numRuns: 2000,
    },
  );
});
