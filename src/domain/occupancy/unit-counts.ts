import type { BedIndex } from "../beds/bed-index.ts";
import { bedKey, type Closing, type RegisterBed } from "../beds/register.ts";
import type { BedStatusFact } from "../movements/fact.ts";
import { compareText } from "../movements/order.ts";
import { withDefaultHour } from "../time/stamp.ts";
import type { VisitState } from "./visit-state.ts";

/** Windows of the counts, in hours. */
const windowsHours = [24, 48, 168] as const;

/** What a feed says about one unit at one moment. Facts, not ROR indicators. */
export interface UnitCounts {
  installed: number;
  closed: number;
  patients: number;
  on_leave: number;
  without_bed: number;
  beds_used: number;
  beds_used_twice: string[];
  preadmitted: number;
  preadmitted_overdue: number;
  free_beds: { F: number; M: number; either: number };
  leaving_within_h: Record<string, number>;
  leaving_overdue: number;
  coming_within_h: Record<string, number>;
}

/** Everything that the counts are made of. */
export interface CountsInput {
  readonly atMs: number;
  readonly register: BedIndex;
  readonly closings: readonly Closing[];
  readonly bedStatuses: readonly BedStatusFact[];
  readonly visits: readonly VisitState[];
  /** Hour at which a date without an hour counts (input-side §3.4). */
  readonly defaultHour: number;
  readonly zone: string;
}

/**
 * Counts per unit: every unit of the register, and any other that holds a patient or a pre-admission (hl7-pam-fr,
 * decision 10). A patient on leave keeps the bed; a patient whose bed is not in the register counts as without a
 * bed (decision 8).
 */
export function unitCounts(input: CountsInput): Record<string, UnitCounts> {
  const units = new Map<string, UnitCounts>();
  const countsOf = (unit: string): UnitCounts => {
    const known = units.get(unit);
    if (known) return known;
    const fresh = emptyCounts();
    units.set(unit, fresh);
    return fresh;
  };
  for (const unit of input.register.units) {
    const beds = input.register.bedsOf(unit).filter((bed) => validAt(bed, input.atMs));
    const counts = countsOf(unit);
    counts.installed = beds.length;
    counts.closed = closedBeds(beds, input).size + closedByCount(unit, input);
  }
  const users = new Map<string, VisitState[]>();
  for (const visit of input.visits) countVisit(visit, input, countsOf, users);
  for (const [key, visits] of users) {
    const bed = input.register.beds.find((candidate) => bedKey(candidate) === key);
    if (!bed) continue;
    const counts = countsOf(bed.unit);
    counts.beds_used += 1;
    if (visits.length > 1) counts.beds_used_twice.push(key);
  }
  for (const unit of input.register.units) countFree(unit, input, users, countsOf(unit));
  for (const counts of units.values()) counts.beds_used_twice.sort(compareText);
  return Object.fromEntries([...units].sort(([a], [b]) => compareText(a, b)));
}

function countVisit(
  visit: VisitState,
  input: CountsInput,
  countsOf: (unit: string) => UnitCounts,
  users: Map<string, VisitState[]>,
): void {
  const { lodging } = visit;
  if (!lodging) return;
  const unit = input.register.unitName(lodging.unit);
  if (visit.phase === "preadmitted" || visit.phase === "expected") {
    const counts = countsOf(unit);
    counts.preadmitted += 1;
    countDate(visit.expectedIn, input, counts.coming_within_h, () => {
      counts.preadmitted_overdue += 1;
    });
    return;
  }
  if (visit.phase !== "present" && visit.phase !== "leave") return;
  const counts = countsOf(unit);
  counts.patients += 1;
  if (visit.phase === "leave") counts.on_leave += 1;
  const bed = input.register.find(lodging);
  if (bed) {
    const known = users.get(bedKey(bed));
    if (known) known.push(visit);
    else users.set(bedKey(bed), [visit]);
  } else {
    counts.without_bed += 1;
  }
  countDate(visit.expectedOut, input, counts.leaving_within_h, () => {
    counts.leaving_overdue += 1;
  });
}

