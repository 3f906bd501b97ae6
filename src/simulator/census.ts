import { hl7Text } from "../domain/time/stamp.ts";
import type { HospitalModel } from "./hospital.ts";
import { sheet } from "./hospital-sheets.ts";
import type { CensusEntry } from "./story.ts";

/** `census-YYYYMMDDHHMM.csv`, local time of the hospital. */
export function censusName(hospital: HospitalModel): string {
  return `census-${hl7Text(hospital.startMs, hospital.zone).slice(0, 12)}.csv`;
}

/** Everybody present, one line each: `UF;CHAMBRE;LIT;IPP;VENUE;SEXE;CLASSE;PERMISSION;NOUVEAU_NE;SORTIE_PREVUE`. */
export function censusSheet(entries: readonly CensusEntry[]): string {
  const headings = [
    "UF",
    "CHAMBRE",
    "LIT",
    "IPP",
    "VENUE",
    "SEXE",
    "CLASSE",
    "PERMISSION",
    "NOUVEAU_NE",
    "SORTIE_PREVUE",
  ];
  const rows = entries.map((entry) => [
    entry.unit,
    entry.room,
    entry.bed,
    entry.ipp,
    entry.visit,
    entry.sex,
    entry.patientClass,
    "NON",
    "NON",
    entry.expectedOut,
  ]);
  return sheet(headings, rows);
}
