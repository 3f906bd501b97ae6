/** What a spreadsheet may weigh. */
export interface SpreadsheetLimits {
  readonly sizeMaxBytes: number;
  /** All parts of a workbook together, once unpacked. */
  readonly unpackedMaxBytes: number;
  readonly rowsMax: number;
  readonly columnsMax: number;
  readonly cellMaxChars: number;
  /** Remarks that are kept; the others are counted. */
  readonly issuesMax: number;
}

/** Enough for a list of several thousand lines. */
export const spreadsheetLimits: SpreadsheetLimits = {
  sizeMaxBytes: 5_000_000,
  unpackedMaxBytes: 50_000_000,
  rowsMax: 10_000,
  columnsMax: 200,
  cellMaxChars: 500,
  issuesMax: 1_000,
};

/** Why a file cannot be read at all. */
export type SpreadsheetProblem =
  | "too-large"
  | "unpacks-too-large"
  | "too-many-rows"
  | "too-many-columns"
  | "empty"
  | "encrypted"
  | "old-workbook"
  | "open-document"
  | "wrong-type"
  | "damaged"
  | "charset";

/**
 * Something to know about what was read:
 * - `formula`: the cell holds a formula; its text was taken, never its result;
 * - `looks-like-formula`: a text that a spreadsheet could run as a formula; kept as text;
 * - `error-value`: the spreadsheet had no value (`#N/A`); `cell-cut`: longer than allowed, cut;
 * - `merged`: the value of merged cells was repeated downwards; `row-hidden`: the first row
 *   that was not visible; such rows are read like the others;
 * - `sheet-hidden`, `sheet-ignored`: another sheet, not read; `name` says which;
 * - `row-long`, `quote-broken`: of text files, as in `wire/csv`.
 */
export type CellProblem =
  | "formula"
  | "looks-like-formula"
  | "error-value"
  | "cell-cut"
  | "merged"
  | "row-hidden"
  | "sheet-hidden"
  | "sheet-ignored"
  | "row-long"
  | "quote-broken";

export interface CellIssue {
  readonly problem: CellProblem;
  /** Row of the sheet or line of the text, from 1; `null`: the whole file. */
  readonly row: number | null;
  /** Column from 1; `null`: the whole row. */
  readonly column: number | null;
  /** Name of a sheet. */
  readonly name?: string;
}

export interface PlainRow {
  /** Row of the sheet or line of the text, from 1. */
  readonly row: number;
  readonly cells: readonly string[];
}

/** A table of texts without any meaning. Rows with nothing in them are left out. */
export interface PlainTable {
  readonly format: "xlsx" | "text";
  /** Name of the sheet that was read. */
  readonly sheet: string | null;
  readonly rows: readonly PlainRow[];
  readonly issues: readonly CellIssue[];
  /** Issues beyond `issuesMax`. */
  readonly issuesLeftOut: number;
}

export type SpreadsheetResult =
  | { readonly ok: true; readonly table: PlainTable }
  | { readonly ok: false; readonly problem: SpreadsheetProblem };

/** Thrown inside the reader only: the reason goes to the caller as a result. */
export class Unreadable extends Error {
  readonly problem: SpreadsheetProblem;

  constructor(problem: SpreadsheetProblem) {
    super(problem);
    this.problem = problem;
  }
}

/** Keeps issues within their number. */
export class IssueList {
  readonly issues: CellIssue[] = [];
  leftOut = 0;
  readonly #max: number;

  constructor(max: number) {
    this.#max = max;
  }

  add(issue: CellIssue): void {
    if (this.issues.length < this.#max) this.issues.push(issue);
    else this.leftOut += 1;
  }
}
