import { type FileVerdict, refused, taken } from "./verdict.ts";

/** Where a page or a drawing gives itself away. */
const sniffedCharacters = 4_096;
const markup = /<\s*(?:!doctype|html|head|body|script|iframe|svg|object|embed)\b|<\?(?:xml|php)\b/i;
/** Bytes that no text holds: C0 controls but tab, line ends, form feed. */
const controls = /[\0-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]/;

/** Judges bytes that are nothing else than, perhaps, text. */
export function textVerdict(bytes: Uint8Array): FileVerdict {
  const latin = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
  if (latin.includes("\0") && !/^(?:\xff\xfe|\xfe\xff)/.test(latin)) return refused("document.type-refused");
  if (isEmail(latin)) return taken("message/rfc822", ".eml");
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return refused(
      controls.test(latin) && !latin.startsWith("ÿþ") ? "document.type-refused" : "document.text-not-utf8",
    );
  }
  if (markup.test(text.slice(0, sniffedCharacters))) return refused("document.active-content");
  if (controls.test(text)) return refused("document.type-refused");
  return isTable(text)
    ? taken("text/csv; charset=utf-8", ".csv", ".txt")
    : taken("text/plain; charset=utf-8", ".txt");
}

const headerLine = /^([A-Za-z][A-Za-z0-9-]{0,60}):[ \t]?/;
const telling = new Set([
  "from",
  "to",
  "date",
  "subject",
  "message-id",
  "received",
  "mime-version",
  "return-path",
]);
const headersMaxCharacters = 65_536;
const tellingMin = 3;

/** True for a message as mail programs save it: header lines, three of them usual ones, up to an empty line (RFC 5322). */
export function isEmail(text: string): boolean {
  const end = /\r?\n\r?\n/.exec(text.slice(0, headersMaxCharacters));
  if (end === null) return false;
  const lines = text.slice(0, end.index).split(/\r?\n/);
  const names = new Set<string>();
  for (const line of lines) {
    if (/^[ \t]/.test(line)) continue;
    const name = headerLine.exec(line)?.[1];
    if (name === undefined) return false;
    names.add(name.toLowerCase());
  }
  return [...telling].filter((name) => names.has(name)).length >= tellingMin;
}

const attachment = /^content-transfer-encoding:[ \t]*base64[ \t]*\r?$/gim;
const attachmentsMax = 100;

/** The parts of a message that are written in base64, decoded (RFC 2045 §6.8). */
export function attachmentsOf(bytes: Uint8Array): readonly Uint8Array[] {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
  const found: Uint8Array[] = [];
  for (const { index } of text.matchAll(attachment)) {
    const blank = /\r?\n\r?\n/g;
    blank.lastIndex = index;
    if (blank.exec(text) === null) break;
    const bodyAt = blank.lastIndex;
    const end = text.indexOf("\n--", bodyAt);
    found.push(Buffer.from(text.slice(bodyAt, end < 0 ? undefined : end), "base64"));
    if (found.length >= attachmentsMax) break;
  }
  return found;
}

const separators = [";", ",", "\t"];
const linesLooked = 20;

/** True when the first lines have the same separators: a table rather than a letter. */
function isTable(text: string): boolean {
  const lines = text
    .split(/\r?\n/, linesLooked)
    .filter((line) => line.trim() !== "" && !line.includes('"'))
    .map((line) => separators.map((one) => line.split(one).length - 1));
  const [first] = lines;
  if (first === undefined || lines.length < 2) return false;
  return separators.some(
    (_, index) => (first[index] ?? 0) > 0 && lines.every((line) => line[index] === first[index]),
  );
}
