import { shielded } from "./formula-text.ts";

/** What is written: headings, then rows of as many cells. */
export interface TableToWrite {
  /** Name of the sheet: up to 31 characters, none of `[]:*?/\`. */
  readonly sheet: string;
  readonly headings: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/**
 * CSV as French spreadsheets open it: byte order mark, `;`, CRLF, every cell in quotes. A cell that a spreadsheet could
 * run as a formula gets an apostrophe in front, which reading takes away again.
 */
export function writeCsv({ headings, rows }: Omit<TableToWrite, "sheet">): string {
  const lines = [headings, ...rows].map((row) => row.map(quoted).join(";"));
  return `\uFEFF${lines.join("\r\n")}\r\n`;
}

function quoted(text: string): string {
  return `"${shielded(text).replaceAll('"', '""')}"`;
}

/** A character that XML cannot hold. */
const unwritable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
/** A text that reading would take for such a character in its written form (ECMA-376 §22.9.2.19). */
const escapeLike = /_x[\dA-Fa-f]{4}_/g;
const widthMax = 60;

/**
 * An XLSX workbook in which every cell is a text, with the format of texts: nothing is taken for a number or a formula,
 * not even after somebody edits the cell. The row of headings stays in sight.
 */
export async function writeXlsx(
  table: TableToWrite,
  about: { readonly at: Date; readonly author: string },
): Promise<Uint8Array> {
  // A large package that few people need: loaded when somebody exports.
  const { default: excel } = await import("exceljs");
  const workbook = new excel.Workbook();
  workbook.creator = about.author;
  workbook.created = about.at;
  workbook.modified = about.at;
  const sheet = workbook.addWorksheet(table.sheet, { views: [{ state: "frozen", ySplit: 1 }] });
  const all = [table.headings, ...table.rows];
  // Set before any row: afterwards each setting of a column walks through all of its cells.
  sheet.columns = table.headings.map((_, index) => {
    const longest = all.reduce((most, row) => Math.max(most, row[index]?.length ?? 0), 0);
    return { width: Math.min(widthMax, longest + 2), style: { numFmt: "@" } };
  });
  for (const row of all) sheet.addRow(row.map(xmlText));
  sheet.getRow(1).font = { bold: true };
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

function xmlText(text: string): string {
  return text.replace(unwritable, "\ufffd").replace(escapeLike, "_x005F$&");
}
