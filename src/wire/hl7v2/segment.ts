import { type Delimiters, splitBy } from "./delimiters.ts";
import { unescapeHl7 } from "./escape.ts";

/** Where inside a field; all numbers from 1, as the standard counts. */
export interface FieldPlace {
  readonly repetition?: number;
  readonly component?: number;
  readonly subcomponent?: number;
}

/** Unescaped text; `null` = the two quotes `""` (delete); undefined = absent or empty (says nothing). */
export type FieldValue = string | null | undefined;

/** One segment; its text is split when first read. */
export interface Segment {
  /** Up to the first field separator, normally three characters. */
  readonly name: string;
  /** The whole line as received, without its end. */
  readonly text: string;
  /** Number of the last field written, empty or not; MSH-1 and MSH-2 counted as the standard does. */
  readonly fieldCount: number;
  /**
   * One value. Without a component its first component, without a subcomponent its first subcomponent. A field
   * that is `""` as a whole deletes each of its components, so each reads as `null` (hl7-pam-fr §3.5).
   */
  read(field: number, place?: FieldPlace): FieldValue;
  /** How many repetitions stand in the field; 0 when it is absent or empty. */
  repetitionCount(field: number): number;
  /** The field as received, not split, not unescaped; undefined when absent or empty. */
  rawField(field: number): string | undefined;
}

const DELETED = '""';

/** A segment over its text. Never throws; numbers that are not whole and positive read as absent. */
export function createSegment(text: string, delimiters: Delimiters): Segment {
  return new LazySegment(text, delimiters);
}

class LazySegment implements Segment {
  readonly name: string;
  readonly text: string;
  readonly #delimiters: Delimiters;
  readonly #isHeader: boolean;
  #fields: readonly string[] | undefined;

  constructor(text: string, delimiters: Delimiters) {
    const end = text.indexOf(delimiters.field);
    this.name = end < 0 ? text : text.slice(0, end);
    this.text = text;
    this.#delimiters = delimiters;
    this.#isHeader = this.name === "MSH";
  }

  get fieldCount(): number {
    return this.#split().length - (this.#isHeader ? 0 : 1);
  }

  rawField(field: number): string | undefined {
    if (field < 1) return undefined;
    if (this.#isHeader && field === 1) return this.#delimiters.field;
    const raw = this.#split()[this.#isHeader ? field - 1 : field];
    return raw === "" ? undefined : raw;
  }

  repetitionCount(field: number): number {
    const raw = this.rawField(field);
    if (raw === undefined) return 0;
    return this.#isVerbatim(field) ? 1 : splitBy(raw, this.#delimiters.repetition).length;
  }

  read(field: number, place: FieldPlace = {}): FieldValue {
    const { repetition = 1, component = 1, subcomponent = 1 } = place;
    const raw = this.rawField(field);
    if (raw === undefined) return undefined;
    if (this.#isVerbatim(field)) {
      return repetition === 1 && component === 1 && subcomponent === 1 ? raw : undefined;
    }
    const delimiters = this.#delimiters;
    const repeated = piece(raw, delimiters.repetition, repetition);
    if (repeated === DELETED) return null;
    const part = piece(repeated, delimiters.component, component);
    if (part === DELETED) return null;
    const leaf = piece(part, delimiters.subcomponent, subcomponent);
    if (leaf === undefined || leaf === "") return undefined;
    return leaf === DELETED ? null : unescapeHl7(leaf, delimiters);
  }

  /** MSH-1 and MSH-2 are the separators themselves. */
  #isVerbatim(field: number): boolean {
    return this.#isHeader && field <= 2;
  }

  #split(): readonly string[] {
    this.#fields ??= this.text.split(this.#delimiters.field);
    return this.#fields;
  }
}

function piece(text: string | undefined, separator: string, number: number): string | undefined {
  if (text === undefined) return undefined;
  if (separator === "" || !text.includes(separator)) return number === 1 ? text : undefined;
  return text.split(separator)[number - 1];
}
