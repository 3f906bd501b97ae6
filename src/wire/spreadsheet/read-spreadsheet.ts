import { fileKind } from "./file-kind.ts";
import { readText } from "./read-text.ts";
import { readWorkbook } from "./read-workbook.ts";
import { type SpreadsheetLimits, type SpreadsheetResult, spreadsheetLimits, Unreadable } from "./table.ts";

/**
 * A file that people drop, or what they paste, as a plain table of texts: XLSX, CSV, or cells separated by tabs, told apart
 * by their bytes. Formulas are never computed, nothing outside the file is read, and what does not fit the limits is
 * refused whole with a `problem`. Never throws on any bytes. `sheet` chooses a visible sheet by its name.
 */
export async function readSpreadsheet(
  bytes: Uint8Array,
  options: { readonly limits?: SpreadsheetLimits; readonly sheet?: string } = {},
): Promise<SpreadsheetResult> {
  const { limits = spreadsheetLimits, sheet } = options;
  if (bytes.byteLength > limits.sizeMaxBytes) return { ok: false, problem: "too-large" };
  try {
    const kind = fileKind(bytes);
    switch (kind.kind) {
      case "refused":
        return { ok: false, problem: kind.problem };
      case "zip":
        return { ok: true, table: await readWorkbook(bytes, limits, sheet) };
      case "text":
        return { ok: true, table: readText(bytes, limits) };
    }
  } catch (error) {
    if (error instanceof Unreadable) return { ok: false, problem: error.problem };
    throw error;
  }
}
