import type { CensusLine, Sex } from "../../../domain/movements/fact.ts";
import type { Stamp } from "../../../domain/time/stamp.ts";
import type { Table } from "../../../wire/csv/read-table.ts";
import { isNoData, parseYesNo, readCode, readUnit, warnLookAlikes } from "./cells.ts";
import { type CensusField, censusFields, foldWord } from "./fields.ts";
import { type LineReader, type OpenSheet, openSheet } from "./line-reader.ts";
import { readSheetStamp } from "./sheet-date.ts";
import type { DatedSheetSettings, SheetReading } from "./sheet-issue.ts";

type Reader = LineReader<CensusField>;
type Settings = DatedSheetSettings<CensusField>;

/** Patient numbers in `records` are as the hospital writes them; the caller hashes them before any storage. */
export interface CensusReading extends SheetReading<CensusLine> {
  /** Absent: the file was refused. */
  readonly at?: Stamp;
  /** Units with at least one refused line: who is not listed there may well be there. */
  readonly incompleteUnits: readonly string[];
  /** `false`: a refused line does not even tell its unit, so no unit is known to be complete. */
  readonly unitsKnown: boolean;
}

const NUMBER_MAX_CHARS = 50;

const sexWords: ReadonlyMap<string, Sex> = new Map([
  ...["f", "femme", "feminin", "female"].map((word) => [word, "F"] as const),
  ...["h", "m", "homme", "masculin", "male"].map((word) => [word, "M"] as const),
  ...["u", "i", "inconnu", "indetermine", "unknown"].map((word) => [word, "U"] as const),
]);

/** A doubtful word never costs a line: a patient left out would be a bed wrongly free. */
function orIgnored<T>(
  reader: Reader,
  field: CensusField,
  read: (text: string) => T | undefined,
): T | undefined {
  const text = reader.text(field);
  if (text === "" || isNoData(text)) return undefined;
  const value = read(text);
  if (value === undefined) reader.warn("sheet.census-value-ignored", field);
  return value;
}

/** Drops members without a value: a missing member says nothing. */
function present<T extends object>(members: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const entries = Object.entries(members).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [K in keyof T]?: Exclude<T[K], undefined> };
}

function readPatientLine(reader: Reader, unit: string | undefined, zone: string): CensusLine | undefined {
  const patient = readCode(reader, "patient", { required: true, maxChars: NUMBER_MAX_CHARS });
  const visit = readCode(reader, "visit", { maxChars: NUMBER_MAX_CHARS });
  const room = readCode(reader, "room");
  const bed = readCode(reader, "bed");
  if (reader.refused() || unit === undefined || patient === undefined) return undefined;
  const patientClass = orIgnored(reader, "patientClass", (text) =>
    /^[A-Za-z]$/.test(text) ? text.toUpperCase() : undefined,
  );
  return {
    patient,
    unit,
    ...present({
      visit,
      room,
      bed,
      patientClass,
      sex: orIgnored(reader, "sex", (text) => sexWords.get(foldWord(text))),
      onLeave: orIgnored(reader, "onLeave", parseYesNo),
      newborn: orIgnored(reader, "newborn", parseYesNo),
      expectedOut: orIgnored(reader, "expectedOut", (text) => readSheetStamp(text, zone)),
    }),
  };
}

/** `census-YYYYMMDDHHMM.csv`, seconds optional. */
function fileNameStamp(fileName: string, zone: string): Stamp | undefined {
  const digits = /(?<!\d)(20\d{10}(?:\d{2})?)(?!\d)/.exec(fileName)?.[1];
  return digits === undefined ? undefined : readSheetStamp(digits, zone);
}

