import type { Reactivable } from "../beds/register.ts";
import { Pool } from "./pool.ts";
import { bedGenders, roomKey } from "./rooms.ts";
import type { Claim, Snapshot } from "./snapshot.ts";
import { closureAt, usesNamedBed, usesSomeBed } from "./snapshot.ts";
import type { Warning } from "./warning.ts";
import type { BedState, WhyLine, WhyReason, ZoneBed, ZonePatient, ZoneSettings } from "./zone-types.ts";

/** Every bed in exactly one state, and the arrivals that found none. */
export interface Settled {
  /** One per valid bed, and with `surplus: "extra-beds"` one without a bed per surplus patient. */
  readonly lines: readonly WhyLine[];
  readonly waiting: readonly WhyLine[];
  readonly warnings: readonly Warning[];
}

interface Work {
  readonly snapshot: Snapshot;
  readonly lines: WhyLine[];
  readonly waiting: WhyLine[];
  readonly warnings: Warning[];
}

type People = readonly { readonly visit: string; readonly movement?: string }[];

/** Puts every bed of the snapshot into one state (input-side §3.3, steps 2 to 7). Pure; order of input is nothing. */
export function settle(snapshot: Snapshot): Settled {
  const work: Work = { snapshot, lines: [], waiting: [], warnings: [] };
  const empty = takeOutPatientsAndClosings(work);
  const { holders, nameless } = holdByName(work, empty);
  const genders = bedGenders(snapshot.beds, holders, snapshot.settings);
  const pool = new Pool(
    empty.flatMap((bed) => {
      const gender = genders.get(bed.key);
      const holder = holders.get(bed.key);
      const cleaning = bed.status === "cleaning" && snapshot.settings.cleaningBlocks;
      return gender ? [{ bed, gender, cleaning, ...(holder ? { holder } : {}) }] : [];
    }),
    snapshot.claims,
  );
  const cleaningBefore = pool.left.cleaning.length;
  closeByCount(work, pool);
  layUnbound(work, pool);
  reserve(work, pool, holders, nameless);
  for (const { bed, gender } of pool.left.free) {
    work.lines.push({ ...line(bed, "free", gender.reason, []), gender: gender.gender });
  }
  for (const { bed } of pool.left.cleaning) work.lines.push(line(bed, "cleaning", "cleaning", []));
  const cutCount = cleaningBefore - pool.left.cleaning.length;
  if (cutCount > 0) work.warnings.push({ kind: "free-cut", cutCount });
  return work;
}

function line(bed: ZoneBed | undefined, state: BedState, reason: WhyReason, people: People): WhyLine {
  return {
    bed: bed?.key ?? null,
    permanent: bed?.permanent ?? false,
    state,
    reason,
    visits: people.map((person) => person.visit),
    movements: people.flatMap((person) => (person.movement === undefined ? [] : [person.movement])),
  };
}

function closedLine(bed: ZoneBed, reason: WhyReason, reactivable: Reactivable): WhyLine {
  return { ...line(bed, "closed", reason, []), reactivable };
}

/** Steps 2 to 4 for named beds; returns the open beds without a patient. */
function takeOutPatientsAndClosings(work: Work): ZoneBed[] {
  const { beds, atMs, settings } = work.snapshot;
  const isolated = new Set(
    beds
      .filter((bed) => bed.status === "isolated" && settings.isolation === "closes-room")
      .map((bed) => roomKey(bed)),
  );
  const empty: ZoneBed[] = [];
  for (const bed of beds) {
    const patients = bed.patients.filter((patient) => usesNamedBed(patient, settings));
    const closure = closureAt(bed, atMs, settings);
    work.warnings.push(...bedWarnings(bed, patients, closure, settings));
    if (patients.length > 0) {
      const away = patients.every((patient) => patient.onLeave);
      const reason = away ? "patient-on-leave" : "patient";
      work.lines.push(line(bed, away ? settings.leave : "occupied", reason, patients));
    } else if (closure) {
      const reason = bed.status === "closed" && bed.closings.length === 0 ? "status-closed" : "closing";
      work.lines.push(closedLine(bed, reason, closure));
    } else if (isolated.has(roomKey(bed))) {
      work.lines.push(closedLine(bed, "isolation", "yes"));
    } else {
      empty.push(bed);
    }
  }
  return empty;
}

