import type { Language } from "./language.ts";

const locales: Readonly<Record<Language, string>> = { fr: "fr-FR", en: "en-GB" };

/** A day in words: "27 novembre 2026". Takes a date or an instant in ISO 8601; a text that is neither stays as it is. */
export function dayText(language: Language, text: string): string {
  const instant = new Date(text);
  if (Number.isNaN(instant.getTime())) return text;
  const zone = /^\d{4}-\d{2}-\d{2}$/.test(text) ? "UTC" : "Europe/Paris";
  return new Intl.DateTimeFormat(locales[language], { dateStyle: "long", timeZone: zone }).format(instant);
}

/** Today in Paris, YYYY-MM-DD: the server judges by the same day. */
export function today(): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/Paris", dateStyle: "short" }).format(
    new Date(),
  );
}

/** An instant in words, in the time of Paris: "27 novembre 2026 à 10:04". */
export function instantText(language: Language, text: string): string {
  const instant = new Date(text);
  if (Number.isNaN(instant.getTime())) return text;
  const format = { dateStyle: "long", timeStyle: "short", timeZone: "Europe/Paris" } as const;
  return new Intl.DateTimeFormat(locales[language], format).format(instant);
}
