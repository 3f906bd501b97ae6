import type { Reactivable } from "../beds/register.ts";
import type { Sex } from "../movements/fact.ts";
import type { BedClosing, ZoneBed, ZoneInput, ZonePatient, ZoneSettings } from "./zone-types.ts";

/** An arrival that takes part in a computation. */
export interface Claim {
  readonly visit: string;
  readonly sex?: Sex;
  /** `null`: imminent. */
  readonly dueMs: number | null;
  readonly bedKey?: string;
  /** Its own time has come: it gives its sex to the room (input-side §3.3 step 7). */
  readonly binds: boolean;
  /** Takes any other bed when the named one is not free; only in forecasts, where it has arrived by then. */
  readonly insists: boolean;
  readonly movement?: string;
}

/** The state of a zone at one instant, present or projected: everything that depends on time is resolved. */
export interface Snapshot {
  readonly atMs: number;
  /** Valid at `atMs`, sorted by key. */
  readonly beds: readonly ZoneBed[];
  /** Sorted by visit. */
  readonly unbound: readonly ZonePatient[];
  /** Sorted by time, imminent first. */
  readonly claims: readonly Claim[];
  readonly closedCounts: Readonly<Record<Reactivable, number>>;
  readonly settings: ZoneSettings;
}

/** Order of code units: the same on every machine, whatever its language. */
export function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Whether `atMs` lies in the half open span [fromMs, toMs[; an absent end is no limit. */
export function covers(fromMs: number | undefined, toMs: number | undefined, atMs: number): boolean {
  return (fromMs === undefined || fromMs <= atMs) && (toMs === undefined || atMs < toMs);
}

/**
 * How the bed is closed at `atMs`; `undefined` when it is open. Of several closings the one that binds most counts
 * (no, unknown, yes): a bed can be reopened only when none of them forbids it.
 */
export function closureAt(bed: ZoneBed, atMs: number, settings: ZoneSettings): Reactivable | undefined {
  const values = new Set(
    bed.closings
      .filter((closing) => covers(closing.fromMs, closing.toMs, atMs))
      .map((closing) => closing.reactivable),
  );
  if (bed.status === "closed") values.add(settings.statusClosedReactivable);
  return (["no", "unknown", "yes"] as const).find((value) => values.has(value));
}

/** Whether the class is one that lies in beds; `O`, `R`, `N` never do (input-side §3.3 step 4). */
function lodgingClass(patientClass: string | undefined, emergencyCounts: boolean): boolean {
  const value = patientClass ?? "I";
  return value === "I" || (value === "E" && emergencyCounts);
}

/** A patient on a named bed: an emergency patient counts there too (hl7-pam-fr, decision 8). */
export function usesNamedBed(patient: ZonePatient, settings: ZoneSettings): boolean {
  if (patient.homeCare || (patient.newborn && settings.newborns === "never")) return false;
  return lodgingClass(patient.patientClass, true);
}

/** A patient of the zone without a bed of the register. */
export function usesSomeBed(patient: ZonePatient, settings: ZoneSettings): boolean {
  if (patient.homeCare || (patient.newborn && settings.newborns !== "always")) return false;
  return lodgingClass(patient.patientClass, settings.emergencyUnitCounts);
}

/** An expected person who will lie in a bed; those for consultations and sessions will not. */
export function willUseBed(
  arrival: {
    readonly patientClass?: string;
    readonly homeCare?: boolean;
    readonly bedKey?: string;
  },
  settings: ZoneSettings,
): boolean {
  if (arrival.homeCare) return false;
  return lodgingClass(arrival.patientClass, settings.emergencyUnitCounts || arrival.bedKey !== undefined);
}

export function closedCountsAt(
  closings: readonly (BedClosing & { readonly count: number })[],
  atMs: number,
): Record<Reactivable, number> {
  const counts: Record<Reactivable, number> = { yes: 0, no: 0, unknown: 0 };
  for (const closing of closings) {
    if (covers(closing.fromMs, closing.toMs, atMs)) counts[closing.reactivable] += closing.count;
  }
  return counts;
}

/**
 * The snapshot of `input` at `atMs` once patients who are gone by then are left out by `stays`. Patients of a bed
 * that is not valid then count as without a bed (hl7-pam-fr, decision 8). A bed that loses all its patients loses its
 * isolation, which was theirs.
 *
 * Throws `RangeError` when one bed key stands twice: the register must have refused that.
 */
export function snapshotAt(
  input: ZoneInput,
  atMs: number,
  claims: readonly Claim[],
  stays: (patient: ZonePatient) => boolean = () => true,
): Snapshot {
  const keys = new Set<string>();
  const beds: ZoneBed[] = [];
  const unbound = input.unbound.filter(stays);
  for (const bed of input.beds) {
    if (keys.has(bed.key)) throw new RangeError(`bed ${bed.key} stands twice in the zone`);
    keys.add(bed.key);
    const patients = bed.patients.filter(stays);
    if (!covers(bed.validFromMs, bed.validToMs, atMs)) {
      unbound.push(...patients);
      continue;
    }
    const emptied = bed.patients.length > 0 && patients.length === 0;
    const { status, ...rest } = bed;
    const keep = status !== undefined && !(emptied && status === "isolated");
    beds.push({
      ...rest,
      patients: patients.toSorted((a, b) => byText(a.visit, b.visit)),
      ...(keep ? { status } : {}),
    });
  }
  return {
    atMs,
    beds: beds.sort((a, b) => byText(a.key, b.key)),
    unbound: unbound.sort((a, b) => byText(a.visit, b.visit)),
    claims: claims.toSorted(byClaim),
    closedCounts: closedCountsAt(input.closingsByCount, atMs),
    settings: input.settings,
  };
}

/** Imminent first, then by time, visit and bed: which arrival gets the last bed never depends on input order. */
function byClaim(a: Claim, b: Claim): number {
  const due = (claim: Claim): number => claim.dueMs ?? Number.NEGATIVE_INFINITY;
  if (due(a) !== due(b)) return due(a) < due(b) ? -1 : 1;
  return (
    byText(a.visit, b.visit) || byText(a.bedKey ?? "", b.bedKey ?? "") || byText(a.sex ?? "", b.sex ?? "")
  );
}
