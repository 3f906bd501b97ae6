import { Temporal } from "temporal-polyfill";

/**
 * One moment as a source wrote it. `text` is kept as given (HL7 TS or ISO 8601); `ms` is the epoch instant of its
 * reading in the zone of the feed.
 */
export interface Stamp {
  readonly text: string;
  readonly ms: number;
  /** Local time without offset inside the hour that the clock repeats in October; `ms` is its first passage. */
  readonly repeatedHour: boolean;
  /** The source gave a date without an hour; `ms` is its midnight. */
  readonly dateOnly: boolean;
}

/** Results kept per direction; one message repeats its few stamps many times. */
const keptMax = 2_000;

/** Answers of a pure function by zone and value, forgotten together when there are too many. */
class Kept<Value, Result> {
  readonly #compute: (value: Value, zone: string) => Result;
  readonly #zones = new Map<string, Map<Value, Result>>();
  #count = 0;

  constructor(compute: (value: Value, zone: string) => Result) {
    this.#compute = compute;
  }

  of(zone: string, value: Value): Result {
    const known = this.#zones.get(zone)?.get(value);
    if (known !== undefined) return known;
    if (this.#count >= keptMax) {
      this.#zones.clear();
      this.#count = 0;
    }
    const result = this.#compute(value, zone);
    const ofZone = this.#zones.get(zone) ?? new Map<Value, Result>();
    this.#zones.set(zone, ofZone.set(value, result));
    this.#count += 1;
    return result;
  }
}

const parsed = new Kept(readStamp);
const written = new Kept(writeHl7);

/** National default; overseas feeds set their own zone. */
export const defaultZone = "Europe/Paris";

const hl7Form = /^(\d{4})(\d{2})?(\d{2})?(?:(\d{2})(\d{2})?(?:(\d{2})(?:\.(\d{1,4}))?)?)?([+-]\d{4})?$/;
const isoForm =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}:?\d{2})?)?$/;

/**
 * Reads an HL7 time stamp (`YYYY[MM[DD[HH[MM[SS[.S]]]]]][+ZZZZ]`, HL7 v2.5 chapter 2A, TS) or an ISO 8601 one.
 *
 * Without an offset the time is local in `zone`. Inside the repeated hour of October the first passage is taken;
 * a time inside the missing hour of March is moved forward by one hour, as clocks were. Returns `undefined` when
 * the text is not a possible date.
 */
export function parseStamp(text: string, zone: string = defaultZone): Stamp | undefined {
  return parsed.of(zone, text.trim());
}

function readStamp(trimmed: string, zone: string): Stamp | undefined {
  const match = hl7Form.exec(trimmed) ?? isoForm.exec(trimmed);
  if (!match) return undefined;
  const [, year, month = "01", day = "01", hour, minute = "00", second = "00", fraction = "0", offset] =
    match;
  const fields = {
    year: Number(year),
    month: Number(month),
    day: Number(day),
    hour: Number(hour ?? "0"),
    minute: Number(minute),
    second: Number(second),
    millisecond: Math.trunc(Number(`0.${fraction}`) * 1000),
  };
  try {
    const local = Temporal.PlainDateTime.from(fields, { overflow: "reject" });
    const dateOnly = hour === undefined;
    if (offset !== undefined) {
      const zoned = local.toZonedDateTime(
        offset === "Z" ? "UTC" : offset.replace(/^([+-]\d{2}):?(\d{2})$/, "$1:$2"),
      );
      return { text: trimmed, ms: zoned.epochMilliseconds, repeatedHour: false, dateOnly };
    }
    const first = local.toZonedDateTime(zone, { disambiguation: "earlier" });
    const second_ = local.toZonedDateTime(zone, { disambiguation: "later" });
    const repeatedHour =
      first.epochMilliseconds !== second_.epochMilliseconds &&
      first.toPlainDateTime().equals(local) &&
      !dateOnly;
    const ms = repeatedHour ? first.epochMilliseconds : second_.epochMilliseconds;
    return { text: trimmed, ms, repeatedHour, dateOnly };
  } catch {
    return undefined;
  }
}

/** The instant as HL7 local time to the second (`YYYYMMDDHHMMSS`) in `zone`. */
export function hl7Text(ms: number, zone: string = defaultZone): string {
  return written.of(zone, Math.floor(ms / 1000));
}

function writeHl7(second: number, zone: string): string {
  const ms = second * 1000;
  const local = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone);
  const two = (value: number): string => String(value).padStart(2, "0");
  return (
    String(local.year).padStart(4, "0") +
    [local.month, local.day, local.hour, local.minute, local.second].map(two).join("")
  );
}

/** The instant as FHIR dateTime in UTC, to the second. */
export function isoText(ms: number): string {
  return `${new Date(Math.floor(ms / 1000) * 1000).toISOString().slice(0, 19)}Z`;
}

/** A date without an hour counts at `hourOfDay` of the site (input-side §3.4); other stamps count as they are. */
export function withDefaultHour(stamp: Stamp, hourOfDay: number, zone: string = defaultZone): number {
  if (!stamp.dateOnly) return stamp.ms;
  return Temporal.Instant.fromEpochMilliseconds(stamp.ms)
    .toZonedDateTimeISO(zone)
    .with({ hour: hourOfDay, minute: 0, second: 0 }).epochMilliseconds;
}
