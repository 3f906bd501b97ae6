import { cancelledEvents, isMovementEvent } from "../../../domain/movements/events.ts";
import type { LodgingText, MovementAction, MovementFact, Sex } from "../../../domain/movements/fact.ts";
import { parseStamp, type Stamp } from "../../../domain/time/stamp.ts";
import { firstDate, optionalDate } from "./dates.ts";
import { accountOf, patientOf, visitOf } from "./identifiers.ts";
import { type MessageReader, RefusedMessage } from "./reading.ts";

/** Codes longer than this are not codes; they are cut. In characters. */
const codeMaxChars = 40;

const classes = new Set(["I", "E", "O", "R", "N", "P", "B", "C", "U"]);
const actions: Readonly<Record<string, MovementAction>> = {
  INSERT: "insert",
  CREATE: "insert",
  UPDATE: "update",
  CANCEL: "cancel",
  DELETE: "cancel",
};

/** Triggers that `readMovement` understands: the movement events, their cancels, and Z99. */
export function isMovementTrigger(trigger: string): boolean {
  return trigger === "Z99" || isMovementEvent(trigger) || cancelledEvents(trigger).length > 0;
}

/** Reads an ITI-31 message as one version of one movement (PAM FR 2.11.2 §6; hl7-pam-fr §2 and §3). */
export function readMovement(reader: MessageReader): MovementFact {
  const { message, trigger } = reader;
  const patient = patientOf(reader);
  const visit = visitOf(reader);
  const account = accountOf(reader);
  const numbers = movementNumbers(reader);
  const cancels = cancelledEvents(trigger);
  const action = movementAction(reader, cancels);
  const event = movementEvent(reader, action, cancels);
  if (numbers.length === 0) {
    reader.note(action === "cancel" ? "hl7.cancel-without-number" : "hl7.no-zbe");
  }
  const lodging = readLodging(reader, 3);
  if (
    action !== "cancel" &&
    needsUnit.has(event ?? "") &&
    trigger !== "Z99" &&
    typeof lodging.unit !== "string"
  ) {
    reader.note("hl7.no-lodging-unit");
  }
  const patientClass = readClass(reader);
  const medicalUnit = code(message.read("ZBE", 7, { component: 10 }));
  const expectedIn = firstSaid(
    optionalDate(reader, "PV2", 8),
    announces.has(event ?? "") ? optionalDate(reader, "EVN", 3) : undefined,
  );
  const expectedOut = firstSaid(
    optionalDate(reader, "PV2", 9),
    event === "A16" ? optionalDate(reader, "EVN", 3) : undefined,
  );
  const plannedAt = event === "A15" ? optionalDate(reader, "EVN", 3) : undefined;
  const lastVisit = code(message.read("PV1", 41));
  const pendingLodging = readLodging(reader, 42);
  const sex = readSex(reader);
  return {
    kind: "movement",
    arrival: reader.context.arrival,
    messageAt: reader.messageAt,
    controlId: reader.controlId,
    numbers,
    action,
    ...(event === undefined ? {} : { event }),
    cancels: action === "cancel" ? (cancels.length > 0 ? cancels : undone(trigger)) : [],
    effectiveAt: effectiveTime(reader),
    patient,
    ...(account === undefined ? {} : { account }),
    ...(visit === undefined ? {} : { visit }),
    ...(sex === undefined ? {} : { sex }),
    ...(patientClass === undefined ? {} : { patientClass }),
    lodging,
    ...(Object.keys(pendingLodging).length === 0 ? {} : { pendingLodging }),
    natures: (message.read("ZBE", 9) ?? "")
      .toUpperCase()
      .replace(/[^A-Z]/g, "")
      .slice(0, 8),
    ...(medicalUnit === undefined ? {} : { medicalUnit }),
    ...(expectedIn === undefined ? {} : { expectedIn }),
    ...(expectedOut === undefined ? {} : { expectedOut }),
    ...(plannedAt === undefined ? {} : { plannedAt }),
    ...flag("newborn", message.read("PV1", 4), (text) => text.trim().toUpperCase() === "N"),
    ...flag("preadmissionNumber", message.read("PV1", 5), (text) => text.trim() !== ""),
    ...(lastVisit === undefined ? {} : { lastVisit }),
  };
}

/** The first word said; a deletion is a word too (hl7-pam-fr §3.5). */
function firstSaid(
  first: Stamp | null | undefined,
  second: Stamp | null | undefined,
): Stamp | null | undefined {
  return first === undefined ? second : first;
}

