import {
  fictiville,
  inventedFiness,
  type fictiville as Line,
} from "../../src/domain/establishments/test-support/lines.ts";
import { emptyFacts } from "../../src/domain/journey/test-support/facts.ts";
import { listAsCsv } from "../../src/portal/establishments/write-list.ts";

type EstablishmentLine = ReturnType<typeof Line>;

/** A department with the code of its region (TRE_R30) and its name as the certificates write it. */
export interface Place {
  readonly department: string;
  readonly region: string;
  readonly written: string;
}

export const meurthe: Place = { department: "54", region: "44", written: "Meurthe-et-Moselle (54)" };
export const garonne: Place = { department: "31", region: "76", written: "Haute-Garonne (31)" };

/** An invented establishment of its own legal entity at this place. */
export function establishment(place: Place, rank: number, name: string): EstablishmentLine {
  return fictiville(rank, {
    department: place.department,
    region: place.region,
    name,
    legalEntityName: name,
    finessEj: inventedFiness(place.department, rank + 500),
    finessEg: inventedFiness(place.department, rank),
  });
}

/** A list of establishments as a spreadsheet program saves it. */
export function listFile(lines: readonly EstablishmentLine[]): string {
  return Buffer.from(
    listAsCsv({ lines: [...lines], modalityFacts: emptyFacts(), language: "fr" }),
  ).toString();
}
