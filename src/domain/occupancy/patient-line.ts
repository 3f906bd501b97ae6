import type { Lodging } from "../movements/movement.ts";
import { compareText } from "../movements/order.ts";
import type { VisitState } from "./visit-state.ts";

/** One patient in the words of a listing; members only when they apply. */
export interface PatientLine {
  status: string;
  at?: string | null;
  class?: string | null;
  expected?: string | null;
  /** Same as `expected`, under the name that some listings use. */
  expected_in?: string | null;
  expected_out?: string | null;
  next?: [string, string | null];
  newborn?: true;
  medical?: string;
  sex?: string;
  /** Movement numbers that the status and the place rest on. */
  because?: readonly string[];
}

/** `unit/room/bed` without what is not known at the end: `2310/101/F`, `2350/301`, `2310`. */
export function lodgingText(lodging: Lodging): string {
  const parts = [lodging.unit, lodging.room ?? "", lodging.bed ?? ""];
  while (parts.at(-1) === "") parts.pop();
  return parts.join("/");
}

/** The line of one visit. A place is given only while expected, pre-admitted, present or on leave (decision 1). */
export function patientLine(visit: VisitState): PatientLine {
  const announced = visit.phase === "preadmitted" || visit.phase === "expected";
  const here = visit.phase === "present" || visit.phase === "leave";
  return {
    status: visit.phase,
    ...(announced || here ? { at: visit.lodging ? lodgingText(visit.lodging) : null } : {}),
    class: visit.patientClass ?? null,
    ...(announced
      ? { expected: visit.expectedIn?.text ?? null, expected_in: visit.expectedIn?.text ?? null }
      : {}),
    ...(here ? { expected_out: visit.expectedOut?.text ?? null, expected_in: null } : {}),
    ...(announced ? { expected_out: visit.expectedOut?.text ?? null } : {}),
    ...(visit.next ? { next: [lodgingText(visit.next.lodging), visit.next.at?.text ?? null] } : {}),
    ...(visit.newborn ? { newborn: true } : {}),
    ...(visit.medicalUnit === undefined ? {} : { medical: visit.medicalUnit }),
    ...(visit.sex === undefined ? {} : { sex: visit.sex }),
    because: visit.because,
  };
}

/**
 * One line per patient: the visit with the latest admission or pre-admission (decision 9). Visits without any
 * effect are left out; a cancelled visit shows only when the patient has no other.
 */
export function patientLines(visits: readonly VisitState[]): Record<string, PatientLine> {
  const chosen = new Map<string, VisitState>();
  for (const visit of visits) {
    if (visit.phase === "nothing") continue;
    const known = chosen.get(visit.patient);
    if (!known || rank(visit) > rank(known)) chosen.set(visit.patient, visit);
  }
  return Object.fromEntries(
    [...chosen]
      .sort(([a], [b]) => compareText(a, b))
      .map(([patient, visit]) => [patient, patientLine(visit)]),
  );
}

function rank(visit: VisitState): number {
  return visit.phase === "cancelled"
    ? Number.NEGATIVE_INFINITY
    : (visit.begunAt?.ms ?? Number.MIN_SAFE_INTEGER);
}
