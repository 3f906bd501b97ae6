import type { Claim } from "./snapshot.ts";
import { willUseBed } from "./snapshot.ts";
import type { Warning } from "./warning.ts";
import type { ZoneArrival, ZoneInput, ZonePatient, ZoneSettings } from "./zone-types.ts";
import { horizonMs } from "./zone-types.ts";

/** Reservations count when due in ]t, t + 24 h] (TRE_R330 code 04). */
export const reservationWindowMs = horizonMs.h24;

/**
 * Where an arrival stands at an instant: `later` than 24 h, `expected` within 24 h, `due` (imminent, or overdue
 * within the grace time), `lapsed` (grace time over).
 */
export type Standing = "later" | "expected" | "due" | "lapsed";

/** The instant that an arrival is due; `undefined` for an imminent one without an announcement time. */
export function dueOf(arrival: ZoneArrival): number | undefined {
  return arrival.dueMs ?? arrival.announcedMs;
}

/** input-side §3.3 step 5. The grace time is half open: [due, due + grace[. */
export function standingOf(arrival: ZoneArrival, atMs: number, settings: ZoneSettings): Standing {
  const due = dueOf(arrival);
  if (due === undefined) return "due";
  if (due > atMs + reservationWindowMs) return "later";
  if (due > atMs) return "expected";
  return atMs < due + settings.graceMs ? "due" : "lapsed";
}

/**
 * The arrivals of a zone that concern beds: those given, and the arrival side of moves inside the zone that nobody
 * listed. A pre-admission of somebody who is already present, or who lies on the very bed, is no arrival.
 */
export function bedArrivals(input: ZoneInput): readonly ZoneArrival[] {
  const patients = [...input.beds.flatMap((bed) => bed.patients), ...input.unbound];
  const present = new Set(patients.map((patient) => patient.visit));
  const listed = new Set(input.arrivals.map((arrival) => arrival.visit));
  const lies = new Set(input.beds.flatMap((bed) => bed.patients.map((p) => `${bed.key}\n${p.visit}`)));
  const moves = patients.filter((patient) => !listed.has(patient.visit)).flatMap(arrivalOfMove);
  return [...input.arrivals, ...moves].filter(
    (arrival) =>
      willUseBed(arrival, input.settings) &&
      (arrival.kind === "pending-transfer" || !present.has(arrival.visit)) &&
      !(arrival.bedKey !== undefined && lies.has(`${arrival.bedKey}\n${arrival.visit}`)),
  );
}

function arrivalOfMove(patient: ZonePatient): ZoneArrival[] {
  const move = patient.plannedMove;
  if (!move?.toZoneHere) return [];
  return [
    {
      visit: patient.visit,
      kind: "pending-transfer",
      dueMs: move.atMs,
      ...(patient.sex ? { sex: patient.sex } : {}),
      ...(patient.patientClass ? { patientClass: patient.patientClass } : {}),
      ...(patient.homeCare ? { homeCare: true } : {}),
      ...(move.bedKey ? { bedKey: move.bedKey } : {}),
      ...(patient.movement ? { movement: patient.movement } : {}),
    },
  ];
}

/** The claim that an arrival makes, once its time relative to the snapshot is known. */
export function claimOf(arrival: ZoneArrival, arrived: boolean, insists: boolean): Claim {
  return {
    visit: arrival.visit,
    dueMs: dueOf(arrival) ?? null,
    binds: arrived,
    insists,
    ...(arrival.sex ? { sex: arrival.sex } : {}),
    ...(arrival.bedKey !== undefined ? { bedKey: arrival.bedKey } : {}),
    ...(arrival.movement ? { movement: arrival.movement } : {}),
  };
}

/** Claims at the instant itself, with a warning for each arrival whose grace time is over. */
export function claimsNow(input: ZoneInput): { readonly claims: Claim[]; readonly warnings: Warning[] } {
  const claims: Claim[] = [];
  const warnings: Warning[] = [];
  for (const arrival of bedArrivals(input)) {
    const standing = standingOf(arrival, input.atMs, input.settings);
    if (standing === "lapsed") {
      const dueMs = dueOf(arrival);
      if (dueMs !== undefined) warnings.push({ kind: "arrival-overdue", visit: arrival.visit, dueMs });
    } else if (standing !== "later") {
      claims.push(claimOf(arrival, standing === "due", false));
    }
  }
  return { claims, warnings };
}
