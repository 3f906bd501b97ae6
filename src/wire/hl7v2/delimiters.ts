import type { Hl7Note } from "./notes.ts";

/** Separators of one message. An empty string means that the message has no such separator. */
export interface Delimiters {
  readonly field: string;
  readonly component: string;
  readonly repetition: string;
  readonly escape: string;
  readonly subcomponent: string;
  /** HL7 v2.7: marks truncated text; normally `#`. */
  readonly truncation: string;
}

/** What HL7 v2.5 chapter 2 (message delimiters) recommends and PAM FR requires. */
export const standardDelimiters: Delimiters = {
  field: "|",
  component: "^",
  repetition: "~",
  escape: "\\",
  subcomponent: "&",
  truncation: "",
};

const order = ["component", "repetition", "escape", "subcomponent"] as const;

/**
 * Separators from MSH-1 and MSH-2. `header` is the first line of the message. Undefined when it is not an MSH
 * segment: no `MSH`, or a field separator that is missing, a letter, a digit, a blank or not ASCII.
 *
 * Tolerated, with a note: a short MSH-2 (the usual characters fill in), letters, digits, blanks or doubles in it
 * (the usual character if it is free, else none), a fifth character (truncation), a doubled backslash `^~\\&`
 * (one escape character, then the subcomponent separator).
 */
export function readDelimiters(header: string): { delimiters: Delimiters; notes: Hl7Note[] } | undefined {
  const field = header.charAt(3);
  if (!header.startsWith("MSH") || !isSeparator(field)) return undefined;
  const end = header.indexOf(field, 4);
  const written = header.slice(4, end < 0 ? undefined : end);
  const notes: Hl7Note[] = [];
  const doubled = written.length > 4 && written[2] === "\\" && written[3] === "\\";
  if (doubled) notes.push({ code: "hl7.doubled-backslash", detail: "MSH-2" });
  const given = doubled ? written.slice(0, 3) + written.slice(4) : written;
  if (given.length < 4)
    notes.push({ code: "hl7.short-delimiters", detail: `MSH-2 of ${given.length} characters` });

  const used = new Set([field]);
  const found = { component: "", repetition: "", escape: "", subcomponent: "" };
  let odd = given.length > 5;
  order.forEach((name, index) => {
    const candidate = given.charAt(index);
    if (isSeparator(candidate) && !used.has(candidate)) {
      found[name] = candidate;
      used.add(candidate);
    } else if (candidate !== "") odd = true;
  });
  for (const name of order) {
    const usual = standardDelimiters[name];
    if (found[name] !== "" || used.has(usual)) continue;
    found[name] = usual;
    used.add(usual);
  }
  const fifth = given.charAt(4);
  const truncation = isSeparator(fifth) && !used.has(fifth) ? fifth : "";
  if (odd || (fifth !== "" && truncation === "")) notes.push({ code: "hl7.odd-delimiters", detail: "MSH-2" });
  return { delimiters: { field, ...found, truncation }, notes };
}

/** All five separators are there, printable, and as the message wrote them: fit for an answer. */
export function areSane(delimiters: Delimiters): boolean {
  return [delimiters.field, ...order.map((name) => delimiters[name])].every((one) => /^[!-~]$/.test(one));
}

/** Like `text.split(separator)`, where an empty separator does not split. */
export function splitBy(text: string, separator: string): string[] {
  return separator === "" ? [text] : text.split(separator);
}

function isSeparator(character: string): boolean {
  return /^[\x01-\x7e]$/.test(character) && !/[A-Za-z0-9\s]/.test(character);
}
