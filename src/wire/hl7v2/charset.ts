import { isAscii, isUtf8 } from "node:buffer";
import type { Hl7Note } from "./notes.ts";

/** Character sets that Raccord reads and writes. */
export const hlCharsets = ["utf-8", "iso-8859-1", "iso-8859-15", "windows-1252"] as const;
export type HlCharset = (typeof hlCharsets)[number];

export interface DecodedHl7 {
  /** Without byte order mark. */
  readonly text: string;
  /** What the text was read as; for plain ASCII the setting, else what MSH-18 declares, else UTF-8. */
  readonly charset: HlCharset;
  readonly notes: readonly Hl7Note[];
}

/**
 * Text of a received message (hl7-pam-fr §7). The setting of the feed decides; without one strict UTF-8, else
 * ISO 8859-15, or windows-1252 when bytes 0x80 to 0x9F occur. MSH-18 (HL7 v2.5 chapter 2, MSH-18; PAM FR: `8859/15`
 * or `UNICODE UTF-8`) is too often wrong to be followed: a contradiction gives a note. Never throws; with a
 * setting of UTF-8, bytes that are not UTF-8 become U+FFFD.
 */
export function decodeHl7(bytes: Uint8Array, setting?: HlCharset): DecodedHl7 {
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const content = marked ? bytes.subarray(3) : bytes;
  const view = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  const declared = declaredCharset(view);
  if (isAscii(view)) {
    const known = declared === "unknown" || declared === "us-ascii" ? undefined : declared;
    return { text: view.toString("latin1"), charset: setting ?? known ?? "utf-8", notes: [] };
  }
  const valid = isUtf8(view);
  const charset = setting ?? (valid ? "utf-8" : hasHighControls(view) ? "windows-1252" : "iso-8859-15");
  return { text: decodeAs(view, charset), charset, notes: contradictions(valid, charset, setting, declared) };
}

/** The bytes of `text`; a character that the set does not have becomes `?`. */
export function encodeHl7(text: string, charset: HlCharset): Uint8Array {
  if (charset === "utf-8") return new Uint8Array(Buffer.from(text, "utf8"));
  const table = charset === "iso-8859-1" ? undefined : toByte[charset];
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    const special = table?.get(code);
    if (special !== undefined) bytes.push(special);
    else if (code <= 0xff && !(table && replaced[charset]?.has(code))) bytes.push(code);
    else bytes.push(0x3f);
  }
  return Uint8Array.from(bytes);
}

/** Where a set differs from ISO 8859-1: byte and code point (ISO/IEC 8859-15; Windows code page 1252). */
const differences = {
  "iso-8859-15": [
    [0xa4, 0x20ac],
    [0xa6, 0x160],
    [0xa8, 0x161],
    [0xb4, 0x17d],
    [0xb8, 0x17e],
    [0xbc, 0x152],
    [0xbd, 0x153],
    [0xbe, 0x178],
  ],
  "windows-1252": [
    [0x80, 0x20ac],
    [0x82, 0x201a],
    [0x83, 0x192],
    [0x84, 0x201e],
    [0x85, 0x2026],
    [0x86, 0x2020],
    [0x87, 0x2021],
    [0x88, 0x2c6],
    [0x89, 0x2030],
    [0x8a, 0x160],
    [0x8b, 0x2039],
    [0x8c, 0x152],
    [0x8e, 0x17d],
    [0x91, 0x2018],
    [0x92, 0x2019],
    [0x93, 0x201c],
    [0x94, 0x201d],
    [0x95, 0x2022],
    [0x96, 0x2013],
    [0x97, 0x2014],
    [0x98, 0x2dc],
    [0x99, 0x2122],
    [0x9a, 0x161],
    [0x9b, 0x203a],
    [0x9c, 0x153],
    [0x9e, 0x17e],
    [0x9f, 0x178],
  ],
} as const satisfies Record<string, readonly (readonly [number, number])[]>;