/** The one time of the census: its column, equal on all lines that give it, else the file name. */
function censusTime(sheet: OpenSheet<CensusField>, fileName: string, settings: Settings): Stamp | undefined {
  const { log, lines } = sheet;
  const dated = lines.filter((reader) => reader.text("at") !== "");
  const [first] = dated;
  const column = first?.column("at");
  const detail = column === undefined ? {} : { column };
  let at = first === undefined ? fileNameStamp(fileName, settings.zone) : undefined;
  if (first !== undefined) {
    at = readSheetStamp(first.text("at"), settings.zone);
    const other = dated.find((reader) => readSheetStamp(reader.text("at"), settings.zone)?.ms !== at?.ms);
    if (at !== undefined && other !== undefined) {
      log.refuse(0, "sheet.census-times-differ", { ...detail, otherLine: other.line });
      return undefined;
    }
  }
  if (at === undefined || at.dateOnly) {
    // A day is not a moment: patients move within it.
    log.refuse(0, first === undefined || at ? "sheet.census-time-missing" : "sheet.date-invalid", detail);
    return undefined;
  }
  if (at.ms > settings.nowMs) log.refuse(0, "sheet.date-future", { ...detail, value: at.text });
  else if (settings.ageLimitMs !== undefined && settings.nowMs - at.ms > settings.ageLimitMs) {
    log.refuse(0, "sheet.date-too-old", { ...detail, value: at.text });
  } else return at;
  return undefined;
}

/** Tells collisions; returns `false` for a line repeated as it is, which counts once. */
function collisionCheck(): (reader: Reader, line: CensusLine) => boolean {
  const lineByText = new Map<string, number>();
  const lineByPatient = new Map<string, number>();
  const lineByBed = new Map<string, number>();
  const first = (map: Map<string, number>, key: string, line: number): number | undefined => {
    const known = map.get(key);
    if (known === undefined) map.set(key, line);
    return known;
  };
  return (reader, line) => {
    const same = first(lineByText, JSON.stringify(line), reader.line);
    if (same !== undefined) {
      reader.warn("sheet.census-line-repeated", undefined, { otherLine: same });
      return false;
    }
    const patient = first(lineByPatient, JSON.stringify([line.patient, line.newborn ?? false]), reader.line);
    if (patient !== undefined) {
      reader.warn("sheet.census-patient-twice", undefined, { otherLine: patient });
    }
    if (line.room === undefined || line.bed === undefined) return true;
    const bed = first(lineByBed, JSON.stringify([line.unit, line.room, line.bed]), reader.line);
    if (bed !== undefined) reader.warn("sheet.census-same-bed", undefined, { otherLine: bed });
    return true;
  };
}

/**
 * A census: `UF;CHAMBRE;LIT;IPP;VENUE;SEXE;CLASSE` and optionally `PERMISSION;NOUVEAU_NE;SORTIE_PREVUE`, everybody
 * present at one time (column `DATE_CENSUS` or `MAJ`, equal on all lines, else the digits of the file name).
 *
 * Only a missing unit or patient number, or an unreadable code, refuses a line; other doubtful cells are ignored
 * with a warning, because a patient left out would be a bed wrongly free. Units with a refused line are listed as
 * incomplete. No issue ever shows a value of the sheet (DESIGN §6).
 */
export function readCensus(table: Table, settings: Settings, fileName = ""): CensusReading {
  const sheet = openSheet(table, censusFields, settings, false);
  const { log, lines, unreadable } = sheet;
  const at = sheet.columns === undefined ? undefined : censusTime(sheet, fileName, settings);
  if (at === undefined) return { records: [], issues: log.list(), incompleteUnits: [], unitsKnown: false };
  const records: CensusLine[] = [];
  const incomplete = new Set<string>();
  const seen: { reader: Reader; unit: string }[] = [];
  const isNew = collisionCheck();
  let unitsKnown = unreadable === 0;
  for (const reader of lines) {
    const unit = readUnit(reader, settings.codePadLength);
    const line = readPatientLine(reader, unit, settings.zone);
    if (line !== undefined) {
      seen.push({ reader, unit: line.unit });
      if (isNew(reader, line)) records.push(line);
      continue;
    }
    reader.warn("sheet.census-unit-incomplete");
    if (unit === undefined) unitsKnown = false;
    else incomplete.add(unit);
  }
  warnLookAlikes(seen);
  return { records, at, incompleteUnits: [...incomplete], unitsKnown, issues: log.list() };
}
