import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { delayFilesMin, roundsOfWait, summariseDelays, waits, whiteListDue } from "./delays.ts";
import { moveOf } from "./steps/table.ts";

test("each wait begins and ends with moves of its step", () => {
  for (const { name, step, from, to } of waits) {
    for (const move of [...from, ...to]) assert.equal(moveOf(move)?.step.id, step, `${name}: ${move}`);
  }
  assert.equal(new Set(waits.map(({ name }) => name)).size, waits.length);
});

test("few files give their number and nothing else", () => {
  for (let files = 0; files < delayFilesMin; files += 1)
    assert.deepEqual(summariseDelays(Array.from({ length: files }, () => [7, 9])), { files, days: null });
});

test("five files give median and range", () => {
  assert.deepEqual(summariseDelays([[30], [2], [10], [], [4], [8]]), {
    files: 5,
    days: { median: 8, shortest: 2, longest: 30 },
  });
  assert.deepEqual(summariseDelays([[1, 2], [3], [4], [5], [6]]).days?.median, 3.5);
});

const opinion = waits.find(({ name }) => name === "opinion");

test("a decision in the portal ended no wait, and a round that was sent back was not counted", () => {
  assert.ok(opinion);
  const moves = [
    { move: "application-sent", day: "2026-09-01" },
    { move: "decision-changes-requested", day: "2026-09-11" },
    { move: "application-sent", day: "2026-10-01" },
    { move: "decision-favourable", day: "2026-10-05" },
    { move: "opinion-favourable", day: "2026-10-09" },
  ];
  assert.deepEqual(roundsOfWait(opinion, moves), [10, 4]);
});

test("a wait that goes on, and days the wrong way round, count for nothing", () => {
  assert.ok(opinion);
  assert.deepEqual(roundsOfWait(opinion, [{ move: "application-sent", day: "2026-09-01" }]), []);
  const backwards = [
    { move: "application-sent", day: "2026-09-10" },
    { move: "decision-refused", day: "2026-09-01" },
  ];
  assert.deepEqual(roundsOfWait(opinion, backwards), []);
});

test("the median lies between the ends, half of the files on each side", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(400), { minLength: delayFilesMin, maxLength: 40 }), (days) => {
      const { days: found } = summariseDelays(days.map((one) => [one]));
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
