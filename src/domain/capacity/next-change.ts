import { bedArrivals, dueOf, reservationWindowMs } from "./arrivals.ts";
import type { ZoneInput, ZonePatient } from "./zone-types.ts";
import { horizonMs } from "./zone-types.ts";

/** How many instants are tried before waking for nothing is cheaper than looking further. */
export const instantsTriedMaxCount = 256;

/** Every instant after `atMs` at which the result of the zone may change without a message, sorted. */
export function possibleChanges(input: ZoneInput): readonly number[] {
  const events = plannedInstants(input);
  const instants = new Set(events);
  if (input.settings.forecasts && input.settings.nature === "bed") {
    for (const ahead of Object.values(horizonMs)) for (const event of events) instants.add(event - ahead);
  }
  return [...instants]
    .filter((instant) => instant > input.atMs && Number.isFinite(instant))
    .sort((a, b) => a - b);
}

function plannedInstants(input: ZoneInput): number[] {
  const instants: (number | null | undefined)[] = [];
  for (const bed of input.beds) {
    instants.push(bed.validFromMs, bed.validToMs);
    for (const closing of bed.closings) instants.push(closing.fromMs, closing.toMs);
  }
  for (const closing of input.closingsByCount) instants.push(closing.fromMs, closing.toMs);
  for (const arrival of bedArrivals(input)) {
    const due = dueOf(arrival);
    if (due !== undefined) instants.push(due - reservationWindowMs, due, due + input.settings.graceMs);
  }
  if (input.settings.forecasts) {
    const patients: ZonePatient[] = [...input.beds.flatMap((bed) => bed.patients), ...input.unbound];
    for (const patient of patients) instants.push(patient.expectedOutMs, patient.plannedMove?.atMs);
  }
  return instants.filter((instant) => typeof instant === "number");
}

/**
 * The first instant after `atMs` at which `resultAt` (a text that tells results apart) differs from `now`; absent
 * when it never does. Exact, unless more than `instantsTriedMaxCount` instants in a row change nothing: then the last
 * one tried is returned, which only wakes the place once too often.
 */
export function nextChange(
  input: ZoneInput,
  now: string,
  resultAt: (atMs: number) => string,
): number | undefined {
  let tried = 0;
  for (const instant of possibleChanges(input)) {
    tried += 1;
    if (tried >= instantsTriedMaxCount || resultAt(instant) !== now) return instant;
  }
  return undefined;
}
