import { areSane, type Delimiters, splitBy, standardDelimiters } from "./delimiters.ts";
import { escapeHl7, unescapeHl7 } from "./escape.ts";
import type { Hl7Message } from "./message.ts";

/** HL7 table 0008, original mode (hl7-pam-fr §6): stored; content of no use; not for us. */
export type AckCode = "AA" | "AE" | "AR";

export interface AckError {
  /** ERR-2 as segment, sequence, field, component: `PID^1^3`. */
  readonly location?: string;
  /** HL7 table 0357: 101 required field missing, 203 unsupported version, 207 internal error, … */
  readonly code: number;
  readonly text: string;
}

export interface AckRequest {
  /** Undefined when nothing of the message could be read. */
  readonly original: Hl7Message | undefined;
  readonly code: AckCode;
  /** MSH-10 of the answer. */
  readonly controlId: string;
  /** MSH-7 of the answer, as HL7 time. */
  readonly atText: string;
  /** For AE and AR; without it an internal error is given, since both need an ERR segment. */
  readonly error?: AckError;
}

/**
 * The acknowledgement of one message (HL7 v2.5 chapter 2, MSH, MSA and ERR; hl7-pam-fr §6): sender and receiver
 * exchanged, trigger, processing id, version, country and character set of the original, MSA-2 = its MSH-10. Uses
 * its separators when they are whole and printable, else the usual ones. Segments end in CR. Never throws.
 */
export function buildAck(request: AckRequest): string {
  const { original, code } = request;
  const sane = original !== undefined && areSane(original.delimiters);
  const delimiters = sane ? original.delimiters : standardDelimiters;
  const echo = (field: number): string => echoed(original, field, delimiters);
  const own = (value: string): string => escapeHl7(value, delimiters);
  const join = (parts: readonly string[]): string => parts.join(delimiters.component);

  const trigger = original?.read("MSH", 9, { component: 2 });
  const type = trigger ? join(["ACK", own(trigger), "ACK"]) : "ACK";
  const encoding =
    delimiters.component +
    delimiters.repetition +
    delimiters.escape +
    delimiters.subcomponent +
    delimiters.truncation;
  const header = ["MSH", encoding, echo(5), echo(6), echo(3), echo(4), own(request.atText), "", type];
  header.push(own(request.controlId), echo(11) || "P", echo(12) || "2.5", "", "", "", "", echo(17), echo(18));
  const segments = [header, ["MSA", code, echo(10)]];
  if (code !== "AA") {
    const error = request.error ?? { code: 207, text: "Application internal error" };
    const location = join((error.location ?? "").split("^").map(own));
    segments.push(["ERR", "", location, join([String(error.code), own(error.text), "HL70357"]), "E"]);
  }
  return segments.map((fields) => `${trimEnd(fields).join(delimiters.field)}\r`).join("");
}

/** The last filled field ends the segment. MSA-2 stays, even empty. */
function trimEnd(fields: readonly string[]): readonly string[] {
  let length = fields.length;
  while (length > 3 && fields[length - 1] === "") length -= 1;
  return fields.slice(0, length);
}

/** A field of the received MSH in the separators of the answer. */
function echoed(original: Hl7Message | undefined, field: number, to: Delimiters): string {
  const raw = original?.rawField("MSH", field);
  if (original === undefined || raw === undefined) return "";
  const from = original.delimiters;
  // Control characters would end a segment or a frame of the answer.
  if (from === to) return raw.replace(/[\x00-\x1f]/g, "");
  const each = (text: string, separator: string, joiner: string, inner: (part: string) => string): string =>
    splitBy(text, separator).map(inner).join(joiner);
  return each(raw, from.repetition, to.repetition, (repetition) =>
    each(repetition, from.component, to.component, (component) =>
      each(component, from.subcomponent, to.subcomponent, (leaf) => escapeHl7(unescapeHl7(leaf, from), to)),
    ),
  );
}
