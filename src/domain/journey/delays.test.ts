import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { delayFilesMin, summariseDelays, waits, whiteListDue } from "./delays.ts";
import { moveOf } from "./steps/table.ts";

test("each wait begins and ends with moves of the steps", () => {
  for (const { name, from, to } of waits) {
    assert.ok(moveOf(from), `${name}: ${from}`);
    assert.ok(moveOf(to), `${name}: ${to}`);
  }
  assert.equal(new Set(waits.map(({ name }) => name)).size, waits.length);
});

test("few files give their number and nothing else", () => {
  for (let files = 0; files < delayFilesMin; files += 1)
    assert.deepEqual(summariseDelays(Array.from({ length: files }, () => 7)), { files, days: null });
});

test("five files give median and range; days the wrong way round are left out", () => {
  assert.deepEqual(summariseDelays([30, 2, 10, 4, 8, -3]), {
    files: 5,
    days: { median: 8, shortest: 2, longest: 30 },
  });
  assert.deepEqual(summariseDelays([1, 2, 3, 4, 5, 6]).days?.median, 3.5);
});

test("the median lies between the ends, half of the files on each side", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(400), { minLength: delayFilesMin, maxLength: 40 }), (days) => {
      const { days: found } = summariseDelays(days);
      assert.ok(found);
      assert.ok(found.shortest <= found.median && found.median <= found.longest);
      assert.ok(days.filter((one) => one < found.median).length <= days.length / 2);
      assert.ok(days.filter((one) => one > found.median).length <= days.length / 2);
    }),
  );
});

test("the answer about the white list is due after five working days", () => {
  // Vectors of onboarding §6.
  assert.equal(whiteListDue("2026-11-06"), "2026-11-16");
  assert.equal(whiteListDue("2026-12-21"), "2026-12-29");
});
