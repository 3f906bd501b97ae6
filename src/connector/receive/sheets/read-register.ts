import type { Reactivable, RegisterBed } from "../../../domain/beds/register.ts";
import type { Stamp } from "../../../domain/time/stamp.ts";
import type { Table } from "../../../wire/csv/read-table.ts";
import { isNoData, parseYesNo, readCode, readUnit, readWhen, warnLookAlikes } from "./cells.ts";
import { foldWord, type RegisterField, registerFields } from "./fields.ts";
import { type LineReader, openSheet } from "./line-reader.ts";
import { endOfLastDay, isNoEnd } from "./sheet-date.ts";
import type { SheetReading, SheetSettings } from "./sheet-issue.ts";

type Reader = LineReader<RegisterField>;

const openWords = new Set(["ouvert", "ouverte", "open"]);
const closedWords = new Set(["ferme", "fermee", "closed"]);
const genderWords: ReadonlyMap<string, "F" | "M" | "either"> = new Map([
  ...["f", "femme", "femmes", "female", "women"].map((word) => [word, "F"] as const),
  ...["h", "m", "homme", "hommes", "male", "men"].map((word) => [word, "M"] as const),
  ...["indifferent", "indif", "mixte", "either", "mixed"].map((word) => [word, "either"] as const),
]);

/** Single letters are not read: `O` and `F` mean other things in HL7 table 0116. */
function readState(reader: Reader): boolean | undefined {
  const word = foldWord(reader.text("state"));
  if (openWords.has(word)) return true;
  if (closedWords.has(word)) return false;
  reader.refuse(reader.text("state") === "" ? "sheet.cell-missing" : "sheet.word-unknown", "state");
  return undefined;
}

function readReactivable(reader: Reader): Reactivable {
  const text = reader.text("reactivable");
  if (text === "" || isNoData(text)) return "unknown";
  const yes = parseYesNo(text);
  if (yes === undefined) reader.refuse("sheet.word-unknown", "reactivable");
  return yes ? "yes" : "no";
}

function readGender(reader: Reader): RegisterBed["gender"] {
  const text = reader.text("gender");
  if (text === "") return undefined;
  const gender = genderWords.get(foldWord(text));
  if (gender === undefined) reader.refuse("sheet.word-unknown", "gender");
  return gender;
}

function readPeriod(reader: Reader, zone: string): { from?: Stamp; to?: Stamp } {
  const from = readWhen(reader, "from", zone);
  const last = readWhen(reader, "to", zone);
  const to = last === undefined || isNoEnd(last) ? undefined : endOfLastDay(last, zone);
  if (from && to && to.ms <= from.ms) reader.refuse("sheet.dates-reversed", "to");
  return { ...(from ? { from } : {}), ...(to ? { to } : {}) };
}

function readBed(reader: Reader, settings: SheetSettings<RegisterField>): RegisterBed | undefined {
  const unit = readUnit(reader, settings.codePadLength);
  const room = readCode(reader, "room", { required: true });
  const bed = readCode(reader, "bed", { required: true });
  const open = readState(reader);
  const reactivable = open === false ? readReactivable(reader) : undefined;
  const gender = readGender(reader);
  const period = readPeriod(reader, settings.zone);
  if (reader.refused()) return undefined;
  if (unit === undefined || room === undefined || bed === undefined || open === undefined) return undefined;
  const unitLabel = reader.text("label").replace(/\s+/g, " ");
  return {
    unit,
    room,
    bed,
    open,
    ...(unitLabel === "" ? {} : { unitLabel }),
    ...(reactivable === undefined ? {} : { reactivable }),
    ...(gender === undefined ? {} : { gender }),
    ...period,
  };
}

/**
 * The bed register: `UF;LIBELLE_UF;CHAMBRE;LIT;ETAT` and optionally `REACTIVABLE;GENRE;DU;AU`.
 *
 * A bed is unit + room + bed (hl7-pam-fr §9); the first line of a bed is kept, a second one refused. `AU` without
 * an hour is the last day, so `to` is the midnight that ends it; a year from 2099 on means no end. Codes keep
 * their case and their zeros.
 */
export function readRegister(
  table: Table,
  settings: SheetSettings<RegisterField>,
): SheetReading<RegisterBed> {
  const { log, lines } = openSheet(table, registerFields, settings);
  const lineByBed = new Map<string, number>();
  const seen: { reader: Reader; unit: string }[] = [];
  const records: RegisterBed[] = [];
  for (const reader of lines) {
    const bed = readBed(reader, settings);
    if (!bed) continue;
    const key = JSON.stringify([bed.unit, bed.room, bed.bed]);
    const otherLine = lineByBed.get(key);
    if (otherLine !== undefined) {
      const value = `${bed.unit}/${bed.room}/${bed.bed}`;
      reader.refuse("sheet.duplicate-bed", undefined, { value, otherLine });
      continue;
    }
    lineByBed.set(key, reader.line);
    seen.push({ reader, unit: bed.unit });
    records.push(bed);
  }
  warnLookAlikes(seen);
  return { records, issues: log.list() };
}
