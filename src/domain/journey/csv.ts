/**
 * Rows as CSV for spreadsheets: separated by semicolons, in UTF-8 with its mark, every field in quotes. A text that a
 * spreadsheet would take for a formula gets an apostrophe before it.
 */
export function csvOf(rows: readonly (readonly string[])[]): string {
  return `\ufeff${rows.map((row) => row.map(quoted).join(";")).join("\r\n")}\r\n`;
}

/** The text, with an apostrophe before what a spreadsheet would take for a formula. */
export function harmless(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

function quoted(text: string): string {
  return `"${harmless(text).replaceAll('"', '""')}"`;
}