function bedWarnings(
  bed: ZoneBed,
  patients: readonly ZonePatient[],
  closure: Reactivable | undefined,
  settings: ZoneSettings,
): Warning[] {
  const warnings: Warning[] = [];
  const visits = (people: readonly ZonePatient[]): string[] => people.map((patient) => patient.visit);
  const adults = patients.filter((patient) => !patient.newborn);
  if (closure && patients.length > 0) {
    warnings.push({ kind: "closed-bed-with-patient", bed: bed.key, visits: visits(patients) });
  }
  if (adults.length > 1) warnings.push({ kind: "two-patients-on-bed", bed: bed.key, visits: visits(adults) });
  for (const patient of bed.patients) {
    if (patient.newborn || patient.homeCare || usesNamedBed(patient, settings)) continue;
    const patientClass = patient.patientClass ?? "I";
    warnings.push({ kind: "class-not-for-beds", bed: bed.key, visit: patient.visit, class: patientClass });
  }
  if (bed.status === "occupied" && patients.length === 0) {
    warnings.push({ kind: "occupied-status-without-patient", bed: bed.key });
  }
  return warnings;
}

/**
 * Step 5 for arrivals that name a bed: the first of each open empty bed holds it; one whose bed is not in the register
 * counts as naming none. The others wait for their bed, or take any when they insist.
 */
function holdByName(
  work: Work,
  empty: readonly ZoneBed[],
): { readonly holders: Map<string, Claim>; readonly nameless: Claim[] } {
  const known = new Set(work.snapshot.beds.map((bed) => bed.key));
  const open = new Set(empty.map((bed) => bed.key));
  const holders = new Map<string, Claim>();
  const nameless: Claim[] = [];
  for (const claim of work.snapshot.claims) {
    const { bedKey: bed, visit } = claim;
    if (bed === undefined) {
      nameless.push(claim);
    } else if (!known.has(bed)) {
      work.warnings.push({ kind: "arrival-bed-unknown", visit, bed });
      nameless.push(claim);
    } else if (open.has(bed) && !holders.has(bed)) {
      holders.set(bed, claim);
    } else {
      work.warnings.push({ kind: "arrival-bed-not-free", visit, bed });
      if (claim.insists) nameless.push(claim);
      else wait(work, claim, "named-bed-not-free");
    }
  }
  return { holders, nameless };
}

function wait(work: Work, claim: Claim, reason: WhyReason): void {
  work.waiting.push({ ...line(undefined, "reserved", reason, [claim]), state: "waiting" });
}

/** Not reactivable first: a bed that cannot be reopened is the surest to be closed, so the cut meets the others. */
function closeByCount(work: Work, pool: Pool): void {
  let excessCount = 0;
  for (const reactivable of ["no", "unknown", "yes"] as const) {
    for (let left = work.snapshot.closedCounts[reactivable]; left > 0; left -= 1) {
      const slot = pool.take({ permanentOnly: true, heldToo: true });
      if (!slot) {
        excessCount += left;
        break;
      }
      work.lines.push(closedLine(slot.bed, "closing-by-count", reactivable));
    }
  }
  if (excessCount > 0) work.warnings.push({ kind: "closings-exceed-empty-beds", excessCount });
}

/** Step 4 for patients without a bed: up to the open beds, even those held for others. */
function layUnbound(work: Work, pool: Pool): void {
  const { unbound, settings } = work.snapshot;
  const surplus: ZonePatient[] = [];
  for (const patient of unbound) {
    if (!usesSomeBed(patient, settings)) continue;
    const slot = pool.take({ permanentOnly: false, heldToo: true });
    if (!slot) surplus.push(patient);
    if (!slot && settings.surplus === "warning") continue;
    const state = patient.onLeave ? settings.leave : "occupied";
    work.lines.push(line(slot?.bed, state, "patient-without-bed", [patient]));
  }
  if (surplus.length > 0) {
    const visits = surplus.map((patient) => patient.visit);
    work.warnings.push({ kind: "more-patients-than-beds", surplusCount: surplus.length, visits });
  }
}

/** Step 5: beds still held by name, then arrivals without a bed; who finds none waits. */
function reserve(
  work: Work,
  pool: Pool,
  holders: ReadonlyMap<string, Claim>,
  nameless: readonly Claim[],
): void {
  const held = new Map(pool.left.held.map((slot) => [slot.bed.key, slot]));
  const displaced: Claim[] = [];
  for (const [key, claim] of holders) {
    const slot = held.get(key);
    if (slot) work.lines.push(line(slot.bed, "reserved", "arrival-names-bed", [claim]));
    else displaced.push(claim);
  }
  for (const claim of nameless) {
    const slot = pool.take({ permanentOnly: false, heldToo: false });
    if (slot) work.lines.push(line(slot.bed, "reserved", "arrival-without-bed", [claim]));
    else wait(work, claim, "no-free-bed");
  }
  for (const claim of displaced) wait(work, claim, "no-free-bed");
}
