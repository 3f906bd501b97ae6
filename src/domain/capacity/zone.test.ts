import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { indicatorRows } from "../indicators/indicators.ts";
import { instantsTriedMaxCount } from "./next-change.ts";
import { anyZone, sampleArrival, sampleBed, samplePatient, sampleZone } from "./zone.samples.ts";
import { zoneFigures } from "./zone.ts";
import type { ZoneBed, ZoneInput, ZonePatient } from "./zone-types.ts";
import { hourMs } from "./zone-types.ts";

const coreRows = (input: ZoneInput): Record<string, number> =>
  Object.fromEntries(
    indicatorRows(zoneFigures(input), { nature: "bed", sourceType: "02" }).map((row) => [
      row.indicator.id,
      row.count,
    ]),
  );

/** Rooms numbered from `first`, the double ones first: the registers of the worked example. */
function wardBeds(unit: string, first: number, doubles: number, singles: number): ZoneBed[] {
  const rooms = Array.from({ length: doubles + singles }, (_, index) => first + index);
  return rooms.flatMap((room, index) =>
    (index < doubles ? ["P", "F"] : ["X"]).map((bed) => sampleBed(`${unit}/${room}/${bed}`)),
  );
}

function lay(beds: readonly ZoneBed[], free: readonly string[], outs: readonly number[]): ZoneBed[] {
  let used = 0;
  return beds.map((bed) => {
    if (free.includes(bed.key)) return bed;
    const out = outs[used];
    used += 1;
    const change: Partial<ZonePatient> = out === undefined ? {} : { expectedOutMs: out * hourMs };
    return { ...bed, patients: [samplePatient(`v${used}`, { sex: used % 2 ? "F" : "M", ...change })] };
  });
}

test("worked example, unit 2310: 12 installed, 1 closed, 11 occupied, none available, 4 waiting", () => {
  const beds = lay(wardBeds("2310", 101, 4, 4), ["2310/108/X"], [3, 5, 10, 12, 20, 60]).map((bed) =>
    bed.key === "2310/108/X"
      ? { ...bed, closings: [{ reactivable: "unknown" as const, fromMs: Number.NEGATIVE_INFINITY }] }
      : bed,
  );
  const input = sampleZone({
    beds,
    arrivals: [-40, 8, 9, 10, 11].map((due, index) => sampleArrival(`p${index}`, due * hourMs)),
    settings: { forecasts: true },
  });
  const figures = zoneFigures(input);
  assert.equal(figures.installed, 12);
  assert.deepEqual(figures.closed, { yes: 0, no: 0, unknown: 1 });
  assert.equal(figures.occupied, 11);
  assert.deepEqual(figures.free, { F: 0, M: 0, either: 0 });
  assert.equal(figures.reserved, 0);
  assert.equal(figures.waiting, 4);
  const ahead = figures.forecast?.h24;
  assert.equal((ahead?.F ?? 0) + (ahead?.M ?? 0) + (ahead?.either ?? 0), 1);
  assert.deepEqual(figures.warnings, [{ kind: "arrival-overdue", visit: "p0", dueMs: -40 * hourMs }]);
  assert.deepEqual(coreRows(input), { INST: 12, DISP_F: 0, DISP_H: 0, DISP_X: 0, FERM_REA: 0, FERM_NREA: 0 });
});

test("worked example, unit 2320: 13 beds, 12 used, one reservation takes the last one", () => {
  const beds = lay(wardBeds("2320", 201, 5, 3), ["2320/208/X"], [2, 4, 6, 8, -3, -9, 30, 40]);
  const alone = sampleZone({ beds });
  assert.deepEqual(zoneFigures(alone).free, { F: 0, M: 0, either: 1 });
  const input = sampleZone({
    beds,
    arrivals: [sampleArrival("p1", 10 * hourMs), sampleArrival("p2", 100 * hourMs)],
    settings: { forecasts: true },
  });
  const figures = zoneFigures(input);
  assert.equal(figures.installed, 13);
  assert.equal(figures.occupied, 12);
  assert.equal(figures.reserved, 1);
  assert.equal(figures.waiting, 0);
  assert.deepEqual(figures.free, { F: 0, M: 0, either: 0 });
  const ahead = figures.forecast?.h24;
  assert.equal((ahead?.F ?? 0) + (ahead?.M ?? 0) + (ahead?.either ?? 0), 4);
});

