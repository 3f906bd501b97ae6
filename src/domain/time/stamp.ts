import { Temporal } from "temporal-polyfill";
import { offsetOfLocalDay, offsetOfUtcDay } from "./day-offset.ts";

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
  const millisecond = Math.trunc(Number(`0.${fraction}`) * 1000);
  const numbers = [year, month, day, hour ?? "0", minute, second].map(Number);
  const localMs = utcMs(numbers, millisecond);
  if (localMs === undefined) return undefined;
  const dateOnly = hour === undefined;
  if (offset !== undefined) {
    const ahead = offsetMs(offset);
    return ahead === undefined
      ? undefined
      : { text: trimmed, ms: localMs - ahead, repeatedHour: false, dateOnly };
  }
  const ahead = offsetOfLocalDay(zone, localMs);
  if (ahead !== null) return { text: trimmed, ms: localMs - ahead, repeatedHour: false, dateOnly };
  const local = Temporal.Instant.fromEpochMilliseconds(localMs).toZonedDateTimeISO("UTC").toPlainDateTime();
  const first = local.toZonedDateTime(zone, { disambiguation: "earlier" });
  const later = local.toZonedDateTime(zone, { disambiguation: "later" });
  const repeatedHour =
    first.epochMilliseconds !== later.epochMilliseconds && first.toPlainDateTime().equals(local) && !dateOnly;
  const ms = repeatedHour ? first.epochMilliseconds : later.epochMilliseconds;
  return { text: trimmed, ms, repeatedHour, dateOnly };
}

/** The date and time as an instant, as if it were UTC; `undefined` for a day or hour that no calendar holds. */
function utcMs(numbers: readonly number[], millisecond: number): number | undefined {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = numbers;
  if (month < 1 || month > 12 || day < 1 || hour > 23 || minute > 59 || second > 59) return undefined;
  const date = new Date(0);
  // Unlike Date.UTC, which takes the years 0 to 99 for those of the twentieth century.
  date.setUTCFullYear(year, month - 1, day);
  if (date.getUTCDate() !== day) return undefined;
  return date.setUTCHours(hour, minute, second, millisecond);
}

/** An offset as HL7 and ISO 8601 write it, in milliseconds ahead of UTC. */
function offsetMs(text: string): number | undefined {
  if (text === "Z") return 0;
  const [hours, minutes] = [Number(text.slice(1, 3)), Number(text.slice(-2))];
  if (hours > 23 || minutes > 59) return undefined;
  return (text.startsWith("-") ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}

/** The instant as HL7 local time to the second (`YYYYMMDDHHMMSS`) in `zone`. */
export function hl7Text(ms: number, zone: string = defaultZone): string {
  return written.of(zone, Math.floor(ms / 1000));
}

function writeHl7(second: number, zone: string): string {
  const ms = second * 1000;
  const ahead =
    offsetOfUtcDay(zone, ms) ??
    Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone).offsetNanoseconds / 1_000_000;
  const [date = "", time = ""] = new Date(ms + ahead).toISOString().slice(0, 19).split("T");
  return date.replaceAll("-", "") + time.replaceAll(":", "");
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
