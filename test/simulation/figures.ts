import type { OracleFigures } from "../support/oracle.ts";

/** Keys of the rows, written here from the published code lists. */
const keys: Readonly<Record<keyof OracleFigures, string>> = {
  INST: "01/01/-/-/-/-/01",
  DISP_F: "02/01/01/-/-/-/01",
  DISP_H: "02/01/02/-/-/-/01",
  DISP_X: "02/01/04/-/-/-/01",
  OCC: "03/01/-/-/-/-/01",
  RES: "04/01/-/-/-/-/01",
  FERM_IND: "05/01/-/03/-/-/01",
};

/** Every row that a place of beds should hold; closed beds known to reopen or not, and extra beds, are 0 here. */
export function figuresOf(figures: OracleFigures | undefined): ReadonlyMap<string, number> {
  const rows = new Map<string, number>([
    ["05/01/-/01/-/-/01", 0],
    ["05/01/-/02/-/-/01", 0],
    ["06/01/-/-/01/-/01", 0],
  ]);
  for (const [name, count] of Object.entries(figures ?? {}))
    rows.set(keys[name as keyof OracleFigures], count);
  return rows;
}

/** Where two sets of rows differ, in words. */
export function differences(
  what: string,
  actual: ReadonlyMap<string, number>,
  expected: ReadonlyMap<string, number>,
): string[] {
  return [...new Set([...actual.keys(), ...expected.keys()])]
    .filter((key) => actual.get(key) !== expected.get(key))
    .map((key) => `${what}: ${key} is ${actual.get(key)} instead of ${expected.get(key)}`);
}
