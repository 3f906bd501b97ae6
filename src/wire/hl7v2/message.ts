import { type Delimiters, readDelimiters } from "./delimiters.ts";
import type { Hl7Note } from "./notes.ts";
import { createSegment, type FieldPlace, type FieldValue, type Segment } from "./segment.ts";

export type { FieldPlace, FieldValue, Segment } from "./segment.ts";

/** A place in a message: which segment of that name, then where inside the field; all from 1. */
export interface MessagePlace extends FieldPlace {
  readonly occurrence?: number;
}

/** One HL7 v2 message in ER7, with no meaning attached. */
export interface Hl7Message {
  readonly delimiters: Delimiters;
  /** In order of receipt; the first is MSH. */
  readonly segments: readonly Segment[];
  has(name: string): boolean;
  /** Every segment of that name, in order; empty when there is none. */
  occurrences(name: string): readonly Segment[];
  /** As `Segment.read`, on the first segment of that name unless `occurrence` says otherwise. */
  read(name: string, field: number, place?: MessagePlace): FieldValue;
  repetitionCount(name: string, field: number, occurrence?: number): number;
  rawField(name: string, field: number, occurrence?: number): string | undefined;
}

export type ParseFault = "hl7.no-msh" | "hl7.several-messages" | "hl7.too-many-segments";

export type ParseResult =
  | { readonly ok: true; readonly message: Hl7Message; readonly notes: readonly Hl7Note[] }
  | {
      readonly ok: false;
      readonly code: ParseFault;
      readonly notes: readonly Hl7Note[];
      /** Only the MSH segment, so that the refusal can be addressed; absent when there is none. */
      readonly head?: Hl7Message;
    };

/** Ten times what the longest admission seen has. */
const SEGMENTS_MAX_DEFAULT = 1000;
const ODD_PLACES_SHOWN = 5;

/**
 * Splits a decoded message (HL7 v2.5 chapter 2; hl7-pam-fr §3.1, §7). Separators come from MSH-1 and MSH-2;
 * segments end in CR, LF or CRLF; empty lines and white space before MSH are skipped; a segment with an odd name
 * is kept, with a note. Fields are split when read. Never throws.
 *
 * Faults: no MSH at the beginning; more than `segmentsMax` segments; a second MSH, because one acknowledgement
 * cannot answer for two messages.
 */
export function parseHl7(text: string, options: { readonly segmentsMax?: number } = {}): ParseResult {
  const segmentsMax = options.segmentsMax ?? SEGMENTS_MAX_DEFAULT;
  const lines = /[^\r\n]+/g;
  lines.lastIndex = text.length - text.trimStart().length;
  const header = lines.exec(text)?.[0];
  const read = header === undefined ? undefined : readDelimiters(header);
  if (header === undefined || read === undefined) return { ok: false, code: "hl7.no-msh", notes: [] };
  const { delimiters, notes } = read;
  const segments = [createSegment(header, delimiters)];
  const fault = (code: ParseFault): ParseResult => ({
    ok: false,
    code,
    notes,
    head: createMessage(segments.slice(0, 1), delimiters),
  });
  const odd: number[] = [];
  for (let line = lines.exec(text); line; line = lines.exec(text)) {
    if (line[0].trim() === "") continue;
    if (segments.length >= segmentsMax) return fault("hl7.too-many-segments");
    const segment = createSegment(line[0], delimiters);
    if (segment.name === "MSH" && segment.text.length > 3) return fault("hl7.several-messages");
    segments.push(segment);
    if (!/^[A-Z][A-Z0-9]{2}$/.test(segment.name)) odd.push(segments.length);
  }
  if (odd.length > 0) notes.push({ code: "hl7.odd-segment-name", detail: oddPlaces(odd) });
  return { ok: true, message: createMessage(segments, delimiters), notes };
}

function oddPlaces(odd: readonly number[]): string {
  const shown = odd.slice(0, ODD_PLACES_SHOWN).join(", ");
  return `segment ${shown}${odd.length > ODD_PLACES_SHOWN ? `, and ${odd.length - ODD_PLACES_SHOWN} more` : ""}`;
}

function createMessage(segments: readonly Segment[], delimiters: Delimiters): Hl7Message {
  const nth = (name: string, occurrence: number): Segment | undefined => {
    if (occurrence === 1) return segments.find((segment) => segment.name === name);
    return segments.filter((segment) => segment.name === name)[occurrence - 1];
  };
  return {
    delimiters,
    segments,
    has: (name) => nth(name, 1) !== undefined,
    occurrences: (name) => segments.filter((segment) => segment.name === name),
    read: (name, field, place = {}) => nth(name, place.occurrence ?? 1)?.read(field, place),
    repetitionCount: (name, field, occurrence = 1) => nth(name, occurrence)?.repetitionCount(field) ?? 0,
    rawField: (name, field, occurrence = 1) => nth(name, occurrence)?.rawField(field),
  };
}
