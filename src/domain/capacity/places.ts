import type { Reactivable } from "../beds/register.ts";
import { byText, closedCountsAt, closureAt, covers } from "./snapshot.ts";
import type { FiguresNow, WhyLine, ZoneBed, ZoneInput, ZonePatient } from "./zone-types.ts";

/**
 * Figures of a zone of *places* (day, night, home, sessions: TRE_R329 02), counted by a counter (input-side §3.3
 * step 2): available = installed − closed − present.
 *
 * Our choices, since no public text settles them (input-side §3.6 question 5):
 * - `beds` are the places of the register; a patient counts by class (`placeClasses`), wherever inside the zone.
 * - Nobody is bound to a place and several patients a day use one: no reservation counts (an arrival later today does
 *   not take the place now), nobody waits, everything free is for either gender, and there is no forecast.
 * - On leave counts as present; cleaning, isolation and room rules do not apply.
 */
export function placeFigures(input: ZoneInput): FiguresNow {
  const { atMs, settings } = input;
  const places = input.beds
    .filter((bed) => covers(bed.validFromMs, bed.validToMs, atMs))
    .toSorted((a, b) => byText(a.key, b.key));
  if (new Set(input.beds.map((bed) => bed.key)).size < input.beds.length) {
    throw new RangeError("a place stands twice in the zone");
  }
  const closed: WhyLine[] = [];
  const open: ZoneBed[] = [];
  for (const place of places) {
    const reactivable = closureAt(place, atMs, settings);
    if (reactivable) closed.push(closedLine(place, "closing", reactivable));
    else open.push(place);
  }
  const excessCount = closeByCount(input, open, closed);
  const present = presentPatients(input);
  const usedCount = Math.min(present.length, open.length);
  const occupied = open.slice(0, usedCount).map((place, index) => takenLine(place, present[index]));
  const free = open.slice(usedCount).map((place) => freeLine(place));
  const surplus = present.slice(usedCount).map((patient) => patient.visit);
  const count = (reactivable: Reactivable): number =>
    closed.filter((line) => line.reactivable === reactivable && line.permanent).length;
  const lines = [...closed, ...occupied, ...free];
  const extra = [...occupied, ...free].filter((line) => !line.permanent);
  return {
    installed: places.filter((place) => place.permanent).length,
    closed: { yes: count("yes"), no: count("no"), unknown: count("unknown") },
    occupied: usedCount,
    reserved: 0,
    waiting: 0,
    free: { F: 0, M: 0, either: free.length },
    extra: { mobilised: extra.length, ...input.mobilisable },
    warnings: [
      ...(excessCount > 0 ? [{ kind: "closings-exceed-empty-beds" as const, excessCount }] : []),
      ...(surplus.length > 0
        ? [{ kind: "more-patients-than-beds" as const, surplusCount: surplus.length, visits: surplus }]
        : []),
    ],
    why: {
      installed: lines.filter((line) => line.permanent),
      closed: closed.filter((line) => line.permanent),
      occupied,
      reserved: [],
      waiting: [],
      cleaning: [],
      extra,
      free: { F: [], M: [], either: free },
    },
  };
}

/** Moves places from `open` to `closed`, permanent ones only, the last keys first; returns what did not fit. */
function closeByCount(input: ZoneInput, open: ZoneBed[], closed: WhyLine[]): number {
  const counts = closedCountsAt(input.closingsByCount, input.atMs);
  let excessCount = 0;
  for (const reactivable of ["no", "unknown", "yes"] as const) {
    for (let left = counts[reactivable]; left > 0; left -= 1) {
      const index = open.findLastIndex((place) => place.permanent);
      const [place] = index < 0 ? [] : open.splice(index, 1);
      if (!place) {
        excessCount += left;
        break;
      }
      closed.push(closedLine(place, "closing-by-count", reactivable));
    }
  }
  return excessCount;
}

function presentPatients(input: ZoneInput): ZonePatient[] {
  return [...input.beds.flatMap((bed) => bed.patients), ...input.unbound]
    .filter((patient) => input.settings.placeClasses.includes(patient.patientClass ?? "I"))
    .filter((patient) => !patient.newborn || input.settings.newborns === "always")
    .sort((a, b) => byText(a.visit, b.visit));
}

function baseLine(place: ZoneBed): Pick<WhyLine, "bed" | "permanent" | "visits" | "movements"> {
  return { bed: place.key, permanent: place.permanent, visits: [], movements: [] };
}

function closedLine(place: ZoneBed, reason: WhyLine["reason"], reactivable: Reactivable): WhyLine {
  return { ...baseLine(place), state: "closed", reason, reactivable };
}

function takenLine(place: ZoneBed, patient: ZonePatient | undefined): WhyLine {
  return {
    ...baseLine(place),
    state: "occupied",
    reason: "present",
    visits: patient ? [patient.visit] : [],
    movements: patient?.movement === undefined ? [] : [patient.movement],
  };
}

function freeLine(place: ZoneBed): WhyLine {
  return { ...baseLine(place), state: "free", reason: "place-not-taken", gender: "either" };
}
