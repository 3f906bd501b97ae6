import type { Language } from "../app/language.ts";

const kilo = 1024;
const units = {
  fr: ["octets", "Ko", "Mo"],
  en: ["bytes", "KB", "MB"],
} as const;

/** A size in words: "1,4 Mo". */
export function sizeText(language: Language, bytes: number): string {
  const power = bytes < kilo ? 0 : bytes < kilo * kilo ? 1 : 2;
  const number = new Intl.NumberFormat(language === "fr" ? "fr-FR" : "en-GB", {
    maximumFractionDigits: power === 2 ? 1 : 0,
  }).format(bytes / kilo ** power);
  return `${number} ${units[language][power]}`;
}
