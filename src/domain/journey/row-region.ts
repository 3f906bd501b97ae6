import { departmentOfFiness } from "../regions/departments.ts";
import { regionOfDepartment } from "../regions/regions.ts";
import type { AnswerRow } from "./facts.ts";
import { cell } from "./findings.ts";

/**
 * The region whose business a row is: that of its geographic establishment (onboarding §7.1). `undefined` for a row that
 * names none, or one whose number begins with no department.
 */
export function regionOfRow(row: { readonly fields: AnswerRow }): string | undefined {
  const finess = cell(row, "finess-eg")
    .replace(/[\s.\u00a0\u202f]/g, "")
    .toUpperCase();
  return regionOfDepartment(departmentOfFiness(finess) ?? "")?.code;
}
