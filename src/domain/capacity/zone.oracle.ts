import type { Reactivable } from "../beds/register.ts";
import type { ZoneArrival, ZoneBed, ZoneInput, ZonePatient } from "./zone-types.ts";

/**
 * A second reading of input-side §3.3 and §3.4 for the tests, by counts in tables instead of beds in lists. It shares
 * types with the code under test, nothing else.
 */
export interface OracleFigures {
  readonly installed: number;
  readonly closed: Record<Reactivable, number>;
  readonly occupied: number;
  readonly reserved: number;
  readonly waiting: number;
  readonly mobilised: number;
  readonly free: { F: number; M: number; either: number };
}

const hour = 3_600_000;

export function oracle(input: ZoneInput): OracleFigures {
  return count(input, input.atMs, 0);
}

export function oracleForecast(input: ZoneInput, hours: number): OracleFigures["free"] {
  return count(input, input.atMs + hours * hour, hours * hour).free;
}

function inside(from: number | undefined, to: number | undefined, at: number): boolean {
  return at >= (from ?? -Infinity) && at < (to ?? Infinity);
}

function liesInBeds(patient: ZonePatient, named: boolean, { settings }: ZoneInput): boolean {
  if (patient.homeCare) return false;
  if (patient.newborn && (named ? settings.newborns === "never" : settings.newborns !== "always"))
    return false;
  if (patient.patientClass === "E") return named || settings.emergencyUnitCounts;
  return patient.patientClass === undefined || patient.patientClass === "I";
}

interface Expected {
  readonly arrival: ZoneArrival;
  readonly due: number;
  readonly arrived: boolean;
}

/** Arrivals that count at the instant of the input, or in a projection `ahead` ms later. */
function expected(input: ZoneInput, ahead: number): Expected[] {
  const everybody = [...input.beds.flatMap((bed) => bed.patients), ...input.unbound];
  const result: Expected[] = [];
  const consider = (arrival: ZoneArrival): void => {
    const { settings, atMs } = input;
    const classOk =
      arrival.patientClass === undefined ||
      arrival.patientClass === "I" ||
      (arrival.patientClass === "E" && (settings.emergencyUnitCounts || arrival.bedKey !== undefined));
    if (!classOk || arrival.homeCare) return;
    if (arrival.kind !== "pending-transfer" && everybody.some((one) => one.visit === arrival.visit)) return;
    const target = input.beds.find((bed) => bed.key === arrival.bedKey);
    if (target?.patients.some((one) => one.visit === arrival.visit)) return;
    const due = arrival.dueMs ?? arrival.announcedMs ?? -Infinity;
    if (due !== -Infinity && due <= atMs && atMs - due >= settings.graceMs) return;
    if (due > atMs + Math.max(24 * hour, ahead)) return;
    result.push({ arrival, due, arrived: due <= atMs + ahead });
  };
  input.arrivals.forEach(consider);
  for (const one of everybody) {
    if (!one.plannedMove?.toZoneHere) continue;
    if (input.arrivals.some((arrival) => arrival.visit === one.visit)) continue;
    const { bedKey, atMs } = one.plannedMove;
    const { visit, sex, patientClass, homeCare } = one;
    consider({
      visit,
      dueMs: atMs,
      kind: "pending-transfer",
      ...(sex ? { sex } : {}),
      ...(patientClass ? { patientClass } : {}),
      ...(homeCare ? { homeCare } : {}),
      ...(bedKey ? { bedKey } : {}),
    });
  }
  return result.sort(
    (a, b) =>
      (a.due === b.due ? 0 : a.due - b.due) ||
      (a.arrival.visit < b.arrival.visit ? -1 : a.arrival.visit > b.arrival.visit ? 1 : 0) ||
      ((a.arrival.bedKey ?? "") < (b.arrival.bedKey ?? "") ? -1 : 1),
  );
}

function gone(patient: ZonePatient, input: ZoneInput, ahead: number, coming: readonly Expected[]): boolean {
  if (ahead === 0) return false;
  const { atMs, settings } = input;
  if (coming.some(({ arrival, arrived }) => arrived && arrival.visit === patient.visit)) return true;
  const out = patient.expectedOutMs ?? Infinity;
  if (out > atMs && out <= atMs + ahead) return true;
  if (out <= atMs && settings.overdueDischarges === "leave") return true;
  if (!patient.plannedMove || patient.plannedMove.toZoneHere) return false;
  const move = patient.plannedMove.atMs;
  return move === null || (move > atMs && move <= atMs + ahead);
}

interface Table {
  either: number;
  F: number;
  M: number;
  cleaning: number;
  held: number;
}

/** One bed fewer, in the stated order; `false` when there is none. */
function takeOne(table: Table, all: Table, heldToo: boolean): boolean {
  const rarer = all.M < all.F ? (["M", "F"] as const) : (["F", "M"] as const);
  const order = ["either", ...rarer, "cleaning", ...(heldToo ? (["held"] as const) : [])] as const;
  const cell = order.find((name) => table[name] > 0);
  if (!cell) return false;
  table[cell] -= 1;
  if (all !== table) all[cell] -= 1;
  return true;
}

