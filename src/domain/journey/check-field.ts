import { hasFinessKey, isFiness } from "../identifiers/finess.ts";
import { type AnswerValue, textOf } from "./facts.ts";
import type { Field, FieldKind } from "./step.ts";

/** What can be wrong with one field. Its words stand in the pages, by these codes. */
export type FieldError =
  | "required"
  | "too-long"
  | "not-an-email"
  | "not-a-phone"
  | "not-a-date"
  | "not-a-number"
  | "finess-form"
  | "finess-key"
  | "siren-key"
  | "siret-key"
  | "department-unknown"
  | "not-a-choice"
  | "not-a-url";

/** A wrong FINESS key warns and never blocks: real exceptions exist (onboarding §7.1). */
const warnings: ReadonlySet<FieldError> = new Set(["finess-key"]);

/** True when the error is to be shown and blocks nothing. */
export function isFieldWarning(error: FieldError): boolean {
  return warnings.has(error);
}

/** What is wrong with a value as typed, or null. An empty value is wrong only where the field is required. */
export function checkField(field: Field, value: AnswerValue): FieldError | null {
  const text = textOf(value);
  if (text === "") return field.required ? "required" : null;
  if (text.length > field.lengthMax) return "too-long";
  if (field.kind === "choice") return field.options.includes(text) ? null : "not-a-choice";
  return checks[field.kind](text);
}

const checks: Readonly<Record<FieldKind, (text: string) => FieldError | null>> = {
  text: () => null,
  "long-text": () => null,
  email: (text) => (/^[^\s@,;<>"]+@[^\s@,;<>"]+\.[^\s@,;<>".]{2,}$/.test(text) ? null : "not-an-email"),
  phone: (text) => (/^\+?[\d .()-]{6,}$/.test(text) && digits(text) >= 6 ? null : "not-a-phone"),
  date: (text) => (isDate(text) ? null : "not-a-date"),
  number: (text) => (/^\d{1,9}$/.test(text) ? null : "not-a-number"),
  "yes-no": (text) => (text === "yes" || text === "no" ? null : "not-a-choice"),
  finess: finessError,
  siren: (text) => (isLuhnNumber(bare(text), 9) ? null : "siren-key"),
  siret: (text) => (isSiret(bare(text)) ? null : "siret-key"),
  department: (text) => (/^(\d{2}|2[AB]|97[1-6])$/.test(text) && text !== "00" ? null : "department-unknown"),
  url: (text) => (URL.canParse(text) && /^https?:/.test(text) ? null : "not-a-url"),
};

function finessError(text: string): FieldError | null {
  const number = bare(text).toUpperCase();
  if (!isFiness(number)) return "finess-form";
  return hasFinessKey(number) ? null : "finess-key";
}

/** Numbers are read aloud and printed in groups: spaces and points between the digits mean nothing. */
function bare(text: string): string {
  return text.replace(/[\s.\u00a0\u202f]/g, "");
}

function digits(text: string): number {
  return text.replace(/\D/g, "").length;
}

function isDate(text: string): boolean {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!parts) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

function isLuhnNumber(text: string, length: number): boolean {
  return text.length === length && /^\d+$/.test(text) && luhnSum(text) % 10 === 0;
}

/** La Poste's establishments may have a digit sum that is a multiple of five instead (onboarding §7.3). */
function isSiret(text: string): boolean {
  if (isLuhnNumber(text, 14)) return true;
  if (!/^356000000\d{5}$/.test(text)) return false;
  return [...text].reduce((sum, digit) => sum + Number(digit), 0) % 5 === 0;
}

function luhnSum(text: string): number {
  return [...text].reduceRight((sum, digit, index) => {
    const weighed = Number(digit) * ((text.length - index) % 2 === 0 ? 2 : 1);
    return sum + (weighed > 9 ? weighed - 9 : weighed);
  }, 0);
}
