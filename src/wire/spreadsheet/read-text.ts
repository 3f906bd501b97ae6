import { readTable, type TableProblem } from "../csv/read-table.ts";
import { looksLikeFormula, unshielded } from "./formula-text.ts";
import {
  IssueList,
  type PlainTable,
  type SpreadsheetLimits,
  type SpreadsheetProblem,
  Unreadable,
} from "./table.ts";

const problems: Readonly<Record<TableProblem, SpreadsheetProblem>> = {
  charset: "charset",
  "not-text": "wrong-type",
  workbook: "wrong-type",
  "too-large": "too-large",
  "too-many-rows": "too-many-rows",
  "too-many-columns": "too-many-columns",
  empty: "empty",
};

/** A table in text: a CSV file, or what was pasted from a spreadsheet (tabs). Throws Unreadable. */
export function readText(bytes: Uint8Array, limits: SpreadsheetLimits): PlainTable {
  const { sizeMaxBytes, rowsMax } = limits;
  const read = readTable(bytes, { limits: { sizeMaxBytes, rowsMax } });
  if (!read.ok) throw new Unreadable(problems[read.problem]);
  const { header, rows, issues: uneven } = read.table;
  const issues = new IssueList(limits.issuesMax);
  for (const { line, problem } of uneven) {
    // Spreadsheets leave out empty cells at the end of a line.
    if (problem !== "row-short") issues.add({ problem, row: line, column: null });
  }
  const plain = [header, ...rows]
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ""))
    .map(({ line, cells }) => {
      if (cells.findLastIndex((cell) => cell !== "") >= limits.columnsMax)
        throw new Unreadable("too-many-columns");
      return {
        row: line,
        cells: cells.map((cell, index) => cellText(cell, line, index + 1, limits, issues)),
      };
    });
  return { format: "text", sheet: null, rows: plain, issues: issues.issues, issuesLeftOut: issues.leftOut };
}

function cellText(
  written: string,
  row: number,
  column: number,
  limits: SpreadsheetLimits,
  issues: IssueList,
): string {
  const cell = unshielded(written);
  if (looksLikeFormula(cell)) issues.add({ problem: "looks-like-formula", row, column });
  if (cell.length <= limits.cellMaxChars) return cell;
  issues.add({ problem: "cell-cut", row, column });
  return cell.slice(0, limits.cellMaxChars);
}
