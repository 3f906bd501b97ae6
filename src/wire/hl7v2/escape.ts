import { isUtf8 } from "node:buffer";
import type { Delimiters } from "./delimiters.ts";

/** Looks like an escape sequence of HL7: highlighting, character set, local, formatting. */
const plausible = /^(?:[HN]|[CM][0-9A-F]{4,6}|Z[A-Za-z0-9]{0,20}|\.[a-z]{2}[+-]?\d{0,3})$/;
const hexadecimal = /^X(?:[0-9A-Fa-f]{2})+$/;

/**
 * The value that a piece of text between separators means (HL7 v2.5 chapter 2, escape sequences): `\F\ \S\ \T\ \R\
 * \E\ \P\`, `\X..\` (UTF-8 when the bytes are that, else ISO 8859-1), `\.br\` as a line feed. Other sequences stay
 * as they are, and so does an escape character that begins none.
 */
export function unescapeHl7(text: string, delimiters: Delimiters): string {
  const mark = delimiters.escape;
  if (mark === "" || !text.includes(mark)) return text;
  let result = "";
  let at = 0;
  for (;;) {
    const from = text.indexOf(mark, at);
    const to = from < 0 ? -1 : text.indexOf(mark, from + 1);
    if (to < 0) return result + text.slice(at);
    result += text.slice(at, from);
    const code = text.slice(from + 1, to);
    const value = meaning(code, delimiters);
    if (value !== undefined || plausible.test(code)) {
      result += value ?? text.slice(from, to + 1);
      at = to + 1;
    } else {
      result += mark;
      at = from + 1;
    }
  }
}

function meaning(code: string, delimiters: Delimiters): string | undefined {
  switch (code) {
    case "F":
      return delimiters.field;
    case "S":
      return delimiters.component;
    case "T":
      return delimiters.subcomponent;
    case "R":
      return delimiters.repetition;
    case "E":
      return delimiters.escape;
    case "P":
      return delimiters.truncation === "" ? undefined : delimiters.truncation;
    case ".br":
      return "\n";
    default: {
      if (!hexadecimal.test(code)) return undefined;
      const bytes = Buffer.from(code.slice(1), "hex");
      return bytes.toString(isUtf8(bytes) ? "utf8" : "latin1");
    }
  }
}

/**
 * `value` as it may stand between separators: separators and control characters escaped. Without an escape
 * character they become spaces.
 */
export function escapeHl7(value: string, delimiters: Delimiters): string {
  const codes = new Map<string, string>([
    [delimiters.field, "F"],
    [delimiters.component, "S"],
    [delimiters.subcomponent, "T"],
    [delimiters.repetition, "R"],
    [delimiters.escape, "E"],
  ]);
  let result = "";
  for (const character of value) {
    const code = codes.get(character) ?? controlCode(character);
    if (code === undefined) result += character;
    else result += delimiters.escape === "" ? " " : `${delimiters.escape}${code}${delimiters.escape}`;
  }
  return result;
}

function controlCode(character: string): string | undefined {
  const code = character.codePointAt(0) ?? 0;
  return code < 0x20 ? `X${code.toString(16).toUpperCase().padStart(2, "0")}` : undefined;
}
