import type { UnitFigures } from "../../../domain/beds/register.ts";
import type { Stamp } from "../../../domain/time/stamp.ts";
import type { Table } from "../../../wire/csv/read-table.ts";
import { parseCount, readCount, readUnit, readWhen, warnLookAlikes } from "./cells.ts";
import { type FigureField, figureFields } from "./fields.ts";
import { type LineReader, openSheet } from "./line-reader.ts";
import type { DatedSheetSettings, SheetReading } from "./sheet-issue.ts";

type Reader = LineReader<FigureField>;
type Settings = DatedSheetSettings<FigureField>;
type Closed = Pick<UnitFigures, "closedReactivable" | "closedNotReactivable" | "closedUnknown">;

const closedFields = ["closed", "closedReactivable", "closedNotReactivable"] as const;

/** Closed beds by kind. A total without its parts is unknown; both parts need no total; nothing at all refuses. */
function readClosed(reader: Reader): Closed | undefined {
  const total = readCount(reader, "closed");
  const yes = readCount(reader, "closedReactivable");
  const no = readCount(reader, "closedNotReactivable");
  const parts = (yes ?? 0) + (no ?? 0);
  if (total === undefined && (yes === undefined || no === undefined)) {
    // A wrong number is told already; here only what nobody entered.
    const blank = closedFields.find(
      (field) => reader.has(field) && ["empty", "no-data"].includes(parseCount(reader.text(field)).kind),
    );
    if (blank) reader.refuse(reader.text(blank) === "" ? "sheet.cell-missing" : "sheet.no-data", blank);
    return undefined;
  }
  if (total !== undefined && parts > total) {
    reader.refuse("sheet.closed-parts-over-total", "closed", {
      value: `${yes ?? 0} + ${no ?? 0} > ${total}`,
    });
    return undefined;
  }
  return {
    closedReactivable: yes ?? 0,
    closedNotReactivable: no ?? 0,
    closedUnknown: total === undefined ? 0 : total - parts,
  };
}

/** When the figures were true; never after now, never older than the limit. */
function readTime(reader: Reader, settings: Settings): Stamp | undefined {
  const at = readWhen(reader, "at", settings.zone, { required: true });
  if (at === undefined) return undefined;
  if (at.ms > settings.nowMs) reader.refuse("sheet.date-future", "at");
  else if (settings.ageLimitMs !== undefined && settings.nowMs - at.ms > settings.ageLimitMs) {
    reader.refuse("sheet.date-too-old", "at");
  } else if (at.dateOnly) reader.warn("sheet.date-without-hour", "at");
  return at;
}

/** The sums of bed-indicators §5, checks 1 and 2; each is refused with the numbers shown. */
function checkSums(reader: Reader, figures: Partial<UnitFigures>, closed: Closed | undefined): void {
  const { installed, freeF, freeM, freeEither, occupied, reserved } = figures;
  if (installed === undefined) return;
  if (occupied !== undefined && occupied > installed) {
    reader.refuse("sheet.occupied-over-installed", "occupied", { value: `${occupied} > ${installed}` });
  }
  if (closed === undefined) return;
  const shut = closed.closedReactivable + closed.closedNotReactivable + closed.closedUnknown;
  if (shut > installed) {
    reader.refuse("sheet.closed-over-installed", undefined, { value: `${shut} > ${installed}` });
    return;
  }
  if (freeF === undefined || freeM === undefined || freeEither === undefined) return;
  // Already told, and the sum would only repeat it.
  if (occupied !== undefined && occupied > installed) return;
  const free = freeF + freeM + freeEither;
  const used = [free, ...(occupied === undefined ? [] : [occupied]), ...(reserved ? [reserved] : [])];
  if (used.reduce((sum, part) => sum + part, 0) > installed - shut) {
    const value = `${used.join(" + ")} > ${installed} − ${shut}`;
    reader.refuse("sheet.sum-over-open", undefined, { value });
  }
}

function readUnitLine(reader: Reader, settings: Settings, unit: string | undefined): UnitFigures | undefined {
  const installed = readCount(reader, "installed", { required: true });
  const closed = readClosed(reader);
  const occupied = readCount(reader, "occupied");
  const reserved = readCount(reader, "reserved");
  const freeF = readCount(reader, "freeF", { required: true });
  const freeM = readCount(reader, "freeM", { required: true });
  const freeEither = readCount(reader, "freeEither", { required: true });
  const at = readTime(reader, settings);
  const known = { installed, freeF, freeM, freeEither, occupied, reserved };
  const figures = Object.fromEntries(Object.entries(known).filter(([, count]) => count !== undefined));
  checkSums(reader, figures, closed);
  if ((readCount(reader, "extra") ?? 0) > 0) reader.warn("sheet.extra-not-used", "extra");
  if (reader.refused() || unit === undefined || closed === undefined || at === undefined) return undefined;
  if (installed === undefined || freeF === undefined || freeM === undefined || freeEither === undefined) {
    return undefined;
  }
  return { unit, installed, freeF, freeM, freeEither, ...figures, ...closed, at };
}

/** A unit on two lines: nobody can tell which one is right, so none is kept. */
function refuseRepeated(readers: readonly { reader: Reader; unit: string }[]): void {
  const byUnit = Map.groupBy(readers, ({ unit }) => unit);
  for (const [unit, group] of byUnit) {
    group.forEach(({ reader }, index) => {
      const other = group[index === 0 ? 1 : 0];
      if (other) {
        reader.refuse("sheet.duplicate-unit", "unit", { value: unit, otherLine: other.reader.line });
      }
    });
  }
}

/**
 * Plain figures per unit: `UF;LITS_INSTALLES;LITS_FERMES;OCCUPES;DISPO_F;DISPO_H;DISPO_INDIFFERENT;MAJ`; instead of
 * or beside `LITS_FERMES` its parts `FERMES_REACTIVABLES;FERMES_NON_REACTIVABLES`.
 *
 * Installed, closed and free figures and the date are required: empty or `N/C` is "no data", never 0, and refuses
 * the line (input-side §1.1). Occupied and reserved may be missing. The sums must hold (bed-indicators §5). The
 * date is that of the figures in the source, not of the reading.
 */
export function readFigures(table: Table, settings: Settings): SheetReading<UnitFigures> {
  const { log, columns, lines } = openSheet(table, figureFields, settings);
  const bothParts = columns?.has("closedReactivable") && columns.has("closedNotReactivable");
  if (columns && !columns.has("closed") && !bothParts) {
    log.refuse(0, "sheet.column-missing", { column: figureFields.closed.title });
    return { records: [], issues: log.list() };
  }
  const named = lines.map((reader) => ({ reader, unit: readUnit(reader, settings.codePadLength) }));
  const seen = named.flatMap(({ reader, unit }) => (unit === undefined ? [] : [{ reader, unit }]));
  refuseRepeated(seen);
  const records = named.flatMap(({ reader, unit }) => readUnitLine(reader, settings, unit) ?? []);
  warnLookAlikes(seen);
  return { records, issues: log.list() };
}
