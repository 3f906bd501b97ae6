import { parse } from "csv-parse/sync";
import { type Charset, decodeText, type TextProblem } from "./decode-text.ts";

export type Separator = ";" | "," | "\t";

interface TableLimits {
  readonly sizeMaxBytes: number;
  /** Rows after the header, blank ones included. */
  readonly rowsMax: number;
}

export interface TableSettings {
  readonly limits: TableLimits;
  /** Overrides detection. */
  readonly charset?: Charset;
  /** Overrides detection. */
  readonly separator?: Separator;
}

export interface TableRow {
  /** Line of the file where the row starts, from 1. */
  readonly line: number;
  /** As written, without the quotes around a cell. */
  readonly cells: readonly string[];
}

/** `quote-broken`: the cells were cut at every separator, because a quote is not closed or is badly placed. */
type RowProblem = "row-short" | "row-long" | "quote-broken";

interface TableIssue {
  readonly line: number;
  readonly problem: RowProblem;
}

export interface Table {
  readonly charset: Charset;
  readonly separator: Separator;
  readonly header: TableRow;
  readonly rows: readonly TableRow[];
  readonly issues: readonly TableIssue[];
}

/** Why a file cannot be read at all. */
export type TableProblem = TextProblem | "too-large" | "too-many-rows" | "too-many-columns" | "empty";

export type TableResult =
  | { readonly ok: true; readonly table: Table }
  | { readonly ok: false; readonly problem: TableProblem };

const COLUMNS_MAX = 256;
const separators: readonly Separator[] = [";", "\t", ","];

interface Line extends TableRow {
  readonly broken: boolean;
}

function isBlank(cells: readonly string[]): boolean {
  return cells.every((cell) => cell.trim() === "");
}

/** Separators outside quotes; a quote opens only where a cell can begin. */
function countSeparators(line: string): Map<Separator, number> {
  const counts = new Map<Separator, number>();
  let quoted = false;
  let cellStart = true;
  for (const char of line) {
    const separator = separators.find((candidate) => candidate === char);
    if (quoted) quoted = char !== '"';
    else if (char === '"' && cellStart) quoted = true;
    else if (separator !== undefined) counts.set(separator, (counts.get(separator) ?? 0) + 1);
    cellStart = separator !== undefined || (cellStart && char === " ");
  }
  return counts;
}

/** The separator that cuts the first line that is not blank into most cells; `;` when none does. */
function detectSeparator(text: string): Separator {
  const first = /^.*\S.*$/m.exec(text)?.[0] ?? "";
  const counts = countSeparators(first);
  const best = separators.toSorted((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0));
  return best[0] ?? ";";
}

interface Cut {
  readonly line: number;
  readonly cells: string[];
}

function parseWith(text: string, separator: Separator, to: number, trim: boolean): Cut[] {
  const parsed: unknown = parse(text, {
    delimiter: separator,
    record_delimiter: "\n",
    relax_column_count: true,
    relax_quotes: true,
    trim,
    info: true,
    max_record_size: 0,
    to,
  });
  // With `info`, csv-parse gives the line where a record ends; it starts after the one before.
  const records = parsed as { record: string[]; info: { lines: number } }[];
  let next = 1;
  return records.map(({ record, info }) => {
    const line = next;
    next = info.lines + 1;
    return { line, cells: record };
  });
}

