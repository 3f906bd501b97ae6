import type { Closing, RegisterBed, UnitFigures } from "../../../domain/beds/register.ts";
import { readTable, type Table, type TableSettings } from "../../../wire/csv/read-table.ts";
import { detectSheetKind } from "./detect-kind.ts";
import type { CensusField, ClosingField, FigureField, RegisterField } from "./fields.ts";
import { type CensusReading, readCensus } from "./read-census.ts";
import { readClosings } from "./read-closings.ts";
import { readFigures } from "./read-figures.ts";
import { readRegister } from "./read-register.ts";
import { isFileRefused, type SheetIssue, type SheetKind, type SheetReading } from "./sheet-issue.ts";
import { sheetReport } from "./sheet-report.ts";

type LocalColumns<Field extends string> = Readonly<Partial<Record<Field, string | number>>>;

export interface ReadSheetSettings extends TableSettings {
  readonly zone: string;
  readonly nowMs: number;
  /** For a census and for figures. */
  readonly ageLimitMs?: number;
  readonly codePadLength?: number;
  /** Fixes the kind; absent: found by the header. */
  readonly kind?: SheetKind;
  readonly columns?: {
    readonly register?: LocalColumns<RegisterField>;
    readonly closings?: LocalColumns<ClosingField>;
    readonly census?: LocalColumns<CensusField>;
    readonly figures?: LocalColumns<FigureField>;
  };
}

type ReadOutcome =
  | { readonly kind: "register"; readonly reading: SheetReading<RegisterBed> }
  | { readonly kind: "closings"; readonly reading: SheetReading<Closing> }
  | { readonly kind: "census"; readonly reading: CensusReading }
  | { readonly kind: "figures"; readonly reading: SheetReading<UnitFigures> };

/** A sheet that was read, good lines and issues, or a file refused as a whole; `report` is for its author. */
export type SheetOutcome = { readonly report: string } & (
  | ReadOutcome
  | { readonly kind: "refused"; readonly issues: readonly SheetIssue[] }
);

type CommonSettings = Pick<ReadSheetSettings, "zone" | "nowMs" | "ageLimitMs" | "codePadLength">;

/** Settings of one reader: the common ones and its own local columns. */
function withColumns<Field extends string>(
  settings: ReadSheetSettings,
  columns: LocalColumns<Field> | undefined,
): CommonSettings & { readonly columns?: LocalColumns<Field> } {
  const { zone, nowMs, ageLimitMs, codePadLength } = settings;
  return {
    zone,
    nowMs,
    ...(ageLimitMs === undefined ? {} : { ageLimitMs }),
    ...(codePadLength === undefined ? {} : { codePadLength }),
    ...(columns === undefined ? {} : { columns }),
  };
}

function readAs(kind: SheetKind, table: Table, fileName: string, settings: ReadSheetSettings): ReadOutcome {
  const { columns } = settings;
  switch (kind) {
    case "register":
      return { kind, reading: readRegister(table, withColumns(settings, columns?.register)) };
    case "closings":
      return { kind, reading: readClosings(table, withColumns(settings, columns?.closings)) };
    case "census":
      return { kind, reading: readCensus(table, withColumns(settings, columns?.census), fileName) };
    case "figures":
      return { kind, reading: readFigures(table, withColumns(settings, columns?.figures)) };
  }
}

function refusedFile(kind: SheetKind | undefined, issues: readonly SheetIssue[]): SheetOutcome {
  return { kind: "refused", issues, report: sheetReport(kind, 0, issues) };
}

/**
 * One dropped file: bytes to records, issues and the report for its author. Never throws on any bytes. Good lines
 * are kept beside refused ones; `refused` means that nothing of the file may be used.
 */
export function readSheet(fileName: string, bytes: Uint8Array, settings: ReadSheetSettings): SheetOutcome {
  const result = readTable(bytes, settings);
  if (!result.ok) {
    return refusedFile(settings.kind, [{ line: 0, code: `sheet.${result.problem}`, severity: "refused" }]);
  }
  const detected = settings.kind
    ? { ok: true as const, kind: settings.kind }
    : detectSheetKind(result.table, fileName, settings.columns);
  if (!detected.ok) return refusedFile(undefined, [detected.issue]);
  const outcome = readAs(detected.kind, result.table, fileName, settings);
  const { issues, records } = outcome.reading;
  if (isFileRefused(issues)) return refusedFile(outcome.kind, issues);
  return { ...outcome, report: sheetReport(outcome.kind, records.length, issues) };
}
