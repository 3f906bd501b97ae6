import fc from "fast-check";
import type { BedClosing, ZoneArrival, ZoneBed, ZoneInput, ZonePatient, ZoneSettings } from "./zone-types.ts";
import { defaultZoneSettings, hourMs } from "./zone-types.ts";

/** An open permanent bed `unit/room/bed` without anybody. */
export function sampleBed(key: string, change: Partial<ZoneBed> = {}): ZoneBed {
  const [unit = "", room = "", bed = ""] = key.split("/");
  return { key, unit, room, bed, permanent: true, closings: [], patients: [], ...change };
}

export function samplePatient(visit: string, change: Partial<ZonePatient> = {}): ZonePatient {
  return { visit, sex: "F", patientClass: "I", onLeave: false, newborn: false, ...change };
}

export function sampleArrival(
  visit: string,
  dueMs: number | null,
  change: Partial<ZoneArrival> = {},
): ZoneArrival {
  return { visit, dueMs, kind: "preadmission", ...change };
}

export function sampleZone(
  change: Partial<Omit<ZoneInput, "settings">> & { readonly settings?: Partial<ZoneSettings> } = {},
): ZoneInput {
  const { settings, ...rest } = change;
  return {
    atMs: 0,
    beds: [],
    unbound: [],
    arrivals: [],
    closingsByCount: [],
    ...rest,
    settings: { ...defaultZoneSettings, ...settings },
  };
}

/** Whole hours around 0, dense where the windows begin and end. */
const instant = fc
  .oneof(
    fc.integer({ min: -30, max: 60 }),
    fc.integer({ min: -80, max: 240 }),
    fc.constantFrom(-12, 0, 1, 24, 48, 168),
  )
  .map((hours) => hours * hourMs);
const sex = fc.constantFrom("F", "M", "U", undefined);
const patientClass = fc.constantFrom("I", "I", "I", "I", "E", "O", "R", "N", undefined);
const reactivable = fc.constantFrom("yes", "no", "unknown");
const rarely = fc.integer({ min: 0, max: 5 }).map((value) => value === 0);

/** `arbitrary` once in `outOf` times, else `undefined`. */
function sometimes<T>(arbitrary: fc.Arbitrary<T>, outOf: number): fc.Arbitrary<T | undefined> {
  return fc.oneof(
    { weight: 1, arbitrary },
    { weight: outOf - 1, arbitrary: fc.constant<T | undefined>(undefined) },
  );
}

/** Like `sometimes`, with `null`. */
function nullSometimes<T>(arbitrary: fc.Arbitrary<T>, outOf: number): fc.Arbitrary<T | null> {
  return fc.oneof({ weight: outOf - 1, arbitrary }, { weight: 1, arbitrary: fc.constant<T | null>(null) });
}

/** Often none: a zone where nothing is left over is the only one that shows free beds. */
function few<T>(arbitrary: fc.Arbitrary<T>, maxLength: number): fc.Arbitrary<T[]> {
  return fc.oneof(fc.constant<T[]>([]), fc.array(arbitrary, { maxLength }));
}

function defined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as T;
}

const closing: fc.Arbitrary<BedClosing> = fc
  .record({ reactivable, fromMs: instant, lengthMs: sometimes(instant, 2) })
  .map(({ reactivable: value, fromMs, lengthMs }) => ({
    reactivable: value,
    fromMs,
    ...(lengthMs === undefined ? {} : { toMs: fromMs + Math.abs(lengthMs) }),
  }));

const bedKeys = ["U/1/A", "U/1/B", "U/2/A", "U/2/B", "U/3/A", "U/3/B", "U/3/C", "U/4/A", "V/1/A", "V/1/B"];

const person = fc.record({
  sex,
  patientClass,
  onLeave: rarely,
  newborn: rarely,
  homeCare: rarely,
  out: fc.oneof(fc.constant(undefined), fc.constant(null), instant),
  move: sometimes(
    fc.record({
      toZoneHere: fc.boolean(),
      bedKey: sometimes(fc.constantFrom(...bedKeys, "U/9/Z"), 2),
      atMs: nullSometimes(instant, 6),
    }),
    4,
  ),
});
type Person = typeof person extends fc.Arbitrary<infer T> ? T : never;

