import { bedArrivals, claimOf, standingOf } from "./arrivals.ts";
import { settle } from "./settle.ts";
import type { Claim } from "./snapshot.ts";
import { snapshotAt } from "./snapshot.ts";
import type { GenderCounts, Horizon, WhyLine, ZoneInput, ZonePatient } from "./zone-types.ts";
import { horizonMs } from "./zone-types.ts";

/** Beds free for each gender among the lines of a settled zone. */
export function freeCounts(lines: readonly WhyLine[]): GenderCounts {
  const counts = { F: 0, M: 0, either: 0 };
  for (const line of lines) if (line.state === "free" && line.gender) counts[line.gender] += 1;
  return counts;
}

/**
 * Available beds at the four horizons of JDV_J189 (input-side §3.4), each computed on the projected state, rooms
 * and sexes included, never by subtraction.
 *
 * By *t* + *h* these have happened: discharges and moves out due in ]*t*, *t* + *h*] (overdue ones by setting), the
 * arrivals due by then (imminent and overdue within the grace time included; a grace time is judged at *t*), closings
 * and reopenings. Arrivals of the next 24 h take their bed even at 1 h, as they do now (bed-indicators §5: at least
 * those of the next 24 h). Beds being cleaned stay unavailable, as in "free now", from which the text starts.
 * Emergencies are not identified and not in it.
 */
export function forecast(input: ZoneInput): Readonly<Record<Horizon, GenderCounts>> {
  const at = (horizon: Horizon): GenderCounts => projectedFree(input, horizonMs[horizon]);
  return { h1: at("h1"), h24: at("h24"), h48: at("h48"), d7: at("d7") };
}

function projectedFree(input: ZoneInput, aheadMs: number): GenderCounts {
  const thenMs = input.atMs + aheadMs;
  const claims = claimsThen(input, thenMs);
  // A move inside the zone leaves its old bed exactly when it takes the new one, else one person would hold two.
  const moved = new Set(claims.filter((claim) => claim.binds).map((claim) => claim.visit));
  const stays = (patient: ZonePatient): boolean =>
    !moved.has(patient.visit) && !leavesBy(patient, input, thenMs);
  return freeCounts(settle(snapshotAt(input, thenMs, claims, stays)).lines);
}

function claimsThen(input: ZoneInput, thenMs: number): Claim[] {
  return bedArrivals(input).flatMap((arrival) => {
    const standing = standingOf(arrival, input.atMs, input.settings);
    if (standing === "lapsed") return [];
    const due = arrival.dueMs ?? arrival.announcedMs;
    const arrived = due === undefined || due <= thenMs;
    if (standing === "later" && !arrived) return [];
    return [claimOf(arrival, arrived, arrived)];
  });
}

function leavesBy(patient: ZonePatient, input: ZoneInput, thenMs: number): boolean {
  const out = patient.expectedOutMs;
  if (typeof out === "number" && out <= thenMs) {
    if (out > input.atMs || input.settings.overdueDischarges === "leave") return true;
  }
  const move = patient.plannedMove;
  if (!move || move.toZoneHere) return false;
  return move.atMs === null || (move.atMs > input.atMs && move.atMs <= thenMs);
}
