import type { Closing, Reactivable } from "../../../domain/beds/register.ts";
import type { Stamp } from "../../../domain/time/stamp.ts";
import type { Table } from "../../../wire/csv/read-table.ts";
import { isNoData, parseYesNo, readCode, readCount, readUnit, readWhen, warnLookAlikes } from "./cells.ts";
import { type ClosingField, closingFields, foldWord } from "./fields.ts";
import { type LineReader, openSheet } from "./line-reader.ts";
import { endOfLastDay, isNoEnd } from "./sheet-date.ts";
import type { SheetReading, SheetSettings } from "./sheet-issue.ts";

type Reader = LineReader<ClosingField>;

/** Causes that a closing may carry; free text is not kept, since people write names in it (DESIGN §6). */
type ClosingCause = "works" | "staff" | "disinfection" | "equipment" | "isolation" | "season" | "other";

const causeStems: readonly (readonly [string, ClosingCause])[] = [
  ...["travaux", "works", "renovation"].map((stem) => [stem, "works"] as const),
  ...["personnel", "effectif", "staff", "rh", "absence"].map((stem) => [stem, "staff"] as const),
  ...["desinfection", "disinfection", "nettoyage", "cleaning"].map((stem) => [stem, "disinfection"] as const),
  ...["materiel", "equipement", "equipment", "panne", "technique"].map(
    (stem) => [stem, "equipment"] as const,
  ),
  ...["isolement", "isolation", "bmr", "bhre"].map((stem) => [stem, "isolation"] as const),
  ...["saison", "season", "ete", "conges", "vacances", "summer"].map((stem) => [stem, "season"] as const),
  ...["autre", "other", "divers"].map((stem) => [stem, "other"] as const),
];

function readCause(reader: Reader): ClosingCause | undefined {
  const text = reader.text("cause");
  if (text === "" || isNoData(text)) return undefined;
  const word = foldWord(text);
  const known = causeStems.find(([stem]) => word.startsWith(stem))?.[1];
  // The text itself stays out of the issue too.
  if (known === undefined) reader.warn("sheet.cause-not-kept", "cause", { value: "" });
  return known ?? "other";
}

function readPeriod(reader: Reader, zone: string): { from?: Stamp; to?: Stamp } {
  const from = readWhen(reader, "from", zone, { required: true });
  const last = readWhen(reader, "to", zone);
  const reopens = readWhen(reader, "reopens", zone);
  const end = reopens ?? (last === undefined ? undefined : endOfLastDay(last, zone));
  const to = end === undefined || isNoEnd(end) ? undefined : end;
  if (from && to && to.ms <= from.ms) reader.refuse("sheet.dates-reversed", reopens ? "reopens" : "to");
  return { ...(from ? { from } : {}), ...(to ? { to } : {}) };
}

/** How many of the closed beds can be reopened; `undefined` when nobody said. */
function readReactivables(reader: Reader, count: number): number | undefined {
  const text = reader.text("reactivable");
  if (/[a-z]/i.test(text) && !isNoData(text)) {
    const yes = parseYesNo(text);
    if (yes === undefined) reader.refuse("sheet.word-unknown", "reactivable");
    return yes ? count : 0;
  }
  const number = readCount(reader, "reactivable");
  if (number !== undefined && number > count) reader.refuse("sheet.reactivable-over-count", "reactivable");
  return number;
}

/** Beds named or counted by one line; a count of 0 is no closing. */
function readBeds(reader: Reader): { room?: string; bed?: string; count: number } | undefined {
  const room = readCode(reader, "room");
  const bed = readCode(reader, "bed");
  const typed = readCount(reader, "count", { required: bed === undefined });
  if (bed !== undefined && room === undefined) reader.refuse("sheet.bed-without-room", "bed");
  if (bed !== undefined && typed !== undefined && typed !== 1) {
    reader.refuse("sheet.named-bed-count", "count");
  }
  const count = bed === undefined ? typed : 1;
  if (count === undefined) return undefined;
  return { count, ...(room === undefined ? {} : { room }), ...(bed === undefined ? {} : { bed }) };
}

function splitByReactivable(count: number, reactivables: number | undefined): [Reactivable, number][] {
  if (reactivables === undefined) return [["unknown", count]];
  const parts: [Reactivable, number][] = [
    ["yes", reactivables],
    ["no", count - reactivables],
  ];
  return parts.filter(([, part]) => part > 0);
}

function readLine(reader: Reader, settings: SheetSettings<ClosingField>): Closing[] {
  const unit = readUnit(reader, settings.codePadLength);
  const beds = readBeds(reader);
  const { from, to } = readPeriod(reader, settings.zone);
  const reactivables = beds === undefined ? undefined : readReactivables(reader, beds.count);
  if (reader.refused() || unit === undefined || beds === undefined || from === undefined) return [];
  if (beds.count === 0) {
    reader.warn("sheet.closing-of-none", "count");
    return [];
  }
  const cause = readCause(reader);
  return splitByReactivable(beds.count, reactivables).map(([reactivable, count]) => ({
    unit,
    ...beds,
    count,
    reactivable,
    from,
    ...(to === undefined ? {} : { to }),
    ...(cause === undefined ? {} : { cause }),
  }));
}

/**
 * Closings: `UF;[CHAMBRE;LIT];NOMBRE;REACTIVABLES;DU;AU;MOTIF`, the content that ies Sud asks for (input-side
 * §1.1).
 *
 * `REACTIVABLES` is how many of the closed beds can be reopened: a line gives up to two records, one per kind;
 * empty means unknown. `AU` without an hour is the last closed day; empty or from 2099 on: until further notice.
 * `DATE_REOUVERTURE` instead is the moment of reopening. `cause` is one of `ClosingCause`.
 */
export function readClosings(table: Table, settings: SheetSettings<ClosingField>): SheetReading<Closing> {
  const { log, columns, lines } = openSheet(table, closingFields, settings);
  if (columns && !columns.has("count") && !columns.has("bed")) {
    log.refuse(0, "sheet.column-missing", { column: closingFields.count.title });
    return { records: [], issues: log.list() };
  }
  const lineByClosing = new Map<string, number>();
  const seen: { reader: Reader; unit: string }[] = [];
  const records: Closing[] = [];
  for (const reader of lines) {
    const closings = readLine(reader, settings);
    const [first] = closings;
    if (!first) continue;
    const key = JSON.stringify(closings.map((closing) => [closing, closing.from.ms]));
    const otherLine = lineByClosing.get(key);
    if (otherLine !== undefined) {
      reader.refuse("sheet.duplicate-closing", undefined, { otherLine });
      continue;
    }
    lineByClosing.set(key, reader.line);
    seen.push({ reader, unit: first.unit });
    records.push(...closings);
  }
  warnLookAlikes(seen);
  return { records, issues: log.list() };
}