function patientOf(visit: string, { out, move, homeCare, ...rest }: Person): ZonePatient {
  return defined({
    visit,
    ...rest,
    homeCare: homeCare || undefined,
    expectedOutMs: out,
    plannedMove: move && defined(move),
  }) as ZonePatient;
}

const bedState = fc.record({
  permanent: fc.integer({ min: 0, max: 4 }).map((value) => value > 0),
  fixedGender: sometimes(fc.constantFrom("F", "M", "either"), 8),
  closings: fc
    .array(closing, { maxLength: 2, size: "small" })
    .chain((all) => fc.integer({ min: 0, max: 4 }).map((value) => (value === 0 ? all : []))),
  status: sometimes(fc.constantFrom("cleaning", "isolated", "closed", "free", "occupied"), 6),
  people: fc.oneof(
    { weight: 3, arbitrary: fc.constant<Person[]>([]) },
    { weight: 4, arbitrary: fc.array(person, { minLength: 1, maxLength: 1 }) },
    { weight: 1, arbitrary: fc.array(person, { minLength: 2, maxLength: 2 }) },
  ),
  validFromMs: sometimes(instant, 10),
  validToMs: sometimes(instant, 10),
});

const settings: fc.Arbitrary<ZoneSettings> = fc
  .record({
    leave: fc.constantFrom("occupied", "reserved"),
    newborns: fc.constantFrom("with-register-bed", "always", "never"),
    emergencyUnitCounts: fc.boolean(),
    graceMs: fc.constantFrom(0, 12 * hourMs, 5 * hourMs),
    cleaningBlocks: fc.boolean(),
    isolation: fc.constantFrom("closes-room", "ignored"),
    statusClosedReactivable: reactivable,
    genderRule: fc.constantFrom("rooms", "rooms", "rooms", "unknown"),
    surplus: fc.constantFrom("warning", "extra-beds"),
    forecasts: fc.boolean(),
    overdueDischarges: fc.constantFrom("stay", "leave"),
  } as const)
  .map((change) => ({ ...defaultZoneSettings, ...change }) as ZoneSettings);

const arrival = fc.record({
  sex,
  patientClass: fc.oneof(
    { weight: 4, arbitrary: fc.constant("I" as const) },
    { weight: 1, arbitrary: patientClass },
  ),
  homeCare: fc.integer({ min: 0, max: 20 }).map((value) => value === 0),
  dueMs: nullSometimes(
    fc.oneof(
      instant,
      fc.integer({ min: -6, max: 25 }).map((hours) => hours * hourMs),
    ),
    6,
  ),
  announcedMs: sometimes(instant, 2),
  bedKey: sometimes(fc.constantFrom("U/1/A", "U/1/A", "U/1/B", "U/1/B", "U/4/A", ...bedKeys, "U/9/Z"), 2),
  kind: fc.constantFrom("preadmission", "pending-arrival", "pending-transfer"),
  /** Now and then an arrival of somebody who is already there. */
  present: rarely,
});

/** Random zones of up to ten beds, unrealistic on purpose; nature `bed`. */
export const anyZone: fc.Arbitrary<ZoneInput> = fc
  .record({
    beds: fc
      .subarray(bedKeys)
      .chain((keys) => fc.tuple(...keys.map((key) => bedState.map((state) => ({ key, state }))))),
    unbound: few(person, 4),
    arrivals: few(arrival, 6),
    closingsByCount: few(
      fc.tuple(closing, fc.integer({ min: 0, max: 3 })).map(([one, count]) => ({ ...one, count })),
      2,
    ),
    settings,
  })
  .map(({ beds, unbound, arrivals, closingsByCount, settings: chosen }) =>
    sampleZone({
      beds: beds.map(({ key, state: { people, ...state } }) =>
        sampleBed(
          key,
          defined({
            ...state,
            patients: people.map((one, index) => patientOf(`b-${key}-${index}`, one)),
          }) as Partial<ZoneBed>,
        ),
      ),
      unbound: unbound.map((one, index) => patientOf(`u-${index}`, one)),
      arrivals: arrivals.map(({ present, homeCare, dueMs, ...one }, index) =>
        sampleArrival(
          present ? "u-0" : `a-${index}`,
          dueMs,
          defined({ ...one, homeCare: homeCare || undefined }) as Partial<ZoneArrival>,
        ),
      ),
      closingsByCount,
      settings: chosen,
    }),
  );
