import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { BedStatusFact } from "../movements/fact.ts";
import { BedStatuses } from "./bed-statuses.ts";

const stamp = (ms: number) => ({ text: String(ms), ms, repeatedHour: false, dateOnly: false });
const facts = fc
  .array(
    fc.record({
      unit: fc.constantFrom("A", "B"),
      bed: fc.constantFrom("1", "2"),
      atMs: fc.integer({ min: 0, max: 5 }),
      saidMs: fc.integer({ min: 0, max: 3 }),
      status: fc.constantFrom("cleaning" as const, "free" as const),
    }),
    { maxLength: 20 },
  )
  .map((rows) =>
    rows.map(
      ({ unit, bed, atMs, saidMs, status }, arrival) =>
        ({
          kind: "bed-status",
          unit,
          room: "1",
          bed,
          status,
          at: stamp(atMs),
          messageAt: stamp(saidMs),
          arrival,
        }) as BedStatusFact,
    ),
  );

test("in any order and repeated, the status of a bed is the latest by effect, then by word, then by arrival", () => {
  fc.assert(
    fc.property(
      facts.chain((all) =>
        fc.tuple(
          fc.constant(all),
          fc.shuffledSubarray([...all, ...all], { minLength: all.length * 2 }),
          fc.integer({ min: -1, max: 6 }),
        ),
      ),
      ([all, shuffled, horizon]) => {
        const statuses = new BedStatuses();
        for (const fact of shuffled) statuses.add(fact);
        for (const unit of ["A", "B"]) {
          for (const bed of ["1", "2"]) {
            const known = all.filter((one) => one.unit === unit && one.bed === bed && one.at.ms <= horizon);
            const rank = (one: BedStatusFact): number =>
              one.at.ms * 10_000 + one.messageAt.ms * 1_000 + one.arrival;
            const expected = known.toSorted((a, b) => rank(a) - rank(b)).at(-1);
            const found = statuses.at(horizon, (name) => name === unit).filter((one) => one.bed === bed);
            assert.deepEqual(found, expected === undefined ? [] : [expected]);
          }
        }
      },
    ),
  );
});
