import { parseStamp, type Stamp } from "../../../domain/time/stamp.ts";
import type { MessageReader } from "./reading.ts";

/**
 * A date that may be missing or wrong without making the message useless. `null` = deleted by the sender; a text
 * that is no date is ignored with a note.
 */
export function optionalDate(
  reader: MessageReader,
  segment: string,
  field: number,
): Stamp | null | undefined {
  const text = reader.message.read(segment, field);
  if (text === undefined || text === null) return text;
  const stamp = parseStamp(text, reader.context.zone);
  if (!stamp) reader.note("hl7.ignored-date", `${segment}-${field}`);
  return stamp;
}

/** The first usable date of several fields. */
export function firstDate(
  reader: MessageReader,
  fields: readonly (readonly [segment: string, field: number])[],
): Stamp | undefined {
  for (const [segment, field] of fields) {
    const stamp = optionalDate(reader, segment, field);
    if (stamp) return stamp;
  }
  return undefined;
}
