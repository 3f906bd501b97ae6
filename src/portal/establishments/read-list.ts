import { type EstablishmentColumn, emptyFields } from "../../domain/establishments/columns.ts";
import type { EstablishmentFinding, EstablishmentSeverity } from "../../domain/establishments/finding.ts";
import { mostSevere } from "../../domain/establishments/most-severe.ts";
import { normaliseLine } from "../../domain/establishments/normalise.ts";
import { readSpreadsheet } from "../../wire/spreadsheet/read-spreadsheet.ts";
import type { CellIssue, CellProblem, PlainRow, PlainTable } from "../../wire/spreadsheet/table.ts";
import { describeColumns, findHeadings } from "./find-headings.ts";
import type { ColumnMapping, ReadFinding, ReadList, ReadListResult } from "./list-reading.ts";

/** Findings of one reading that are told; the rest is counted. */
const findingsMax = 1_000;

/** Columns that a file must have: without them no line can be complete. */
const needed: readonly EstablishmentColumn[] = ["finessEj", "finessEg", "name", "legalEntityName"];

const severities: Readonly<Record<CellProblem, EstablishmentSeverity>> = {
  formula: "error",
  "looks-like-formula": "warning",
  "error-value": "error",
  "cell-cut": "error",
  merged: "warning",
  "row-hidden": "warning",
  "sheet-hidden": "warning",
  "sheet-ignored": "warning",
  "row-long": "warning",
  "quote-broken": "error",
};

export interface ReadListOptions {
  /** Gives each line an identifier that nothing else has. */
  readonly newId: () => string;
  /** A visible sheet of the workbook, by name; otherwise the first that holds something. */
  readonly sheet?: string;
  /** What the columns are for, instead of looking for headings. */
  readonly mapping?: ColumnMapping;
}

/**
 * A dropped file (XLSX, CSV) or pasted cells as lines of a list (onboarding §3.3). Headings are recognised in French and
 * English, in any order. No line is left out, however wrong: what is wrong with the lines is the business of
 * `checkList`. Values are normalised; a zero put back in front of a number is told. Never throws on any bytes.
 */
export async function readList(bytes: Uint8Array, options: ReadListOptions): Promise<ReadListResult> {
  const read = await readSpreadsheet(bytes, options.sheet === undefined ? {} : { sheet: options.sheet });
  if (!read.ok) return { ok: false, code: `list.${read.problem}` };
  return options.mapping === undefined
    ? readWithHeadings(read.table, options)
    : { ok: true, list: readMapped(read.table, options.mapping, options) };
}

function readWithHeadings(table: PlainTable, options: ReadListOptions): ReadListResult {
  const found = findHeadings(table.rows);
  if (found === undefined) {
    return { ok: false, code: "list.no-headings", columns: describeColumns(table.rows, undefined, []) };
  }
  const heading = table.rows[found.at];
  const data = table.rows.slice(found.at + 1);
  const missing = needed
    .filter((column) => !found.meanings.includes(column))
    .map((column): ReadFinding => finding("column-missing", "error", column));
  const above = found.at === 0 ? [] : [finding("rows-above", "warning", null, { count: found.at })];
  const first = [...found.findings, ...missing, ...above];
  return { ok: true, list: assemble(table, { data, heading, meanings: found.meanings, first }, options) };
}

function readMapped(table: PlainTable, mapping: ColumnMapping, options: ReadListOptions): ReadList {
  const data = table.rows.filter(({ row }) => row >= mapping.firstRow);
  const parts = { data, heading: undefined, meanings: mapping.columns, first: [] };
  return assemble(table, parts, options);
}

interface Parts {
  readonly data: readonly PlainRow[];
  readonly heading: PlainRow | undefined;
  readonly meanings: readonly (EstablishmentColumn | null)[];
  /** Findings about the columns, told before all others. */
  readonly first: readonly ReadFinding[];
}

function assemble(table: PlainTable, parts: Parts, { newId }: ReadListOptions): ReadList {
  const { data, heading, meanings, first } = parts;
  const completed: ReadFinding[] = [];
  const lines = data.map(({ row, cells }) => {
    const fields = emptyFields();
    meanings.forEach((column, index) => {
      if (column !== null) fields[column] = cells[index] ?? "";
    });
    const { line, findings } = normaliseLine({ id: newId(), ...fields });
    completed.push(...findings.flatMap((it) => zeroLost(it, row)));
    return { row, line };
  });
  const cells = table.issues.map((issue) => ofCell(issue, meanings));
  const told = mostSevere([...first, ...cells, ...completed], findingsMax);
  return {
    format: table.format,
    sheet: table.sheet,
    headingRow: heading?.row ?? null,
    columns: describeColumns(data, heading, meanings),
    lines,
    findings: told.findings,
    findingsLeftOut: told.leftOut + table.issuesLeftOut,
  };
}

function zeroLost({ code, column, params }: EstablishmentFinding, row: number): ReadFinding[] {
  return code === "zero-lost" ? [{ code, severity: "warning", row, column, params }] : [];
}

function ofCell(issue: CellIssue, meanings: readonly (EstablishmentColumn | null)[]): ReadFinding {
  const { problem, row, column, name } = issue;
  const params = { ...(column === null ? {} : { number: column }), ...(name === undefined ? {} : { name }) };
  const meaning = column === null ? null : (meanings[column - 1] ?? null);
  return { code: problem, severity: severities[problem], row, column: meaning, params };
}

function finding(
  code: ReadFinding["code"],
  severity: EstablishmentSeverity,
  column: EstablishmentColumn | null,
  params: ReadFinding["params"] = {},
): ReadFinding {
  return { code, severity, row: null, column, params };
}