/** White space between a quote and the separator is removed, with that around the other cells, only if it occurs. */
function parseText(text: string, separator: Separator, to: number): Cut[] {
  const exact = parseWith(text, separator, to, false);
  const spaced = exact.some(({ cells }) => cells.some((cell) => /^\s+"|^".*"\s+$/s.test(cell)));
  return spaced ? parseWith(text, separator, to, true) : exact;
}

function readLine(text: string, line: number, separator: Separator): Line {
  const cut = (): string[] => text.split(separator);
  if (!text.includes('"')) return { line, cells: cut(), broken: false };
  try {
    return { line, cells: parseText(text, separator, 1)[0]?.cells ?? [""], broken: false };
  } catch {
    return { line, cells: cut(), broken: true };
  }
}

/** Two stray quotes look like one cell that runs over a line end and holds the separators of both lines. */
function isSwallowed(cells: readonly string[], width: number, separator: Separator): boolean {
  const overLines = cells.filter((cell) => cell.includes("\n"));
  if (overLines.length === 0) return false;
  return cells.length !== width || overLines.some((cell) => cell.includes(separator));
}

/** Reads the whole text at once; where quotes do not add up, line by line, so that one bad line is one bad row. */
function readLines(text: string, separator: Separator, rowsMax: number): Line[] {
  const physical = text.split("\n");
  if (physical.at(-1) === "") physical.pop();
  const oneByOne = (from: number, to: number): Line[] =>
    physical.slice(from - 1, to - 1).map((line, index) => readLine(line, from + index, separator));
  let records: Cut[];
  try {
    records = parseText(text, separator, rowsMax + 2);
  } catch {
    return oneByOne(1, Math.min(physical.length, rowsMax + 2) + 1);
  }
  const width = records.find(({ cells }) => !isBlank(cells))?.cells.length ?? 0;
  return records.flatMap(({ line, cells }, index): Line[] => {
    if (!isSwallowed(cells, width, separator)) return [{ line, cells, broken: false }];
    const end = records[index + 1]?.line ?? physical.length + 1;
    return oneByOne(line, end).map((row) => ({ ...row, broken: true }));
  });
}

function rowProblem(row: Line, width: number): RowProblem | undefined {
  if (row.broken) return "quote-broken";
  if (isBlank(row.cells) || row.cells.length === width) return undefined;
  return row.cells.length < width ? "row-short" : "row-long";
}

function shapeTable(lines: readonly Line[], charset: Charset, separator: Separator): TableResult {
  const headerAt = lines.findIndex(({ cells }) => !isBlank(cells));
  const header = lines[headerAt];
  if (!header) return { ok: false, problem: "empty" };
  const width = header.cells.length;
  if (width > COLUMNS_MAX) return { ok: false, problem: "too-many-columns" };
  const data = lines.slice(headerAt + 1);
  while (isBlank(data.at(-1)?.cells ?? ["end"])) data.pop();
  const issues = data.flatMap((row): TableIssue[] => {
    const problem = rowProblem(row, width);
    return problem === undefined ? [] : [{ line: row.line, problem }];
  });
  const plain = ({ line, cells }: Line): TableRow => ({ line, cells: cells.slice(0, COLUMNS_MAX) });
  return {
    ok: true,
    table: { charset, separator, header: plain(header), rows: data.map(plain), issues },
  };
}

/**
 * Bytes of a delimited text file (RFC 4180 and what office software makes of it) as rows with their line numbers,
 * without any meaning.
 *
 * The first row that is not blank is the header. Uneven rows are kept and told in `issues`; blank rows are kept,
 * except at the end. Line ends inside a cell become `\n`; a cell that holds both a line end and the separator is
 * taken for a stray quote, and its lines are read one by one (`quote-broken`). Excel's first line `sep=;` is
 * obeyed. Never throws; a file that is no table is refused whole with a `problem`.
 */
export function readTable(bytes: Uint8Array, settings: TableSettings): TableResult {
  const { sizeMaxBytes, rowsMax } = settings.limits;
  if (bytes.byteLength > sizeMaxBytes) return { ok: false, problem: "too-large" };
  const decoded = decodeText(bytes, settings.charset);
  if (!decoded.ok) return decoded;
  let text = decoded.text.replace(/\r\n?/g, "\n");
  const announced = /^"?sep=([;,\t])"?(?=\n|$)/i.exec(text);
  if (announced) text = text.slice(announced[0].length);
  const told = separators.find((candidate) => candidate === announced?.[1]);
  const separator = settings.separator ?? told ?? detectSeparator(text);
  const lines = readLines(text, separator, rowsMax);
  if (lines.length > rowsMax + 1) return { ok: false, problem: "too-many-rows" };
  return shapeTable(lines, decoded.charset, separator);
}
