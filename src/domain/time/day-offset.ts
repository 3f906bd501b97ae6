import { Temporal } from "temporal-polyfill";

const dayMs = 86_400_000;
/** Days kept per zone; a feed's stamps lie on few days, a replayed year on some hundred. */
const daysMax = 4_000;

/** Milliseconds that local time is ahead of UTC, of days on which the clock was not changed; `null` for all others. */
type Offsets = Map<number, number | null>;

const localDays = new Map<string, Offsets>();
const utcDays = new Map<string, Offsets>();

/**
 * Milliseconds that the clocks of `zone` are ahead of UTC during the whole local day that holds `localMs`, the local
 * time read as if it were UTC; `null` when they are changed on that day. Asking the time zone database takes longer than
 * everything else in reading a message. Throws RangeError for a zone that is unknown.
 */
export function offsetOfLocalDay(zone: string, localMs: number): number | null {
  return kept(localDays, zone, Math.floor(localMs / dayMs), (startMs) => {
    const ahead = (ms: number, disambiguation: "earlier" | "later"): number =>
      ms - plain(ms).toZonedDateTime(zone, { disambiguation }).epochMilliseconds;
    const first = ahead(startMs, "earlier");
    const others = [
      ahead(startMs, "later"),
      ahead(startMs + dayMs, "earlier"),
      ahead(startMs + dayMs, "later"),
    ];
    return others.every((one) => one === first) ? first : null;
  });
}

/** The same during the whole UTC day that holds the instant `ms`. */
export function offsetOfUtcDay(zone: string, ms: number): number | null {
  return kept(utcDays, zone, Math.floor(ms / dayMs), (startMs) => {
    const ahead = (at: number): number =>
      Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).offsetNanoseconds / 1_000_000;
    const first = ahead(startMs);
    return ahead(startMs + dayMs) === first ? first : null;
  });
}

/** Whether the time zone database of this machine knows the name. */
export function isZone(zone: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
    return true;
  } catch {
    return false;
  }
}

function kept(
  zones: Map<string, Offsets>,
  zone: string,
  day: number,
  compute: (startMs: number) => number | null,
): number | null {
  const days = zones.get(zone) ?? new Map<number, number | null>();
  const known = days.get(day);
  if (known !== undefined) return known;
  const offset = compute(day * dayMs);
  if (days.size >= daysMax) days.clear();
  zones.set(zone, days.set(day, offset));
  return offset;
}

function plain(localMs: number): Temporal.PlainDateTime {
  return Temporal.Instant.fromEpochMilliseconds(localMs).toZonedDateTimeISO("UTC").toPlainDateTime();
}