test("the gender of a free bed: fixed rule, neighbour, empty, single and mixed rooms", () => {
  const beds = [
    sampleBed("U/1/A", { patients: [samplePatient("f1")] }),
    sampleBed("U/1/B"),
    sampleBed("U/2/A", { patients: [samplePatient("m1", { sex: "M", onLeave: true })] }),
    sampleBed("U/2/B"),
    sampleBed("U/3/A"),
    sampleBed("U/3/B"),
    sampleBed("U/4/A"),
    sampleBed("U/5/A", { patients: [samplePatient("f2")], fixedGender: "F" }),
    sampleBed("U/5/B", { fixedGender: "M" }),
    sampleBed("U/6/A", { patients: [samplePatient("f3")] }),
    sampleBed("U/6/B", { patients: [samplePatient("m3", { sex: "M" })] }),
    sampleBed("U/6/C"),
    sampleBed("U/7/A", { patients: [samplePatient("u1", { sex: "U" })] }),
    sampleBed("U/7/B"),
    sampleBed("U/8/A", { patients: [samplePatient("n1", { newborn: true })] }),
    sampleBed("U/8/B"),
  ];
  const { free, why } = zoneFigures(sampleZone({ beds }));
  assert.deepEqual(free, { F: 1, M: 2, either: 6 });
  assert.deepEqual(
    Object.values(why.free).flatMap((lines) =>
      lines.map((line) => `${line.bed} ${line.gender} ${line.reason}`),
    ),
    [
      "U/1/B F one-sex-in-room",
      "U/2/B M one-sex-in-room",
      "U/5/B M fixed-gender",
      "U/3/A either no-sex-in-room",
      "U/3/B either no-sex-in-room",
      "U/4/A either single-room",
      "U/6/C either both-sexes-in-room",
      "U/7/B either no-sex-in-room",
      "U/8/B either no-sex-in-room",
    ],
  );
});

test("a named reservation binds the room only from its own time", () => {
  const at = (atMs: number): ZoneInput =>
    sampleZone({
      atMs,
      beds: [sampleBed("U/1/A"), sampleBed("U/1/B")],
      arrivals: [sampleArrival("p", 10 * hourMs, { sex: "M", bedKey: "U/1/A" })],
    });
  assert.deepEqual(zoneFigures(at(0)).free, { F: 0, M: 0, either: 1 });
  assert.equal(zoneFigures(at(0)).nextChangeMs, 10 * hourMs);
  assert.deepEqual(zoneFigures(at(10 * hourMs)).free, { F: 0, M: 1, either: 0 });
  assert.equal(zoneFigures(at(10 * hourMs)).nextChangeMs, 22 * hourMs);
  assert.deepEqual(zoneFigures(at(22 * hourMs)).free, { F: 0, M: 0, either: 2 });
  assert.equal(zoneFigures(at(-15 * hourMs)).nextChangeMs, -14 * hourMs);
  assert.equal(zoneFigures(at(-15 * hourMs)).reserved, 0);
  assert.equal(zoneFigures(at(-14 * hourMs)).reserved, 1);
});

test("of two arrivals that name one bed the earlier holds it, the other waits and takes no other bed", () => {
  const input = sampleZone({
    beds: [sampleBed("U/1/A"), sampleBed("U/2/A")],
    arrivals: [
      sampleArrival("late", 9 * hourMs, { bedKey: "U/1/A" }),
      sampleArrival("early", 3 * hourMs, { bedKey: "U/1/A" }),
    ],
    settings: { forecasts: true },
  });
  const figures = zoneFigures(input);
  assert.deepEqual([figures.reserved, figures.waiting, figures.free.either], [1, 1, 1]);
  assert.deepEqual(figures.why.reserved[0]?.visits, ["early"]);
  assert.deepEqual(figures.warnings, [{ kind: "arrival-bed-not-free", visit: "late", bed: "U/1/A" }]);
  assert.deepEqual([figures.forecast?.h1.either, figures.forecast?.h24.either], [1, 0]);
});

test("nameless users take either first, then the rarer sex, women's beds on a tie, the lowest key", () => {
  const beds = [
    sampleBed("U/1/A", { patients: [samplePatient("f")] }),
    sampleBed("U/1/B"),
    sampleBed("U/2/A", { patients: [samplePatient("m", { sex: "M" })] }),
    sampleBed("U/2/B"),
    sampleBed("U/3/A"),
    sampleBed("U/4/A"),
  ];
  const taken = (count: number, more: readonly ZoneBed[] = []): string[] => {
    const unbound = Array.from({ length: count }, (_, index) => samplePatient(`x${index}`, { sex: "M" }));
    const { why } = zoneFigures(sampleZone({ beds: [...beds, ...more], unbound }));
    const nameless = why.occupied.filter((line) => line.reason === "patient-without-bed");
    return nameless
      .toSorted((a, b) => a.visits.join().localeCompare(b.visits.join()))
      .map((line) => line.bed ?? "");
  };
  assert.deepEqual(taken(4), ["U/3/A", "U/4/A", "U/1/B", "U/2/B"]);
  const second = sampleBed("U/1/C");
  assert.deepEqual(taken(5, [second]), ["U/3/A", "U/4/A", "U/2/B", "U/1/B", "U/1/C"]);
});

test("a closed bed with a patient counts as open, and the two patients of a bed once", () => {
  const closings = [{ reactivable: "yes" as const, fromMs: -1 }];
  const figures = zoneFigures(
    sampleZone({
      beds: [sampleBed("U/1/A", { closings, patients: [samplePatient("a"), samplePatient("b")] })],
    }),
  );
  assert.equal(figures.occupied, 1);
  assert.deepEqual(figures.closed, { yes: 0, no: 0, unknown: 0 });
  assert.deepEqual(
    figures.warnings.map((warning) => warning.kind),
    ["closed-bed-with-patient", "two-patients-on-bed"],
  );
});

