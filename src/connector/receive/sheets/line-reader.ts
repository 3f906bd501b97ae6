import type { Table, TableRow } from "../../../wire/csv/read-table.ts";
import { type Columns, mapColumns } from "./columns.ts";
import { type FieldSpec, foldWord } from "./fields.ts";
import {
  createIssueLog,
  type IssueDetail,
  type IssueLog,
  type SheetCode,
  type SheetSettings,
  showable,
} from "./sheet-issue.ts";

/** One line of a sheet while it is read. A line with at least one refusal gives no record. */
export interface LineReader<Field extends string> {
  readonly line: number;
  has(field: Field): boolean;
  /** The cell without outer spaces; empty when there is no such column. */
  text(field: Field): string;
  /** The cell as written. */
  raw(field: Field): string;
  /** Header of the column, as shown to people. */
  column(field: Field): string;
  refuse(code: SheetCode, field?: Field, detail?: IssueDetail): void;
  warn(code: SheetCode, field?: Field, detail?: IssueDetail): void;
  refused(): boolean;
}

interface LineContext<Field extends string> {
  readonly table: Table;
  readonly fields: Readonly<Record<Field, FieldSpec>>;
  readonly columns: Columns<Field>;
  readonly log: IssueLog;
  /** A census never shows its values: a shifted cell may hold a number of a patient. */
  readonly showValues: boolean;
}

function isBlank(row: TableRow): boolean {
  return row.cells.every((cell) => cell.trim() === "");
}

function lineReader<Field extends string>(row: TableRow, context: LineContext<Field>): LineReader<Field> {
  const { columns, log, showValues } = context;
  let refusals = 0;
  const raw = (field: Field): string => {
    const column = columns.get(field);
    return column === undefined ? "" : (row.cells[column.index] ?? "");
  };
  const column = (field: Field): string => columns.get(field)?.name ?? context.fields[field].title;
  const detailOf = (field: Field | undefined, detail: IssueDetail | undefined): IssueDetail => {
    const value = detail?.value ?? (field === undefined ? undefined : showable(raw(field)));
    return {
      ...(field === undefined ? {} : { column: column(field) }),
      ...(showValues && value !== undefined && value !== "" ? { value } : {}),
      ...(detail?.otherLine === undefined ? {} : { otherLine: detail.otherLine }),
    };
  };
  return {
    line: row.line,
    has: (field) => columns.has(field),
    text: (field) => raw(field).trim(),
    raw,
    column,
    refuse(code, field, detail) {
      refusals += 1;
      log.refuse(row.line, code, detailOf(field, detail));
    },
    warn: (code, field, detail) => log.warn(row.line, code, detailOf(field, detail)),
    refused: () => refusals > 0,
  };
}

/** Sum lines that people add below a table: `TOTAL`, `Sous-total`, `Totaux` as the unit or its label. */
function isTotal<Field extends string>(row: TableRow, columns: Columns<Field>): boolean {
  const cell = (field: string): string => {
    const column = columns.get(field as Field);
    return foldWord(column === undefined ? "" : (row.cells[column.index] ?? ""));
  };
  const total = /^(sous|grand)?tot(al|aux)/;
  return total.test(cell("unit")) || (cell("unit") === "" && total.test(cell("label")));
}

/** What a line of the wrong length loses: nothing that matters, an optional cell, or one that it needs. */
function shortRowLoss<Field extends string>(
  row: TableRow,
  { columns, fields }: LineContext<Field>,
): "nothing" | "optional" | "needed" {
  const lost = [...columns].filter(([, column]) => column.index >= row.cells.length);
  if (lost.some(([field]) => fields[field].required || fields[field].figure)) return "needed";
  return lost.length > 0 ? "optional" : "nothing";
}

/** Says whether a row of the wrong shape can be read; writes the issue. */
function acceptShape<Field extends string>(
  row: TableRow,
  problem: string | undefined,
  context: LineContext<Field>,
) {
  const { log, table } = context;
  if (problem === "quote-broken") {
    log.refuse(row.line, "sheet.quote-broken");
    return false;
  }
  if (problem === "row-long") {
    // Empty cells at the end are a habit of spreadsheets.
    if (row.cells.slice(table.header.cells.length).every((cell) => cell.trim() === "")) return true;
    log.refuse(row.line, "sheet.row-long", {
      value: `${row.cells.length} > ${table.header.cells.length}`,
    });
    return false;
  }
  if (problem === "row-short") {
    // Excel leaves out empty cells at the end of whole blocks of lines.
    const loss = shortRowLoss(row, context);
    const detail = { value: `${row.cells.length} < ${table.header.cells.length}` };
    if (loss === "needed") log.refuse(row.line, "sheet.row-short", detail);
    if (loss === "optional") log.warn(row.line, "sheet.row-short-filled", detail);
    return loss !== "needed";
  }
  return true;
}

/**
 * The lines that hold data. Blank lines (one note per run) and total lines are skipped with a note; lines of a
 * wrong shape are refused with the reason. `unreadable` tells how many were refused here.
 */
function readLines<Field extends string>(
  context: LineContext<Field>,
): { lines: LineReader<Field>[]; unreadable: number } {
  const { table, columns, log } = context;
  const problems = new Map(table.issues.map(({ line, problem }) => [line, problem]));
  const lines: LineReader<Field>[] = [];
  let unreadable = 0;
  let afterBlank = false;
  for (const row of table.rows) {
    const blank = isBlank(row);
    if (blank && !afterBlank) log.warn(row.line, "sheet.line-blank");
    afterBlank = blank;
    if (blank) continue;
    if (isTotal(row, columns)) log.warn(row.line, "sheet.line-total");
    else if (acceptShape(row, problems.get(row.line), context)) lines.push(lineReader(row, context));
    else unreadable += 1;
  }
  return { lines, unreadable };
}

/** A sheet whose columns are known; `columns` is absent, with no lines, when the file is refused. */
export interface OpenSheet<Field extends string> {
  readonly log: IssueLog;
  readonly columns?: Columns<Field>;
  readonly lines: readonly LineReader<Field>[];
  readonly unreadable: number;
}

/** Maps the columns of a table and gives its lines of data. */
export function openSheet<Field extends string>(
  table: Table,
  fields: Readonly<Record<Field, FieldSpec>>,
  settings: SheetSettings<Field>,
  showValues = true,
): OpenSheet<Field> {
  const log = createIssueLog();
  const columns = mapColumns(table, fields, settings.columns, log);
  if (!columns) return { log, lines: [], unreadable: 0 };
  return { log, columns, ...readLines({ table, fields, columns, log, showValues }) };
}
