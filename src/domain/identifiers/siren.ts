import { passesLuhn } from "./luhn.ts";

const form = /^\d{9}$/;

/** True for nine digits, the form of a SIREN number (onboarding §7.3). The key is not verified. */
export function isSiren(text: string): boolean {
  return form.test(text);
}

/** True for a SIREN number whose last digit is its Luhn key (onboarding §7.3). False for what is no SIREN number. */
export function hasSirenKey(text: string): boolean {
  return isSiren(text) && passesLuhn(text);
}
