import { type DecodedHl7, decodeHl7, type HlCharset } from "../../../wire/hl7v2/charset.ts";
import { type Hl7Message, parseHl7 } from "../../../wire/hl7v2/message.ts";
import { readMessage } from "./read-message.ts";
import type { Reading, ReadingContext, ReadingNote } from "./reading.ts";

/** One frame, from bytes to meaning. `text` holds personal data: never store or log it. */
export interface FrameReading {
  readonly decoded: DecodedHl7;
  /** `undefined` when the bytes are no HL7 message. */
  readonly message: Hl7Message | undefined;
  readonly reading: Reading;
  /** Notes of every stage: characters, syntax, meaning. */
  readonly notes: readonly ReadingNote[];
}

/** Decodes, splits and understands one frame. Never throws, whatever the bytes. */
export function readFrame(bytes: Uint8Array, context: ReadingContext, charset?: HlCharset): FrameReading {
  const decoded = decodeHl7(bytes, charset);
  const parsed = parseHl7(decoded.text);
  const syntaxNotes: ReadingNote[] = [...decoded.notes, ...parsed.notes];
  if (!parsed.ok) {
    const reading: Reading = {
      outcome: "refused",
      refusal: { ack: "AE", code: parsed.code, errorNumber: 100 },
      notes: [],
    };
    return { decoded, message: undefined, reading, notes: syntaxNotes };
  }
  const reading = readMessage(parsed.message, context);
  return { decoded, message: parsed.message, reading, notes: [...syntaxNotes, ...reading.notes] };
}
