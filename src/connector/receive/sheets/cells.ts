import type { Stamp } from "../../../domain/time/stamp.ts";
import { foldWord } from "./fields.ts";
import type { LineReader } from "./line-reader.ts";
import { readSheetStamp } from "./sheet-date.ts";
import type { SheetCode } from "./sheet-issue.ts";

/** Unit codes have at most 20 characters in the field (input-side §1.1); rooms and beds are no longer. */
const CODE_MAX_CHARS = 20;
const COUNT_MAX = 9999;

const noDataWords = new Set([
  "nc",
  "nd",
  "nr",
  "na",
  "ns",
  "noncommunique",
  "nonconnu",
  "inconnu",
  "unknown",
]);

/** `N/C`, `?`, `-` and the like: a person says that the value is not known. */
export function isNoData(text: string): boolean {
  return /^[-–—?./]+$/.test(text) || noDataWords.has(foldWord(text));
}

/** Takes off what spreadsheets need to keep a text a text: `="0415"` and `'0415`. */
function unwrap(text: string): string {
  return (/^="(.*)"$/.exec(text)?.[1] ?? text.replace(/^'/, "")).trim();
}

/**
 * A code, case kept, without outer spaces (with a note). Refuses one that a spreadsheet turned into a rounded
 * number, one longer than `maxChars`, and an empty one if `required`. Empty and not required: `undefined`.
 */
export function readCode<Field extends string>(
  reader: LineReader<Field>,
  field: Field,
  options: { required?: boolean; maxChars?: number } = {},
): string | undefined {
  const raw = reader.raw(field);
  const code = unwrap(raw.trim());
  if (code === "") {
    if (options.required) reader.refuse("sheet.cell-missing", field);
    return undefined;
  }
  if (/^\d+(?:[.,]\d+)?E\+?\d+$/i.test(code) && /[.,+]/.test(code)) {
    reader.refuse("sheet.code-damaged", field);
    return undefined;
  }
  if (code.length > (options.maxChars ?? CODE_MAX_CHARS) || /\p{Cc}/u.test(code)) {
    reader.refuse("sheet.code-invalid", field);
    return undefined;
  }
  if (raw !== raw.trim()) reader.warn("sheet.code-trimmed", field, { value: code });
  return code;
}

/** A unit code; digits are filled with zeros up to `padLength` when the settings say so. */
export function readUnit<Field extends string>(
  reader: LineReader<Field | "unit">,
  padLength: number | undefined,
): string | undefined {
  const code = readCode<Field | "unit">(reader, "unit", { required: true });
  if (code === undefined || padLength === undefined || !/^\d+$/.test(code)) return code;
  return code.padStart(padLength, "0");
}

export type CountText =
  | { readonly kind: "count"; readonly count: number }
  | { readonly kind: "empty" | "no-data" }
  | { readonly kind: "wrong"; readonly code: SheetCode };

/** A number of beds: 0 to 9999; a fraction of zero (`14,0`) is a spreadsheet's habit, any other one is wrong. */
export function parseCount(cell: string): CountText {
  const text = cell.trim();
  if (text === "") return { kind: "empty" };
  if (isNoData(text)) return { kind: "no-data" };
  const match = /^([+-]?)(\d+)(?:[.,](\d*))?$/.exec(text);
  if (!match) return { kind: "wrong", code: "sheet.number-invalid" };
  const [, sign, whole = "", fraction = ""] = match;
  if (sign === "-") return { kind: "wrong", code: "sheet.number-negative" };
  if (!/^0*$/.test(fraction)) return { kind: "wrong", code: "sheet.number-fraction" };
  const count = Number(whole);
  return count > COUNT_MAX ? { kind: "wrong", code: "sheet.number-invalid" } : { kind: "count", count };
}

/** The number of beds in a cell. Empty or `N/C` is `undefined`, never 0, and refuses the line if `required`. */
export function readCount<Field extends string>(
  reader: LineReader<Field>,
  field: Field,
  options: { required?: boolean } = {},
): number | undefined {
  const read = parseCount(reader.text(field));
  switch (read.kind) {
    case "count":
      return read.count;
    case "wrong":
      reader.refuse(read.code, field);
      return undefined;
    case "empty":
      if (options.required) reader.refuse("sheet.cell-missing", field);
      return undefined;
    case "no-data":
      if (options.required) reader.refuse("sheet.no-data", field);
      return undefined;
  }
}

/** A date; an unreadable one refuses the line. Empty: `undefined`, refused if `required`. */
export function readWhen<Field extends string>(
  reader: LineReader<Field>,
  field: Field,
  zone: string,
  options: { required?: boolean } = {},
): Stamp | undefined {
  const text = reader.text(field);
  if (text === "" || isNoData(text)) {
    if (options.required) reader.refuse(text === "" ? "sheet.cell-missing" : "sheet.no-data", field);
    return undefined;
  }
  const stamp = readSheetStamp(text, zone);
  if (stamp === undefined) reader.refuse("sheet.date-invalid", field);
  return stamp;
}

const yesWords = new Set(["o", "oui", "y", "yes", "true", "vrai", "1", "x"]);
const noWords = new Set(["n", "non", "no", "false", "faux", "0"]);

/** `undefined` when the word is neither yes nor no. */
export function parseYesNo(text: string): boolean | undefined {
  const word = foldWord(text);
  if (yesWords.has(word)) return true;
  return noWords.has(word) ? false : undefined;
}

/** Codes that differ only by leading zeros or case are kept distinct, and told (hl7-pam-fr §5.6). */
export function warnLookAlikes<Field extends string>(
  seen: readonly { readonly reader: LineReader<Field | "unit">; readonly unit: string }[],
): void {
  const firstByShape = new Map<string, { unit: string; line: number }>();
  const told = new Set<string>();
  for (const { reader, unit } of seen) {
    const shape = unit.toUpperCase().replace(/^0+(?=.)/, "");
    const first = firstByShape.get(shape);
    if (!first) firstByShape.set(shape, { unit, line: reader.line });
    else if (first.unit !== unit && !told.has(unit)) {
      told.add(unit);
      reader.warn("sheet.code-look-alike", "unit", {
        value: `${first.unit} ≠ ${unit}`,
        otherLine: first.line,
      });
    }
  }
}
