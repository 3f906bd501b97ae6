import data from "../../../spec/regions/regions.json" with { type: "json" };
import type { RegionModality } from "../journey/facts.ts";

/** The regional e-health body of a region, as public sources name it (onboarding §4). */
export interface Grades {
  readonly name: string;
  readonly confidence: string;
  readonly source: string | null;
  readonly note: string | null;
}

/** A region that is a source of ROR data. `code` is that of TRE_R30-RegionOM, which also stands for its GRADeS. */
export interface Region {
  readonly code: string;
  readonly name: string;
  /** INSEE codes: `01` … `95`, `2A`, `2B`, `971` … `976`. */
  readonly departments: readonly string[];
  /** `null`: no source names one; the regional health agency (ARS) is to be asked. */
  readonly grades: Grades | null;
}

/** The eighteen regions in the order of their codes (JDV_J237-RegionOM-ROR). */
export const regions: readonly Region[] = data.regions.map(({ code, name, departments, grades }) => ({
  code,
  name,
  departments,
  grades,
}));

/** Departments outside the eighteen codes: whom they feed through is settled by hand (onboarding §4). */
export const routedByHand: readonly { readonly department: string; readonly name: string }[] =
  data.routedByHand;

const byCode = new Map(regions.map((region) => [region.code, region]));
const byDepartment = new Map(
  regions.flatMap((region) => region.departments.map((it) => [it, region] as const)),
);

/** The region of a code of TRE_R30-RegionOM. */
export function regionByCode(code: string): Region | undefined {
  return byCode.get(code);
}

/** The region of a department's INSEE code; nothing for codes that do not exist and for those routed by hand. */
export function regionOfDepartment(department: string): Region | undefined {
  return byDepartment.get(department);
}

/** True for the code of a department or of a territory routed by hand. */
export function isDepartment(code: string): boolean {
  return byDepartment.has(code) || routedByHand.some(({ department }) => department === code);
}

/** How a region feeds before anybody has recorded it: no public source says (onboarding §4). */
export function modalityUntilRecorded(region: string): RegionModality {
  return { region, modality: "to-be-confirmed", date: null, proof: null };
}
