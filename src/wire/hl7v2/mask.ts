import { type Delimiters, readDelimiters } from "./delimiters.ts";

/**
 * A message made safe to keep (DESIGN §6): every letter and digit becomes X, x or 9, except in MSH, EVN, ZBE and
 * in PV1-2 and PV1-3. Separators and lengths stay, so that the shape can still be studied.
 *
 * What is left readable must prove what it is. Each field of those segments has a form; from the first field of a
 * segment that does not have it, the rest of that segment is masked, because separators are then lost and a name
 * may stand anywhere. MSH-8 (security), EVN-5 (operator) and fields beyond MSH-21, EVN-7 and ZBE-9 are always
 * masked, and so are segment names that HL7 does not know. Without a recognisable MSH at the beginning everything
 * is masked. Never throws; linear in the text.
 */
export function maskHl7(text: string): string {
  const start = text.length - text.trimStart().length;
  const header = /[^\r\n]*/.exec(text.slice(start))?.[0] ?? "";
  const read = readDelimiters(header);
  const trusted = read?.notes.every((note) => note.code === "hl7.doubled-backslash") ?? false;
  if (!read || !trusted) return maskText(text);
  const rest = text.slice(start + header.length);
  const maskedRest = rest.replace(/[^\r\n]+/g, (line) => maskSegment(line, read.delimiters));
  return text.slice(0, start) + maskHeader(header, read.delimiters) + maskedRest;
}

/** What a field that stays readable looks like: given its text and the separators of the message. */
type FieldForm = (value: string, delimiters: Delimiters) => boolean;

const hide: FieldForm = (value) => value === "";
const upTo =
  (lengthMax: number): FieldForm =>
  (value) =>
    value.length <= lengthMax;
const like =
  (form: RegExp): FieldForm =>
  (value) =>
    form.test(value);
/** The first component has a form; the others are codes and labels of bounded length. */
const coded =
  (form: RegExp, lengthMax: number): FieldForm =>
  (value, { component }) => {
    const first = component === "" ? value : (value.split(component)[0] ?? "");
    return value.length <= lengthMax && form.test(first);
  };

const time = coded(/^(?:""|[\d.+-]{0,26})$/, 30);
const trigger = coded(/^(?:""|[A-Z]\d\d)?$/, 7);
const charsetName =
  "(?:ASCII|US-ASCII|UNICODE(?: UTF-\\d+)?|UTF-?\\d+|(?:ISO[ -]?)?8859[/-]\\d{1,2}|WINDOWS-\\d+|ISO IR ?\\d+)";

/** Fields of MSH by number. */
const headerForms: Readonly<Record<number, FieldForm>> = {
  3: upTo(227),
  4: upTo(227),
  5: upTo(227),
  6: upTo(227),
  7: time,
  8: hide,
  9: like(/^[A-Za-z0-9_]{0,8}(?:[^A-Za-z0-9\s][A-Za-z0-9_]{0,8}){0,2}$/),
  10: like(/^\S{0,64}$/),
  11: like(/^[A-Z]?(?:[^A-Za-z0-9\s][A-Z]?)?$/),
  12: coded(/^(?:\d(?:\.\d{1,2}){0,3})?$/, 60),
  13: like(/^\d{0,15}$/),
  14: hide,
  15: like(/^[A-Z]{0,2}$/),
  16: like(/^[A-Z]{0,2}$/),
  17: like(/^[A-Z]{0,3}$/),
  18: like(new RegExp(`^(?=.{0,60}$)(?:${charsetName}[~^]?)*$`, "i")),
  19: like(/^[A-Za-z-]{0,5}$/),
  20: like(/^(?:ISO 2022-1994|2\.3)?$/),
  21: like(/^(?:[A-Z]{0,6}[\d.]+[^A-Za-z0-9\s][\w.-]{1,60}\S{0,80})?$/),
};

const segmentForms: Readonly<Record<string, Readonly<Record<number, FieldForm>>>> = {
  EVN: {
    1: trigger,
    2: time,
    3: time,
    4: like(/^[A-Z0-9]{0,3}$/),
    5: hide,
    6: time,
    7: upTo(227),
  },
  ZBE: {
    1: coded(/^[^\s]{0,64}$/, 500),
    2: time,
    3: time,
    4: like(/^[A-Z]{0,9}$/),
    5: like(/^[YN]?$/),
    6: trigger,
    7: upTo(250),
    8: upTo(250),
    9: coded(/^[A-Z]{0,6}$/, 100),
  },
};

/** PV1 is masked but for class and place, which do not depend on each other's form. */
const placeForms: Readonly<Record<number, FieldForm>> = {
  2: coded(/^[A-Za-z0-9]{0,3}$/, 60),
  3: upTo(300),
};

/** Always masked fields do not mean that separators are lost. */
const hiddenFields: Readonly<Record<string, ReadonlySet<number>>> = {
  MSH: new Set([8, 14]),
  EVN: new Set([5]),
};

/** Names worth keeping: what patient administration messages carry. Others may be pieces of torn free text. */
const knownSegments = new Set(
  (
    "MSH SFT EVN PID PD1 PDA ROL NK1 PV1 PV2 ZBE ZFA ZFP ZFV ZFM ZFD ZFS DB1 OBX AL1 DG1 DRG PR1 GT1 IN1 IN2 IN3 " +
    "ACC UB1 UB2 MRG NPU MSA ERR NTE MFI MFE MFA LOC LCH LRL LDP LCC"
  ).split(" "),
);

function maskHeader(line: string, delimiters: Delimiters): string {
  const fields = line.split(delimiters.field);
  const kept = maskFields("MSH", fields.slice(2), 3, headerForms, delimiters);
  return [...fields.slice(0, 2), ...kept].join(delimiters.field);
}

function maskSegment(line: string, delimiters: Delimiters): string {
  const [name = "", ...fields] = line.split(delimiters.field);
  if (!knownSegments.has(name)) return maskText(line);
  if (name === "PV1") {
    const masked = fields.map((value, index) =>
      placeForms[index + 1]?.(value, delimiters) ? value : maskText(value),
    );
    return [name, ...masked].join(delimiters.field);
  }
  const forms = segmentForms[name];
  if (!forms) return [name, ...fields.map(maskText)].join(delimiters.field);
  return [name, ...maskFields(name, fields, 1, forms, delimiters)].join(delimiters.field);
}

function maskFields(
  name: string,
  fields: readonly string[],
  firstNumber: number,
  forms: Readonly<Record<number, FieldForm>>,
  delimiters: Delimiters,
): string[] {
  let lost = false;
  return fields.map((value, index) => {
    const number = firstNumber + index;
    if (hiddenFields[name]?.has(number)) return maskText(value);
    lost ||= !forms[number]?.(value, delimiters);
    return lost ? maskText(value) : value;
  });
}

function maskText(text: string): string {
  return text
    .replace(/[A-Z]/g, "X")
    .replace(/[a-z]/g, "x")
    .replace(/\p{N}/gu, "9")
    .replace(/(?![A-Za-z])[\p{L}\p{M}]/gu, "x");
}
