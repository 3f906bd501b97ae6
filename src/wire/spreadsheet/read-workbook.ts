import { archiveProblem } from "./file-kind.ts";
import { readSheet } from "./read-sheet.ts";
import { numberStyles, sharedStrings } from "./strings-and-styles.ts";
import { IssueList, type PlainTable, type SpreadsheetLimits, Unreadable } from "./table.ts";
import { workbookParts } from "./workbook-parts.ts";
import { zipDirectory } from "./zip-directory.ts";

/**
 * The first visible sheet of an XLSX workbook that holds something, or the visible sheet of that name. The sizes that the
 * archive declares are added up before anything is unpacked. Throws Unreadable.
 */
export async function readWorkbook(
  bytes: Uint8Array,
  limits: SpreadsheetLimits,
  wanted?: string,
): Promise<PlainTable> {
  const entries = zipDirectory(bytes);
  const problem = archiveProblem(new Set(entries.keys()));
  if (problem !== undefined) throw new Unreadable(problem);
  const declared = [...entries.values()].reduce((sum, { unpackedBytes }) => sum + unpackedBytes, 0);
  if (declared > limits.unpackedMaxBytes) throw new Unreadable("unpacks-too-large");
  const archive = { entries, budget: { bytesLeft: limits.unpackedMaxBytes } };
  const parts = await workbookParts(archive);
  const issues = new IssueList(limits.issuesMax);
  for (const { name, hidden } of parts.sheets) {
    if (hidden) issues.add({ problem: "sheet-hidden", row: null, column: null, name });
  }
  const strings = await sharedStrings(parts.sharedStrings, archive.budget);
  const styles = await numberStyles(parts.styles, archive.budget);
  const visible = parts.sheets.filter(({ hidden }) => !hidden);
  for (const sheet of visible) {
    if (wanted !== undefined && sheet.name !== wanted) continue;
    const context = { strings, styles, from1904: parts.from1904, limits, issues };
    const rows = await readSheet(sheet.entry, archive.budget, context);
    if (rows.length === 0) continue;
    for (const { name } of visible.filter((other) => other !== sheet)) {
      issues.add({ problem: "sheet-ignored", row: null, column: null, name });
    }
    return { format: "xlsx", sheet: sheet.name, rows, issues: issues.issues, issuesLeftOut: issues.leftOut };
  }
  throw new Unreadable("empty");
}