const pairs15: readonly (readonly [number, number])[] = differences["iso-8859-15"];
const pairs1252: readonly (readonly [number, number])[] = differences["windows-1252"];
const toByte = {
  "iso-8859-15": new Map(pairs15.map(([byte, code]) => [code, byte])),
  "windows-1252": new Map(pairs1252.map(([byte, code]) => [code, byte])),
};
/** Code points of ISO 8859-1 whose byte means something else in the set. */
const replaced: Readonly<Partial<Record<HlCharset, ReadonlySet<number>>>> = {
  "iso-8859-15": new Set(pairs15.map(([byte]) => byte)),
  "windows-1252": new Set(pairs1252.map(([byte]) => byte)),
};

const fromByte = {
  "iso-8859-15": new Map(pairs15.map(([byte, code]) => [byte, code])),
  "windows-1252": new Map(pairs1252.map(([byte, code]) => [byte, code])),
};

/** Tables of ours and not `TextDecoder`: some releases of Node read windows-1252 as ISO 8859-1. */
function decodeAs(bytes: Buffer, charset: HlCharset): string {
  switch (charset) {
    case "utf-8":
      return bytes.toString("utf8");
    case "iso-8859-1":
      return bytes.toString("latin1");
    case "iso-8859-15":
    case "windows-1252": {
      const table = fromByte[charset];
      const meaning = (character: string): string => {
        const code = table.get(character.charCodeAt(0));
        return code === undefined ? character : String.fromCharCode(code);
      };
      return bytes.toString("latin1").replace(/[\x80-\xbf]/g, meaning);
    }
  }
}

function hasHighControls(bytes: Uint8Array): boolean {
  return bytes.some((byte) => byte >= 0x80 && byte <= 0x9f);
}

type Declared = HlCharset | "us-ascii" | "unknown" | undefined;

/** First repetition of MSH-18, read before anything is decoded; undefined when it is empty or cannot be found. */
function declaredCharset(bytes: Buffer): Declared {
  const line = /^\s*MSH([^A-Za-z0-9\s])[^\r\n]*/.exec(bytes.toString("latin1", 0, 4096));
  const separator = line?.[1];
  if (!line || separator === undefined) return undefined;
  const name = line[0].split(separator)[17]?.split(/[~^]/)[0]?.trim().toUpperCase();
  if (name === undefined || name === "") return undefined;
  return knownNames.get(name) ?? "unknown";
}

/** HL7 table 0211, and spellings seen in its place. */
const knownNames: ReadonlyMap<string, Declared> = new Map<string, Declared>([
  ["UNICODE UTF-8", "utf-8"],
  ["UNICODE", "utf-8"],
  ["UTF-8", "utf-8"],
  ["UTF8", "utf-8"],
  ["8859/1", "iso-8859-1"],
  ["8859-1", "iso-8859-1"],
  ["ISO-8859-1", "iso-8859-1"],
  ["8859/15", "iso-8859-15"],
  ["8859-15", "iso-8859-15"],
  ["ISO-8859-15", "iso-8859-15"],
  ["WINDOWS-1252", "windows-1252"],
  ["ASCII", "us-ascii"],
]);

/** The bytes are not plain ASCII here. ISO 8859-1 declared and 8859-15 read differ in no way that bytes can show. */
function contradictions(
  validUtf8: boolean,
  charset: HlCharset,
  setting: HlCharset | undefined,
  declared: Declared,
): Hl7Note[] {
  const notes: Hl7Note[] = [];
  const bytesSay = validUtf8 ? "bytes are UTF-8" : "bytes are not UTF-8";
  if (setting !== undefined && (setting === "utf-8") !== validUtf8) {
    notes.push({ code: "hl7.charset-setting-contradicted", detail: `the feed says ${setting}, ${bytesSay}` });
  }
  if (declared === undefined) return notes;
  const fits =
    declared === "utf-8"
      ? validUtf8
      : declared === "iso-8859-1" || declared === "iso-8859-15"
        ? !validUtf8 && charset !== "windows-1252"
        : declared === "windows-1252" && !validUtf8;
  if (!fits) notes.push({ code: "hl7.charset-contradicted", detail: `MSH-18 says ${declared}, ${bytesSay}` });
  return notes;
}
