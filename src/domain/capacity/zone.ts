/**
 * # Capacity of one zone at one instant
 *
 * A zone is what one place of the ROR stands for: beds of the register with the patients that the movements put there.
 * Pure functions of `ZoneInput`; the caller derives patients and arrivals at `atMs` from the movements
 * (input-side §3.3 step 1) and this computes, in this order:
 *
 * 1. Register entries valid at *t*. A bed twice in the zone is refused.
 * 2. A bed with a patient who uses beds is **occupied**, once however many lie there (two: warning), and open even when
 *    declared closed (warning). On leave only: occupied or reserved by setting. Newborns by setting; classes O, R, N
 *    and home care never.
 * 3. Beds without a patient are **closed** by a closing that covers *t*, by A20 `C`, or by the isolation of their
 *    room (reactivable).
 * 4. Arrivals that count: due in ]*t*, *t* + 24 h], imminent, or overdue within the grace time. The first that names an
 *    open empty bed **reserves** it; a later one, or one whose bed is not free, waits.
 * 5. Genders of beds: fixed rule, else the one sex of a shared room, else either. An arrival binds the room only
 *    from its own time.
 * 6. Nameless users take one empty bed each: closings by count (permanent beds only), patients without a bed (surplus:
 *    warning, or extra beds by setting), arrivals without a bed (surplus: waiting). Which bed: `pool.ts`.
 * 7. What is left is **being cleaned** or **free** for F, M or either. So
 *    closed + occupied + reserved + cleaning + free = all beds, and free is never below 0.
 * 8. With forecasts on, the same on the projected state (`forecast.ts`); always, the next instant at which the result
 *    changes by itself (`next-change.ts`).
 *
 * Zones of nature `place` use a counter instead (`places.ts`).
 */

import type { Reactivable } from "../beds/register.ts";
import { claimsNow } from "./arrivals.ts";
import { forecast, freeCounts } from "./forecast.ts";
import { nextChange } from "./next-change.ts";
import { placeFigures } from "./places.ts";
import { settle } from "./settle.ts";
import { byText, covers, snapshotAt } from "./snapshot.ts";
import type { Warning } from "./warning.ts";
import type { FiguresNow, Why, WhyLine, ZoneFigures, ZoneInput } from "./zone-types.ts";

/**
 * The figures of the zone with the beds and people behind each, and the next instant at which they change by
 * themselves (DESIGN §3). Warnings are part of the result, reasons are not: a reason may change without waking anyone.
 *
 * Throws `RangeError` when a bed key stands twice.
 */
export function zoneFigures(input: ZoneInput): ZoneFigures {
  const now = figuresAt(input);
  const changeMs = nextChange(input, resultText(now), (atMs) => resultText(figuresAt({ ...input, atMs })));
  return changeMs === undefined ? now : { ...now, nextChangeMs: changeMs };
}

/** The figures at `input.atMs` alone. */
export function figuresAt(input: ZoneInput): FiguresNow {
  return input.settings.nature === "place" ? placeFigures(input) : bedFigures(input);
}

/** Everything that wakes a place, as text to compare: figures and warnings, without the reasons. */
export function resultText(figures: FiguresNow): string {
  const { why: _why, ...result } = figures;
  return JSON.stringify(result);
}

function bedFigures(input: ZoneInput): FiguresNow {
  const { claims, warnings } = claimsNow(input);
  const settled = settle(snapshotAt(input, input.atMs, claims));
  const why = whyOf(settled.lines, settled.waiting);
  const all = [...warnings, ...validityWarnings(input), ...settled.warnings];
  return {
    installed: why.installed.length,
    closed: {
      yes: closedCount(why, "yes"),
      no: closedCount(why, "no"),
      unknown: closedCount(why, "unknown"),
    },
    occupied: why.occupied.length,
    reserved: why.reserved.length,
    waiting: why.waiting.length,
    free: freeCounts(settled.lines),
    extra: { mobilised: why.extra.length, ...input.mobilisable },
    ...(input.settings.forecasts ? { forecast: forecast(input) } : {}),
    warnings: all
      .map((one) => ({ one, text: JSON.stringify(one) }))
      .sort((a, b) => byText(a.text, b.text))
      .map(({ one }) => one),
    why,
  };
}

function closedCount(why: Why, reactivable: Reactivable): number {
  return why.closed.filter((line) => line.reactivable === reactivable).length;
}

/** Beds beyond the installed ones are never counted as closed: closed ones are simply not in service. */
function whyOf(unsorted: readonly WhyLine[], waiting: readonly WhyLine[]): Why {
  const lines = unsorted.toSorted(
    (a, b) => byText(a.bed ?? "\uffff", b.bed ?? "\uffff") || byText(a.visits.join(), b.visits.join()),
  );
  const state = (wanted: WhyLine["state"]): WhyLine[] => lines.filter((line) => line.state === wanted);
  const free = state("free");
  return {
    installed: lines.filter((line) => line.permanent),
    closed: state("closed").filter((line) => line.permanent),
    occupied: state("occupied"),
    reserved: state("reserved"),
    waiting,
    cleaning: state("cleaning"),
    extra: lines.filter((line) => !line.permanent && line.state !== "closed"),
    free: {
      F: free.filter((line) => line.gender === "F"),
      M: free.filter((line) => line.gender === "M"),
      either: free.filter((line) => line.gender === "either"),
    },
  };
}

function validityWarnings(input: ZoneInput): Warning[] {
  return input.beds
    .filter((bed) => bed.patients.length > 0 && !covers(bed.validFromMs, bed.validToMs, input.atMs))
    .map((bed) => ({
      kind: "bed-not-valid",
      bed: bed.key,
      visits: bed.patients.map((patient) => patient.visit).sort(byText),
    }));
}