function genderOf(bed: ZoneBed, room: readonly ZoneBed[], holders: Map<string, Expected>, input: ZoneInput) {
  if (bed.fixedGender) return bed.fixedGender;
  if (input.settings.genderRule === "unknown" || room.length === 1) return "either";
  const sexes = room.flatMap((one) => [
    ...one.patients.filter((p) => !p.newborn && liesInBeds(p, true, input)).map((p) => p.sex),
    ...[holders.get(one.key)].map((holder) => (holder?.arrived ? holder.arrival.sex : undefined)),
  ]);
  const [women, men] = [sexes.includes("F"), sexes.includes("M")];
  if (women === men) return "either";
  return women ? "F" : "M";
}

function count(input: ZoneInput, t: number, ahead: number): OracleFigures {
  const { settings } = input;
  const coming = expected(input, ahead);
  const here = (list: readonly ZonePatient[]): ZonePatient[] =>
    list.filter((one) => !gone(one, input, ahead, coming));
  const beds: ZoneBed[] = [];
  const loose = here(input.unbound);
  for (const bed of input.beds) {
    const patients = here(bed.patients);
    if (!inside(bed.validFromMs, bed.validToMs, t)) {
      loose.push(...patients);
    } else {
      const { status, ...rest } = bed;
      const lifted = status === "isolated" && patients.length === 0 && bed.patients.length > 0;
      beds.push({ ...rest, patients, ...(status && !lifted ? { status } : {}) });
    }
  }
  const users = (bed: ZoneBed): ZonePatient[] => bed.patients.filter((one) => liesInBeds(one, true, input));
  const room = (bed: ZoneBed): ZoneBed[] => beds.filter((b) => b.unit === bed.unit && b.room === bed.room);
  const closed = { yes: 0, no: 0, unknown: 0 };
  let [occupied, reserved, extraClosed] = [0, 0, 0];
  const empty: ZoneBed[] = [];
  for (const bed of beds) {
    if (users(bed).length > 0) {
      if (settings.leave === "reserved" && users(bed).every((one) => one.onLeave)) reserved += 1;
      else occupied += 1;
      continue;
    }
    const marks = bed.closings.filter((c) => inside(c.fromMs, c.toMs, t)).map((c) => c.reactivable);
    if (bed.status === "closed") marks.push(settings.statusClosedReactivable);
    const isolated = room(bed).some((one) => one.status === "isolated");
    if (marks.length === 0 && settings.isolation === "closes-room" && isolated) marks.push("yes");
    if (marks.length === 0) empty.push(bed);
    else if (!bed.permanent) extraClosed += 1;
    else closed[marks.includes("no") ? "no" : marks.includes("unknown") ? "unknown" : "yes"] += 1;
  }
  const holders = new Map<string, Expected>();
  let [nameless, waiting] = [0, 0];
  for (const one of coming) {
    const { bedKey } = one.arrival;
    const free = empty.some((bed) => bed.key === bedKey);
    if (bedKey !== undefined && free && !holders.has(bedKey)) holders.set(bedKey, one);
    else if (bedKey === undefined || !beds.some((bed) => bed.key === bedKey)) nameless += 1;
    else if (ahead > 0 && one.arrived) nameless += 1;
    else waiting += 1;
  }
  const none = (): Table => ({ either: 0, F: 0, M: 0, cleaning: 0, held: 0 });
  const [all, permanent] = [none(), none()];
  for (const bed of empty) {
    const blocked = bed.status === "cleaning" && settings.cleaningBlocks;
    const cell = holders.has(bed.key)
      ? "held"
      : blocked
        ? "cleaning"
        : genderOf(bed, room(bed), holders, input);
    all[cell] += 1;
    if (bed.permanent) permanent[cell] += 1;
  }
  for (const kind of ["no", "unknown", "yes"] as const) {
    const wanted = input.closingsByCount.filter(
      (one) => one.reactivable === kind && inside(one.fromMs, one.toMs, t),
    );
    let left = wanted.reduce((sum, one) => sum + one.count, 0);
    for (; left > 0 && takeOne(permanent, all, true); left -= 1) closed[kind] += 1;
  }
  let surplus = 0;
  for (const one of loose.sort((a, b) => (a.visit < b.visit ? -1 : 1))) {
    if (!liesInBeds(one, false, input)) continue;
    const found = takeOne(all, all, true);
    if (!found && settings.surplus === "warning") continue;
    if (!found) surplus += 1;
    if (one.onLeave && settings.leave === "reserved") reserved += 1;
    else occupied += 1;
  }
  waiting += holders.size - all.held;
  reserved += all.held;
  for (let left = nameless; left > 0; left -= 1) {
    if (takeOne(all, all, false)) reserved += 1;
    else waiting += 1;
  }
  return {
    installed: beds.filter((bed) => bed.permanent).length,
    closed,
    occupied,
    reserved,
    waiting,
    mobilised: beds.filter((bed) => !bed.permanent).length - extraClosed + surplus,
    free: { F: all.F, M: all.M, either: all.either },
  };
}
