import { isFiness } from "../identifiers/finess.ts";
import { isDepartment } from "./regions.ts";

/**
 * The department that the beginning of a FINESS number names: its two characters; overseas 97, any character, then the
 * digit of the territory; 98 for Mayotte (onboarding §7.1). Nothing when the text is no FINESS number or begins with no
 * department, as test numbers do.
 */
export function departmentOfFiness(finess: string): string | undefined {
  if (!isFiness(finess)) return undefined;
  if (finess.startsWith("98")) return "976";
  const code = finess.startsWith("97") ? `97${finess.charAt(3)}` : finess.slice(0, 2);
  return isDepartment(code) ? code : undefined;
}

/** What people write before or instead of a department's code: `1`, `01 - Ain`, `2a`, `(54)`. */
const written = /^\(?(2[ab]|97\d|\d{1,2})\)?(?![\da-z])/i;

/**
 * The code of a department as it was typed: a lost zero is put back, letters are made capitals, a name after the code
 * is left out. Nothing when the text does not begin with the code of a department; `20` names none of the two of
 * Corsica.
 */
export function readDepartment(text: string): string | undefined {
  const code = written.exec(text.trim())?.[1]?.toUpperCase().padStart(2, "0");
  return code !== undefined && isDepartment(code) ? code : undefined;
}