/** A yes-or-no member from a field: absent when the field says nothing, `false` when it was deleted. */
function flag<Name extends string>(
  name: Name,
  text: string | null | undefined,
  test: (text: string) => boolean,
): { readonly [Key in Name]?: boolean } {
  if (text === undefined) return {};
  return { [name]: text !== null && test(text) } as { readonly [Key in Name]?: boolean };
}

/** Events whose PV1-3.1 is mandatory (hl7-pam-fr §3.3). */
const needsUnit = new Set(["A01", "A04", "A03", "A02", "A14", "A15", "A16", "A21", "A22", "A06", "A07"]);
/** Events whose EVN-3 is the expected arrival. */
const announces = new Set(["A05", "A14"]);

/** A cancelled A06 comes as A07 and the other way round (hl7-pam-fr §2). */
function undone(trigger: string): readonly string[] {
  return trigger === "A06" || trigger === "A07" ? ["A06", "A07"] : [trigger];
}

function movementNumbers(reader: MessageReader): string[] {
  const numbers: string[] = [];
  for (
    let repetition = 1;
    repetition <= Math.min(10, reader.message.repetitionCount("ZBE", 1));
    repetition += 1
  ) {
    const number = reader.message.read("ZBE", 1, { repetition })?.trim();
    if (!number) continue;
    const authority =
      reader.message.read("ZBE", 1, { repetition, component: 2 }) ??
      reader.message.read("ZBE", 1, { repetition, component: 3 }) ??
      "";
    numbers.push(`${number.slice(0, codeMaxChars)}^${authority.slice(0, codeMaxChars)}`);
  }
  return numbers;
}

/** ZBE-4; the trigger decides for a cancel event, and where ZBE-4 says nothing. */
function movementAction(reader: MessageReader, cancels: readonly string[]): MovementAction {
  if (cancels.length > 0) return "cancel";
  const said = actions[(reader.message.read("ZBE", 4) ?? "").trim().toUpperCase()];
  return said ?? (reader.trigger === "Z99" ? "update" : "insert");
}

function movementEvent(
  reader: MessageReader,
  action: MovementAction,
  cancels: readonly string[],
): string | undefined {
  if (action === "cancel" && cancels.length > 0) return undefined;
  if (reader.trigger !== "Z99") return reader.trigger;
  const original = reader.message.read("ZBE", 6)?.trim().toUpperCase();
  if (original && isMovementEvent(original)) return original;
  reader.note("hl7.update-without-original-event");
  return undefined;
}

/** ZBE-2. An impossible one makes the message useless (AE); a missing one is replaced by the nearest date. */
function effectiveTime(reader: MessageReader): Stamp {
  const text = reader.message.read("ZBE", 2);
  if (text) {
    const stamp = parseStamp(text, reader.context.zone);
    if (stamp) return stamp;
    throw new RefusedMessage({
      ack: "AE",
      code: "hl7.impossible-date",
      location: "ZBE^1^2",
      errorNumber: 102,
    });
  }
  const near = firstDate(reader, [
    ["EVN", 6],
    ["EVN", 2],
  ]);
  if (!near || reader.message.has("ZBE")) reader.note("hl7.no-movement-time");
  return near ?? reader.messageAt;
}

function readLodging(reader: MessageReader, field: number): LodgingText {
  const part = (component: number): string | null | undefined =>
    code(reader.message.read("PV1", field, { component }));
  const unit = part(1);
  const room = part(2);
  const bed = part(3);
  return {
    ...(unit === undefined ? {} : { unit }),
    ...(room === undefined ? {} : { room }),
    ...(bed === undefined ? {} : { bed }),
  };
}

function readClass(reader: MessageReader): string | null | undefined {
  const text = reader.message.read("PV1", 2);
  if (text === undefined || text === null) return text;
  const letter = text.trim().toUpperCase();
  if (classes.has(letter)) return letter;
  reader.note("hl7.unknown-class");
  return undefined;
}

/** PID-8: F and M count for rooms, anything else that is said is `U`. */
export function readSex(reader: MessageReader): Sex | undefined {
  const text = reader.message.read("PID", 8)?.trim().toUpperCase();
  if (!text) return undefined;
  return text === "F" || text === "M" ? text : "U";
}

/** A code as it stands, without surrounding space; `null` when deleted. */
export function code(text: string | null | undefined): string | null | undefined {
  if (text === undefined || text === null) return text;
  const trimmed = text.trim();
  return trimmed === "" ? undefined : trimmed.slice(0, codeMaxChars);
}
