import type { BedStatus, Fact, MergeFact } from "../../../domain/movements/fact.ts";
import { parseStamp, type Stamp } from "../../../domain/time/stamp.ts";
import type { ErrorCode } from "../../../runtime/errors/catalogue.ts";
import type { Hl7Message } from "../../../wire/hl7v2/message.ts";
import { firstDate } from "./dates.ts";
import { localNumber, numberOf, patientOf } from "./identifiers.ts";
import { code, isMovementTrigger, readMovement, readSex } from "./read-movement.ts";
import {
  type MessageReader,
  type Reading,
  type ReadingContext,
  type ReadingNote,
  RefusedMessage,
} from "./reading.ts";

/** HL7 table 0116; `1` and `2` are seen for "to clean" and "clean" (hl7-pam-fr §3.4). */
const bedStatuses: Readonly<Record<string, BedStatus>> = {
  C: "closed",
  H: "cleaning",
  K: "cleaning",
  I: "isolated",
  O: "occupied",
  U: "free",
  "1": "cleaning",
  "2": "free",
};

/**
 * What one HL7 v2 message means for beds: a fact, or a refusal with its acknowledgement (hl7-pam-fr §2, §4, §6).
 *
 * Anything that is our problem (unknown trigger, unit, class) is accepted with a note, because one negative answer
 * may stop the feed of a whole hospital; only what cannot be identified is refused. Never throws on content.
 */
export function readMessage(message: Hl7Message, context: ReadingContext): Reading {
  const notes: ReadingNote[] = [];
  const note = (noteCode: ErrorCode, detail?: string): void => {
    notes.push({ code: noteCode, ...(detail === undefined ? {} : { detail }) });
  };
  try {
    const controlId = checkHeader(message, context);
    const messageAt = messageTime(message, context, note);
    const trigger = (message.read("MSH", 9, { component: 2 }) ?? message.read("EVN", 1) ?? "")
      .trim()
      .toUpperCase();
    const reader: MessageReader = { message, context, trigger, controlId, messageAt, note };
    return { outcome: "accepted", fact: readFact(reader), notes };
  } catch (error) {
    if (error instanceof RefusedMessage) return { outcome: "refused", refusal: error.refusal, notes };
    throw error;
  }
}

/** Control id, type, version and processing id, in this order; returns MSH-10. */
function checkHeader(message: Hl7Message, context: ReadingContext): string {
  const controlId = message.read("MSH", 10)?.trim();
  if (!controlId) {
    throw new RefusedMessage({
      ack: "AE",
      code: "hl7.no-control-id",
      location: "MSH^1^10",
      errorNumber: 101,
    });
  }
  if ((message.read("MSH", 9) ?? "").trim().toUpperCase() !== "ADT") {
    throw new RefusedMessage({
      ack: "AR",
      code: "hl7.unsupported-type",
      location: "MSH^1^9",
      errorNumber: 200,
    });
  }
  const version = message.read("MSH", 12)?.trim();
  if (version && !version.startsWith("2.")) {
    throw new RefusedMessage({
      ack: "AR",
      code: "hl7.unsupported-version",
      location: "MSH^1^12",
      errorNumber: 203,
    });
  }
  const processing = message.read("MSH", 11)?.trim().toUpperCase();
  if (processing && !context.processingIds.includes(processing)) {
    throw new RefusedMessage({
      ack: "AR",
      code: "hl7.refused-processing-id",
      location: "MSH^1^11",
      errorNumber: 202,
    });
  }
  return controlId.slice(0, 200);
}

function messageTime(
  message: Hl7Message,
  context: ReadingContext,
  note: (code: ErrorCode, detail?: string) => void,
): Stamp {
  for (const [segment, field] of [
    ["MSH", 7],
    ["EVN", 2],
  ] as const) {
    const text = message.read(segment, field);
    const stamp = text ? parseStamp(text, context.zone) : undefined;
    if (stamp) return stamp;
    if (text) note("hl7.ignored-date", `${segment}-${field}`);
  }
  return context.receivedAt;
}

function readFact(reader: MessageReader): Fact {
  const { trigger } = reader;
  if (isMovementTrigger(trigger)) return readMovement(reader);
  switch (trigger) {
    case "A28":
    case "A31":
      return readIdentity(reader);
    case "A08":
      reader.note("hl7.not-a-movement");
      return readIdentity(reader);
    case "A40":
    case "A47":
    case "A44":
    case "A49":
      return readMerge(reader);
    case "A20":
      return readBedStatus(reader);
    default:
      reader.note("hl7.unknown-trigger", /^[A-Z][A-Z0-9]{2}$/.test(trigger) ? trigger : "");
      return noEffect(reader);
  }
}

function base(reader: MessageReader): { arrival: number; messageAt: Stamp; controlId: string } {
  return { arrival: reader.context.arrival, messageAt: reader.messageAt, controlId: reader.controlId };
}

function noEffect(reader: MessageReader): Fact {
  return { kind: "none", ...base(reader), trigger: reader.trigger.slice(0, 3) };
}

function readIdentity(reader: MessageReader): Fact {
  const sex = readSex(reader);
  return {
    kind: "identity",
    ...base(reader),
    patient: patientOf(reader),
    ...(sex === undefined ? {} : { sex }),
  };
}

/** A40, A47, A44, A49. A national identifier in MRG-1 or PID-3 has no effect on beds (hl7-pam-fr §2, §5.5). */
function readMerge(reader: MessageReader): Fact {
  const { pseudonym } = reader.context;
  const merge = (scope: MergeFact["scope"], from: string | undefined, into: string | undefined): Fact => {
    if (from !== undefined && into !== undefined) {
      const sex = readSex(reader);
      return { kind: "merge", ...base(reader), scope, from, into, ...(sex === undefined ? {} : { sex }) };
    }
    reader.note("hl7.merge-without-local-numbers");
    return noEffect(reader);
  };
  const local = (segment: string, field: number): string | undefined => {
    const number = localNumber(reader, segment, field);
    return number === undefined ? undefined : pseudonym("patient", number);
  };
  switch (reader.trigger) {
    case "A44":
      return merge(
        "account-owner",
        numberOf(reader, "account", "PID", 18) ?? numberOf(reader, "account", "MRG", 3),
        local("PID", 3),
      );
    case "A49":
      return merge("account", numberOf(reader, "account", "MRG", 3), numberOf(reader, "account", "PID", 18));
    default:
      return merge("patient", local("MRG", 1), local("PID", 3));
  }
}

/** A20: status of one bed, without a patient (HL7 v2.5 chapter 3, NPU). */
function readBedStatus(reader: MessageReader): Fact {
  const { message } = reader;
  const unit = code(message.read("NPU", 1));
  const room = code(message.read("NPU", 1, { component: 2 }));
  const bed = code(message.read("NPU", 1, { component: 3 }));
  const status = bedStatuses[(message.read("NPU", 2) ?? "").trim().toUpperCase()];
  if (!unit || !bed || !status) {
    reader.note("hl7.bed-status-unclear");
    return noEffect(reader);
  }
  const at = firstDate(reader, [
    ["EVN", 6],
    ["EVN", 2],
  ]);
  return {
    kind: "bed-status",
    ...base(reader),
    at: at ?? reader.messageAt,
    unit,
    room: room ?? "",
    bed,
    status,
  };
}
