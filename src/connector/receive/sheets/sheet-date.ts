import { parseStamp, type Stamp } from "../../../domain/time/stamp.ts";

const frenchForm =
  /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?:(?:\s*[T,à]\s*|\s+)(\d{1,2})(?:[:hH](\d{2})?(?::(\d{2}))?)?)?$/;
const isoForm = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T\s]+(\d{1,2}):(\d{2})(.*))?$/;
const hl7Form = /^\d{8}(?:\d{2}){0,3}(?:\.\d{1,4})?(?:[+-]\d{4})?$/;

/** Two digits of a year from 70 on belong to the last century: opening dates of old beds. */
const CENTURY_TURN = 70;
/** `31/12/2099`, `20991231235900` and later mean "no end" in French structure files (hl7-pam-fr §9). */
const NO_END_YEAR = 2099;
const OLDEST_YEAR = 1900;

const two = (text: string): string => text.padStart(2, "0");

function fullYear(year: string): string {
  if (year.length === 4) return year;
  return Number(year) >= CENTURY_TURN ? `19${year}` : `20${year}`;
}

function isoOf(text: string): string | undefined {
  const french = frenchForm.exec(text);
  if (french) {
    const [, day = "", month = "", year = "", hour, minute = "00", second = "00"] = french;
    const date = `${fullYear(year)}-${two(month)}-${two(day)}`;
    return hour === undefined ? date : `${date}T${two(hour)}:${minute}:${second}`;
  }
  const iso = isoForm.exec(text);
  if (iso) {
    const [, year = "", month = "", day = "", hour, minute = "", rest = ""] = iso;
    const date = `${year}-${two(month)}-${two(day)}`;
    return hour === undefined ? date : `${date}T${two(hour)}:${minute}${rest}`;
  }
  return hl7Form.test(text) ? text : undefined;
}

/**
 * A date as sheets write it: `20/11/2026 02:00`, `20/11/26 2:00`, `20.11.2026`, `20/11/2026 2h00`, ISO 8601, or
 * HL7 TS to the day at least. Day before month always (French order). `text` of the result is the ISO or HL7
 * form. `undefined` when it is no possible date from 1900 on.
 */
export function readSheetStamp(text: string, zone: string): Stamp | undefined {
  const form = isoOf(text.trim());
  if (form === undefined || Number(form.slice(0, 4)) < OLDEST_YEAR) return undefined;
  return parseStamp(form, zone);
}

/** Means "no end", not a date. */
export function isNoEnd(stamp: Stamp): boolean {
  return Number(stamp.text.slice(0, 4)) >= NO_END_YEAR;
}

/** The end as a moment: a last day without an hour ends at its midnight, so the next day at 00:00 is returned. */
export function endOfLastDay(stamp: Stamp, zone: string): Stamp {
  if (!stamp.dateOnly) return stamp;
  const digits = stamp.text.replace(/\D/g, "");
  const [year, month, day] = [digits.slice(0, 4), digits.slice(4, 6), digits.slice(6, 8)].map(Number);
  const next = new Date(Date.UTC(year ?? 0, (month ?? 1) - 1, (day ?? 1) + 1)).toISOString().slice(0, 10);
  return parseStamp(`${next}T00:00`, zone) ?? stamp;
}
