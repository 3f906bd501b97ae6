import type { NumberStyle } from "./strings-and-styles.ts";

/**
 * The digits of a number as a workbook keeps it: `5.40002698E8` becomes `540002698`. Zeros in front that the cell's
 * format shows are put there, a date becomes YYYY-MM-DD. What is no number stays as it is.
 */
export function numberText(raw: string, style: NumberStyle, from1904: boolean): string {
  const value = Number(raw);
  if (raw.trim() === "" || !Number.isFinite(value)) return raw;
  if (style.kind === "date") return dateText(value, from1904) ?? digits(raw, value);
  const text = digits(raw, value);
  return style.kind === "padded" && /^\d+$/.test(text) ? text.padStart(style.digits, "0") : text;
}

function digits(raw: string, value: number): string {
  if (/^-?\d+$/.test(raw)) return raw;
  return Number.isSafeInteger(value) ? String(value) : String(value).includes("e") ? raw : String(value);
}

const msPerDay = 86_400_000;
/** 9999-12-31, the last day of a spreadsheet. */
const serialMax = 2_958_466;

/**
 * Days are counted from 1900, which is wrongly taken for a leap year: before March 1900 the count is one less. The hour
 * is told when there is one.
 */
function dateText(serial: number, from1904: boolean): string | undefined {
  if (serial < 0 || serial >= serialMax) return undefined;
  const firstDay = from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, serial < 60 ? 31 : 30);
  const seconds = Math.round((serial * msPerDay) / 1000);
  const text = new Date(firstDay + seconds * 1000).toISOString();
  return seconds % 86_400 === 0 ? text.slice(0, 10) : text.slice(0, 19);
}
