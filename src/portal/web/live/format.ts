import type { Language } from "../app/language.ts";

const locales: Readonly<Record<Language, string>> = { fr: "fr-FR", en: "en-GB" };
const unknown = "–";

/** A whole number in the writing of the language. */
export function numberText(language: Language, value: number): string {
  return new Intl.NumberFormat(locales[language]).format(value);
}

/** A figure, or a dash when it is not known. */
export function figureText(language: Language, value: number | null): string {
  return value === null ? unknown : numberText(language, value);
}

const timeOptions = { hour: "2-digit", minute: "2-digit", second: "2-digit" } as const;
const dayOptions = { day: "numeric", month: "short" } as const;

/** Hour, minute and second; with the day in front when it is not the day of `nowMs`. In `zone`, or the browser's. */
export function clockText(language: Language, atMs: number, nowMs: number, zone?: string): string {
  const inZone = zone === undefined ? {} : { timeZone: zone };
  const day = new Intl.DateTimeFormat(locales[language], { ...dayOptions, ...inZone });
  const time = new Intl.DateTimeFormat(locales[language], { ...timeOptions, ...inZone }).format(atMs);
  const dayText = day.format(atMs);
  return dayText === day.format(nowMs) ? time : `${dayText} ${time}`;
}

/** A day in full: "12 mars 2027". In `zone`, or the browser's. */
export function dayText(language: Language, atMs: number, zone?: string): string {
  const inZone = zone === undefined ? {} : { timeZone: zone };
  return new Intl.DateTimeFormat(locales[language], { dateStyle: "long", ...inZone }).format(atMs);
}

/** Date and time in full, for tool tips. */
export function fullTimeText(language: Language, atMs: number): string {
  return new Intl.DateTimeFormat(locales[language], { dateStyle: "full", timeStyle: "medium" }).format(atMs);
}

/** `one` for the numbers that the language writes in the singular (French: 0 and 1), else `other`. */
export function plural(language: Language, value: number, one: string, other: string): string {
  return new Intl.PluralRules(locales[language]).select(value) === "one" ? one : other;
}

export type DurationUnit = "second" | "minute" | "hour" | "day";

/** The largest unit that still tells something: seconds under a minute, minutes under an hour, hours under two days. */
export function roughDuration(durationMs: number): { readonly value: number; readonly unit: DurationUnit } {
  const seconds = Math.max(0, Math.floor(durationMs / 1000));
  if (seconds < 60) return { value: seconds, unit: "second" };
  if (seconds < 3600) return { value: Math.floor(seconds / 60), unit: "minute" };
  if (seconds < 172_800) return { value: Math.floor(seconds / 3600), unit: "hour" };
  return { value: Math.floor(seconds / 86_400), unit: "day" };
}

const unitSigns: Readonly<Record<Language, Readonly<Record<DurationUnit, string>>>> = {
  fr: { second: "s", minute: "min", hour: "h", day: "j" },
  en: { second: "s", minute: "min", hour: "h", day: "d" },
};

/** "40 s", "3 min", "5 h", "4 j". */
export function durationText(language: Language, durationMs: number): string {
  const { value, unit } = roughDuration(durationMs);
  return `${numberText(language, value)}\u00a0${unitSigns[language][unit]}`;
}

/** A list in words: "a, b et c". */
export function listText(language: Language, items: readonly string[]): string {
  return new Intl.ListFormat(locales[language], { type: "conjunction" }).format(items);
}

/** Milliseconds of a call: "84 ms", "1,2 s". */
export function callDurationText(language: Language, durationMs: number): string {
  if (durationMs < 1000) return `${numberText(language, Math.round(durationMs))}\u00a0ms`;
  const seconds = new Intl.NumberFormat(locales[language], { maximumFractionDigits: 1 }).format(
    durationMs / 1000,
  );
  return `${seconds}\u00a0s`;
}