test("leave, newborns, classes and surplus follow the settings", () => {
  const beds = [
    sampleBed("U/1/A", { patients: [samplePatient("a", { onLeave: true })] }),
    sampleBed("U/2/A"),
  ];
  const leave = zoneFigures(sampleZone({ beds, settings: { leave: "reserved" } }));
  assert.deepEqual([leave.occupied, leave.reserved, leave.free.either], [0, 1, 1]);
  const loose = [
    samplePatient("nb", { newborn: true }),
    samplePatient("o", { patientClass: "O" }),
    samplePatient("e", { patientClass: "E" }),
    samplePatient("h", { homeCare: true }),
  ];
  const count = (settings: Partial<ZoneInput["settings"]>): number =>
    zoneFigures(sampleZone({ beds: [sampleBed("U/2/A"), sampleBed("U/3/A")], unbound: loose, settings }))
      .occupied;
  assert.equal(count({}), 0);
  assert.equal(count({ emergencyUnitCounts: true }), 1);
  assert.equal(count({ emergencyUnitCounts: true, newborns: "always" }), 2);
  const crowd = [samplePatient("x"), samplePatient("y"), samplePatient("z")];
  const warned = zoneFigures(sampleZone({ beds, unbound: crowd }));
  assert.deepEqual([warned.occupied, warned.extra.mobilised], [2, 0]);
  assert.deepEqual(warned.warnings, [
    { kind: "more-patients-than-beds", surplusCount: 2, visits: ["y", "z"] },
  ]);
  const extra = zoneFigures(sampleZone({ beds, unbound: crowd, settings: { surplus: "extra-beds" } }));
  assert.deepEqual([extra.occupied, extra.extra.mobilised], [4, 2]);
});

test("cleaning is neither available nor closed, isolation closes the room, both by setting", () => {
  const beds = [
    sampleBed("U/1/A", { status: "cleaning" }),
    sampleBed("U/2/A", { status: "isolated", patients: [samplePatient("i")] }),
    sampleBed("U/2/B"),
  ];
  const figures = zoneFigures(sampleZone({ beds }));
  assert.deepEqual([figures.free.either, figures.closed.yes, figures.why.cleaning.length], [0, 1, 1]);
  const open = zoneFigures(sampleZone({ beds, settings: { cleaningBlocks: false, isolation: "ignored" } }));
  assert.deepEqual(open.free, { F: 1, M: 0, either: 1 });
});

test("a closing that starts or ends wakes the place", () => {
  const closings = [{ reactivable: "no" as const, fromMs: 5 * hourMs, toMs: 9 * hourMs }];
  const at = (atMs: number): ZoneInput => sampleZone({ atMs, beds: [sampleBed("U/1/A", { closings })] });
  assert.equal(zoneFigures(at(0)).nextChangeMs, 5 * hourMs);
  assert.deepEqual(zoneFigures(at(5 * hourMs)).closed, { yes: 0, no: 1, unknown: 0 });
  assert.equal(zoneFigures(at(5 * hourMs)).nextChangeMs, 9 * hourMs);
  assert.equal(zoneFigures(at(9 * hourMs)).nextChangeMs, undefined);
});

test("a bed twice is refused, and very many instants without effect end the search early", () => {
  assert.throws(
    () => zoneFigures(sampleZone({ beds: [sampleBed("U/1/A"), sampleBed("U/1/A")] })),
    RangeError,
  );
  const closings = Array.from({ length: 2 * instantsTriedMaxCount }, (_, index) => ({
    reactivable: "yes" as const,
    fromMs: index + 1,
  }));
  const closed = { reactivable: "yes" as const, fromMs: -1 };
  const bed = sampleBed("U/1/A", { closings: [closed, ...closings] });
  assert.equal(zoneFigures(sampleZone({ beds: [bed] })).nextChangeMs, instantsTriedMaxCount);
});

test("the random zones reach every reason and every warning", () => {
  const seen = new Set<string>();
  for (const zone of fc.sample(anyZone, { numRuns: 3000, seed: 20261119 })) {
    const { why, warnings } = zoneFigures(zone);
    for (const warning of warnings) seen.add(warning.kind);
    const lines = [
      why.closed,
      why.occupied,
      why.reserved,
      why.waiting,
      why.cleaning,
      ...Object.values(why.free),
    ];
    for (const line of lines.flat()) seen.add(line.reason);
  }
  const reasons =
    "closing closing-by-count isolation status-closed patient patient-on-leave patient-without-bed " +
    "arrival-names-bed arrival-without-bed cleaning fixed-gender gender-rule-unknown single-room no-sex-in-room " +
    "one-sex-in-room both-sexes-in-room named-bed-not-free no-free-bed";
  const warnings =
    "closed-bed-with-patient two-patients-on-bed class-not-for-beds bed-not-valid free-cut arrival-overdue " +
    "occupied-status-without-patient more-patients-than-beds closings-exceed-empty-beds arrival-bed-unknown " +
    "arrival-bed-not-free";
  assert.deepEqual([...seen].sort(), `${reasons} ${warnings}`.split(" ").sort());
});
