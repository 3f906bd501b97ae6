import assert from "node:assert/strict";
import fc from "fast-check";
import { possibleChanges } from "./next-change.ts";
import { oracle, oracleForecast } from "./zone.oracle.ts";
import { anyZone, samplePatient } from "./zone.samples.ts";
import { figuresAt, resultText, zoneFigures } from "./zone.ts";
import type { FiguresNow, GenderCounts, ZoneInput } from "./zone-types.ts";
import { hourMs } from "./zone-types.ts";

/** Properties of zones, each run `numRuns` times: few in the tests, many in the proof. */
export type Property = (numRuns: number) => void;

function freeSum(counts: GenderCounts): number {
  return counts.F + counts.M + counts.either;
}

export const agreesWithOracle: Property = (numRuns) => {
  fc.assert(
    fc.property(anyZone, (input) => {
      const { installed, closed, occupied, reserved, waiting, free, extra, forecast } = figuresAt(input);
      const figures = { installed, closed, occupied, reserved, waiting, mobilised: extra.mobilised, free };
      assert.deepEqual(figures, oracle(input));
      assert.equal(forecast !== undefined, input.settings.forecasts);
      if (!forecast) return;
      assert.deepEqual(forecast.h1, oracleForecast(input, 1));
      assert.deepEqual(forecast.h24, oracleForecast(input, 24));
      assert.deepEqual(forecast.h48, oracleForecast(input, 48));
      assert.deepEqual(forecast.d7, oracleForecast(input, 168));
    }),
    { numRuns },
  );
};

/** closed + occupied + reserved + cleaning + free = every bed once, and each list of reasons is as long as its figure. */
export const everyBedOnce: Property = (numRuns) => {
  fc.assert(
    fc.property(anyZone, (input) => {
      const figures = figuresAt(input);
      const { why, extra, closed, free } = figures;
      const closedSum = closed.yes + closed.no + closed.unknown;
      const open = figures.installed - closedSum + extra.mobilised;
      assert.equal(figures.occupied + figures.reserved + why.cleaning.length + freeSum(free), open);
      for (const gender of ["F", "M", "either"] as const) assert.equal(why.free[gender].length, free[gender]);
      assert.deepEqual(
        [why.installed, why.closed, why.occupied, why.reserved, why.waiting, why.extra].map(
          (one) => one.length,
        ),
        [figures.installed, closedSum, figures.occupied, figures.reserved, figures.waiting, extra.mobilised],
      );
      const taken = [why.closed, why.occupied, why.reserved, why.cleaning, ...Object.values(why.free)].flat();
      const keys = taken.flatMap((line) => line.bed ?? []);
      assert.equal(new Set(keys).size, keys.length);
      assert.ok(closedSum <= figures.installed);
    }),
    { numRuns },
  );
};

/** One more patient, wherever, never frees a bed. */
export const morePatientsNeverFree: Property = (numRuns) => {
  const more = fc.record({
    where: fc.nat({ max: 20 }),
    sex: fc.constantFrom("F", "M", "U"),
    onLeave: fc.boolean(),
  });
  fc.assert(
    fc.property(anyZone, more, (input, { where, sex, onLeave }) => {
      const patient = samplePatient("new", { sex, onLeave });
      const more: ZoneInput = {
        ...input,
        beds: input.beds.map((bed, index) =>
          index === where ? { ...bed, patients: [...bed.patients, patient] } : bed,
        ),
        unbound: where < input.beds.length ? input.unbound : [...input.unbound, patient],
      };
      const [before, after] = [figuresAt(input), figuresAt(more)];
      assert.ok(freeSum(after.free) <= freeSum(before.free));
      assert.ok(after.occupied + after.reserved + 1 >= before.occupied + before.reserved);
    }),
    { numRuns },
  );
};

/** The order of beds, patients, arrivals and closings means nothing. */
export const orderMeansNothing: Property = (numRuns) => {
  const seeds = fc.infiniteStream(fc.nat({ max: 1_000_000 }));
  fc.assert(
    fc.property(anyZone, seeds, (input, order) => {
      const shuffled = <T>(list: readonly T[]): T[] =>
        list
          .map((one) => ({ one, rank: order.next().value }))
          .sort((a, b) => a.rank - b.rank)
          .map(({ one }) => one);
      const other: ZoneInput = {
        ...input,
        beds: shuffled(input.beds).map((bed) => ({
          ...bed,
          patients: shuffled(bed.patients),
          closings: shuffled(bed.closings),
        })),
        unbound: shuffled(input.unbound),
        arrivals: shuffled(input.arrivals),
        closingsByCount: shuffled(input.closingsByCount),
      };
      assert.deepEqual(zoneFigures(other), zoneFigures(input));
    }),
    { numRuns },
  );
};

/** Nothing changes before `nextChangeMs`, and at it something does; without it nothing ever changes. */
export const nextChangeIsExact: Property = (numRuns) => {
  const anyNature = fc.constantFrom("bed", "bed", "bed", "place");
  const probes = fc.array(fc.integer({ min: 1, max: 4 * 600 }), { minLength: 6, maxLength: 6 });
  fc.assert(
    fc.property(anyZone, anyNature, probes, (zone, nature, quarters) => {
      const input: ZoneInput = { ...zone, settings: { ...zone.settings, nature } };
      const { nextChangeMs, ...now } = zoneFigures(input);
      const text = resultText(now);
      const at = (atMs: number): FiguresNow => figuresAt({ ...input, atMs });
      const end = nextChangeMs ?? Number.POSITIVE_INFINITY;
      const instants = quarters.flatMap((count) => {
        const quarter = input.atMs + (count * hourMs) / 4;
        return [quarter - 1, quarter, quarter + 1];
      });
      for (const candidate of possibleChanges(input).slice(0, 6)) instants.push(candidate - 1, candidate);
      for (const instant of [...instants, end - 1]) {
        if (instant <= input.atMs || instant >= end || !Number.isFinite(instant)) continue;
        assert.equal(resultText(at(instant)), text, `changed at ${instant / hourMs} h`);
      }
      if (nextChangeMs !== undefined) assert.notEqual(resultText(at(nextChangeMs)), text);
    }),
    { numRuns },
  );
};