function countDate(
  stamp: VisitState["expectedOut"],
  input: CountsInput,
  windows: Record<string, number>,
  overdue: () => void,
): void {
  if (!stamp) return;
  const dueMs = withDefaultHour(stamp, input.defaultHour, input.zone);
  if (dueMs <= input.atMs) {
    overdue();
    return;
  }
  for (const hours of windowsHours) {
    if (dueMs <= input.atMs + hours * 3_600_000) windows[String(hours)] = (windows[String(hours)] ?? 0) + 1;
  }
}

/** Sexes present in each room of a unit, by room in capitals: whoever is there counts, with a bed of the register or not. */
function sexesOf(unit: string, input: CountsInput): Map<string, Set<string>> {
  const sexes = new Map<string, Set<string>>();
  for (const { phase, lodging, newborn, sex } of input.visits) {
    const here = phase === "present" || phase === "leave";
    if (!here || newborn || lodging?.room === undefined || (sex !== "F" && sex !== "M")) continue;
    if (input.register.unitName(lodging.unit) !== unit) continue;
    const room = lodging.room.toUpperCase();
    sexes.set(room, (sexes.get(room) ?? new Set()).add(sex));
  }
  return sexes;
}

/** Free beds by the sex they can take: a room where exactly one sex is present gives that sex. */
function countFree(
  unit: string,
  input: CountsInput,
  users: ReadonlyMap<string, readonly VisitState[]>,
  counts: UnitCounts,
): void {
  const beds = input.register.bedsOf(unit).filter((bed) => validAt(bed, input.atMs));
  const closed = closedBeds(beds, input);
  const sexesByRoom = sexesOf(unit, input);
  for (const bed of beds) {
    if (closed.has(bedKey(bed)) || users.has(bedKey(bed))) continue;
    const sexes = sexesByRoom.get(bed.room.toUpperCase());
    const [only] = sexes ?? [];
    if (sexes?.size === 1 && (only === "F" || only === "M")) counts.free_beds[only] += 1;
    else counts.free_beds.either += 1;
  }
}

/** Keys of the beds closed at the moment: by the register, by a dated closing, or by A20. */
function closedBeds(beds: readonly RegisterBed[], input: CountsInput): Set<string> {
  const closed = new Set<string>();
  for (const bed of beds) {
    const key = bedKey(bed);
    const status = input.bedStatuses.find(
      (fact) => bedKey(input.register.find(fact) ?? fact) === key,
    )?.status;
    const dated = input.closings.some(
      (closing) =>
        closing.unit === bed.unit &&
        closing.room === bed.room &&
        closing.bed === bed.bed &&
        covers(closing, input.atMs),
    );
    if (!bed.open || dated || status === "closed") closed.add(key);
  }
  return closed;
}

function closedByCount(unit: string, input: CountsInput): number {
  return input.closings
    .filter((closing) => closing.unit === unit && closing.bed === undefined && covers(closing, input.atMs))
    .reduce((sum, closing) => sum + closing.count, 0);
}

function covers(closing: Closing, atMs: number): boolean {
  return closing.from.ms <= atMs && (closing.to === undefined || atMs < closing.to.ms);
}

function validAt(bed: RegisterBed, atMs: number): boolean {
  return (bed.from === undefined || bed.from.ms <= atMs) && (bed.to === undefined || atMs < bed.to.ms);
}

function emptyCounts(): UnitCounts {
  const windows = (): Record<string, number> =>
    Object.fromEntries(windowsHours.map((hours) => [String(hours), 0]));
  return {
    installed: 0,
    closed: 0,
    patients: 0,
    on_leave: 0,
    without_bed: 0,
    beds_used: 0,
    beds_used_twice: [],
    preadmitted: 0,
    preadmitted_overdue: 0,
    free_beds: { F: 0, M: 0, either: 0 },
    leaving_within_h: windows(),
    leaving_overdue: 0,
    coming_within_h: windows(),
  };
}
