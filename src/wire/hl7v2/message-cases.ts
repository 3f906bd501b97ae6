import { Hl7Message as MedplumMessage } from "@medplum/core";
import fc from "fast-check";
import { buildAck } from "./ack.ts";
import { decodeHl7, encodeHl7 } from "./charset.ts";
import type { Delimiters } from "./delimiters.ts";
import { escapeHl7, unescapeHl7 } from "./escape.ts";
import { maskHl7 } from "./mask.ts";
import { parseHl7 } from "./message.ts";

/** Delimiter sets that both readers understand. */
const delimitersArb = fc.constantFrom("|^~\\&", "^~|\\&", "*!$/%", "|^~\\$").map(
  (set): Delimiters => ({
    field: set.charAt(0),
    component: set.charAt(1),
    repetition: set.charAt(2),
    escape: set.charAt(3),
    subcomponent: set.charAt(4),
    truncation: "",
  }),
);
const leafArb = fc.stringMatching(/^[A-Za-z0-9é ]{0,6}$/);
const nested = <T>(arb: fc.Arbitrary<T>, maxLength: number): fc.Arbitrary<T[]> =>
  fc.array(arb, { minLength: 1, maxLength });
/** Fields of one segment as repetitions of components of subcomponents. */
const fieldArb = nested(nested(nested(leafArb, 3), 4), 3);
const segmentArb = fc.tuple(
  fc.constantFrom("EVN", "PID", "PV1", "ZBE", "NTE"),
  fc.array(fieldArb, { minLength: 1, maxLength: 8 }),
);
const messageArb = fc.tuple(
  delimitersArb,
  fc.array(segmentArb, { maxLength: 6 }),
  fc.constantFrom("\r", "\n", "\r\n", "\r\r"),
);

/** What was put in is read back, here and by an independent reader (which does not unescape). */
export const readersAgree = fc.property(messageArb, ([delimiters, segments, lineEnd]) => {
  const header = `MSH${delimiters.field}${delimiters.component}${delimiters.repetition}${delimiters.escape}${delimiters.subcomponent}${delimiters.field}APP`;
  const lines = segments.map(([name, fields]) =>
    [
      name,
      ...fields.map((field) =>
        field
          .map((repetition) =>
            repetition.map((component) => component.join(delimiters.subcomponent)).join(delimiters.component),
          )
          .join(delimiters.repetition),
      ),
    ].join(delimiters.field),
  );
  const text = [header, ...lines].join(lineEnd) + lineEnd;
  const ours = parseHl7(text);
  const theirs = MedplumMessage.parse(text);
  if (!ours.ok || ours.notes.length > 0) throw new Error("not read");
  const seen = new Map<string, number>();
  for (const [name, fields] of segments) {
    const occurrence = (seen.get(name) ?? 0) + 1;
    seen.set(name, occurrence);
    const other = theirs.getAllSegments(name)[occurrence - 1];
    fields.forEach((field, f) => {
      field.forEach((repetition, r) => {
        repetition.forEach((component, c) => {
          component.forEach((leaf, s) => {
            const place = { occurrence, repetition: r + 1, component: c + 1, subcomponent: s + 1 };
            const read = ours.message.read(name, f + 1, place) ?? "";
            const medplum = other?.getField(f + 1).getComponent(c + 1, s, r) ?? "";
            if (read !== leaf || medplum !== leaf) {
              throw new Error(`${name}-${f + 1} ${JSON.stringify(place)}: ${read} | ${medplum} | ${leaf}`);
            }
          });
        });
      });
    });
  }
});

/** Escaping and unescaping give the value back, and no separator is left in between. */
export const escapesRoundTrip = fc.property(
  delimitersArb,
  fc.oneof(fc.string({ unit: "grapheme" }), fc.stringMatching(/^[\\|^~&FSTREXH.br0D\r\n]{0,30}$/)),
  (delimiters, value) => {
    const escaped = escapeHl7(value, delimiters);
    const { field, component, repetition, subcomponent } = delimiters;
    const left = [field, component, repetition, subcomponent, "\r", "\n"].filter((one) =>
      escaped.includes(one),
    );
    return left.length === 0 && unescapeHl7(escaped, delimiters) === value;
  },
);

const roughArb = fc.oneof(
  fc.uint8Array({ maxLength: 400 }),
  fc
    .array(
      fc.constantFrom(
        ...'MSH|^~\\& MSH| PID| ZBE| EVN| PV1| \r \n " "" \\X0D\\ \\F\\ \\ | ^ ~ & A é \0 \x0b \x1c'.split(
          " ",
        ),
      ),
      { maxLength: 60 },
    )
    .map((parts) => Uint8Array.from(Buffer.from(`MSH|^~\\&|${parts.join("")}`))),
);

/** Any bytes go through decoding, reading, masking and answering without an exception, twice the same. */
export const nothingThrows = fc.property(roughArb, (bytes) => {
  const { text, charset } = decodeHl7(bytes);
  const parsed = parseHl7(text, { segmentsMax: 20 });
  maskHl7(text);
  const original = parsed.ok ? parsed.message : parsed.head;
  const answer = buildAck({ original, code: "AE", controlId: "1", atText: "20260101" });
  encodeHl7(answer, charset);
  if (/[\x0b\x1c\n]/.test(answer) || answer.split("\r").length !== 4)
    throw new Error("answer has a wrong shape");
  if (!parsed.ok) return;
  for (const segment of parsed.message.segments) {
    for (let field = 0; field <= segment.fieldCount + 1; field += 1) {
      segment.read(field, { component: 2, repetition: 2 });
      segment.repetitionCount(field);
    }
  }
  const back = parseHl7(answer);
  const sent = parsed.message.read("MSH", 10) ?? "";
  if (!back.ok || (back.message.read("MSA", 2) ?? "") !== sent.replace(/[\x00-\x1f]/g, "")) {
    if (!/[\x00-\x1f]/.test(sent)) throw new Error("MSA-2 is not the MSH-10 received");
  }
});
