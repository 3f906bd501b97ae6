/** Character sets that office software writes in France; UTF-16 only when its mark says so. */
export type Charset = "utf-8" | "iso-8859-15" | "windows-1252" | "utf-16le" | "utf-16be";

export type TextProblem = "charset" | "not-text" | "workbook";

export type DecodedText =
  | { readonly ok: true; readonly text: string; readonly charset: Charset }
  | { readonly ok: false; readonly problem: TextProblem };

/** First bytes of a ZIP (xlsx, ods) and of an OLE file (xls). */
const workbookMarks = [
  [0x50, 0x4b, 0x03, 0x04],
  [0xd0, 0xcf, 0x11, 0xe0],
];

function startsWith(bytes: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((byte, index) => bytes[index] === byte);
}

function decodeStrictly(bytes: Uint8Array, charset: Charset): string | undefined {
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function markedCharset(bytes: Uint8Array): Charset | undefined {
  if (startsWith(bytes, [0xef, 0xbb, 0xbf])) return "utf-8";
  if (startsWith(bytes, [0xff, 0xfe])) return "utf-16le";
  if (startsWith(bytes, [0xfe, 0xff])) return "utf-16be";
  return undefined;
}

/** 0x80 to 0x9F are printable in windows-1252 only; without them both sets differ in eight rare signs. */
function oneByteCharset(bytes: Uint8Array): Charset {
  return bytes.some((byte) => byte >= 0x80 && byte <= 0x9f) ? "windows-1252" : "iso-8859-15";
}

/**
 * Bytes of a text file as text, without its byte order mark.
 *
 * `wanted` (a setting) wins and is strict. Otherwise the byte order mark decides, then strict UTF-8, then
 * windows-1252 when a byte exists only there, else ISO 8859-15 (input-side §1.1). Never throws.
 */
export function decodeText(bytes: Uint8Array, wanted?: Charset): DecodedText {
  if (workbookMarks.some((mark) => startsWith(bytes, mark))) return { ok: false, problem: "workbook" };
  const declared = wanted ?? markedCharset(bytes);
  const charset = declared ?? "utf-8";
  let decoded = decodeStrictly(bytes, charset);
  let used = charset;
  if (decoded === undefined && declared === undefined) {
    used = oneByteCharset(bytes);
    decoded = decodeStrictly(bytes, used);
  }
  if (decoded === undefined) return { ok: false, problem: "charset" };
  if (decoded.includes("\u0000")) return { ok: false, problem: "not-text" };
  return { ok: true, text: decoded, charset: used };
}
