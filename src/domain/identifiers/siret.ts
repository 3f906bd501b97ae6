import { passesLuhn } from "./luhn.ts";

const form = /^\d{14}$/;
/** Its establishments may have, instead of the key, digits whose sum five divides (onboarding §7.3). */
const laPoste = "356000000";

/**
 * True for fourteen digits, the form of a SIRET number (onboarding §7.3). The key is not verified. Numbers of Monaco,
 * which may hold letters, are not of this form: no region of the ROR covers them (onboarding §4).
 */
export function isSiret(text: string): boolean {
  return form.test(text);
}

/** True for a SIRET number with its Luhn key, or one of La Poste with its own rule. False for what is no SIRET number. */
export function hasSiretKey(text: string): boolean {
  if (!isSiret(text)) return false;
  return passesLuhn(text) || (sirenOf(text) === laPoste && digitSum(text) % 5 === 0);
}

/** The SIREN number that a SIRET number begins with. */
export function sirenOf(siret: string): string {
  return siret.slice(0, 9);
}

function digitSum(digits: string): number {
  return [...digits].reduce((sum, digit) => sum + Number(digit), 0);
}
