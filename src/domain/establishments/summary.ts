import type { EstablishmentFact } from "../journey/facts.ts";
import { departmentOfFiness, readDepartment } from "../regions/departments.ts";
import { regionByCode, regionOfDepartment } from "../regions/regions.ts";
import { comparable, normaliseLine } from "./normalise.ts";

/** A list in figures. */
export interface ListSummary {
  readonly lines: number;
  /** Distinct geographic entities; lines without an EG count one each. */
  readonly establishments: number;
  /** Distinct legal entities, by EJ or else by name. */
  readonly legalEntities: number;
  /** Sum of the places that can be read. */
  readonly places: number;
  /** Lines of each region, by code; `""`: no region can be deduced. */
  readonly byRegion: ReadonlyMap<string, number>;
}

export function summarise(lines: readonly EstablishmentFact[]): ListSummary {
  const all = lines.map((typed) => normaliseLine(typed).line);
  const legalEntities = new Set(all.map(legalEntityKey));
  legalEntities.delete("");
  const byRegion = new Map<string, number>();
  for (const line of all) {
    const region = regionOfLine(line);
    byRegion.set(region, (byRegion.get(region) ?? 0) + 1);
  }
  return {
    lines: all.length,
    establishments: new Set(all.map((line) => line.finessEg || `without ${line.id}`)).size,
    legalEntities: legalEntities.size,
    places: all.reduce((sum, { places }) => sum + (/^\d{1,9}$/.test(places) ? Number(places) : 0), 0),
    byRegion,
  };
}

/**
 * The region whose GRADeS a line is routed to: that of its department, typed or read from the EG; else the region
 * typed; `""` when neither says (onboarding §4).
 */
export function regionOfLine(typed: EstablishmentFact): string {
  const { line } = normaliseLine(typed);
  const department = readDepartment(line.department) ?? departmentOfFiness(line.finessEg);
  const deduced = department === undefined ? undefined : regionOfDepartment(department);
  return deduced?.code ?? (department === undefined ? regionByCode(line.region)?.code : undefined) ?? "";
}

function legalEntityKey(line: EstablishmentFact): string {
  return line.finessEj === "" ? comparable(line.legalEntityName) : line.finessEj;
}
