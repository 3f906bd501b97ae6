import type { MessageReader } from "./reading.ts";
import { RefusedMessage } from "./reading.ts";

/** Identifier types of national numbers, which a capacity connector neither needs nor keeps (DESIGN §6). */
const nationalTypes = new Set(["NH", "INS", "INS-C", "INS-A", "INS-NIR", "INS-NIA", "NI", "NNFRA", "SS"]);

/** Authorities of the national identity (INS-C, NIR, NIA and their test ones): some senders give no type. */
const nationalAuthority = /^1\.2\.250\.1\.213\.1\.4\.(6|8|9|10|11)$/;

/** Longest number kept, in characters. */
const numberMaxChars = 80;

/**
 * The local number in a CX list such as PID-3 or MRG-1: the repetition of type `PI`, else the first that is not a
 * national one (hl7-pam-fr §1). `undefined` when there is none.
 */
export function localNumber(reader: MessageReader, segment: string, field: number): string | undefined {
  const { message } = reader;
  let fallback: string | undefined;
  for (let repetition = 1; repetition <= message.repetitionCount(segment, field); repetition += 1) {
    const number = message.read(segment, field, { repetition, component: 1 });
    if (typeof number !== "string" || number.trim() === "") continue;
    const type = (message.read(segment, field, { repetition, component: 5 }) ?? "").trim().toUpperCase();
    const authority = (message.read(segment, field, { repetition, component: 4 }) ?? "").toUpperCase();
    const oid = message.read(segment, field, { repetition, component: 4, subcomponent: 2 }) ?? "";
    if (nationalTypes.has(type) || authority.startsWith("ASIP-SANTE-INS")) continue;
    if (type !== "PI" && nationalAuthority.test(oid)) continue;
    if (type === "PI") return number.trim().slice(0, numberMaxChars);
    fallback ??= number.trim().slice(0, numberMaxChars);
  }
  return fallback;
}

/** PV1-19.1 as a pseudonym. */
export function visitOf(reader: MessageReader): string | undefined {
  return numberOf(reader, "visit", "PV1", 19);
}

/** PID-18.1 as a pseudonym. */
export function accountOf(reader: MessageReader): string | undefined {
  return numberOf(reader, "account", "PID", 18);
}

/** First component of a number field as a pseudonym. */
export function numberOf(
  reader: MessageReader,
  kind: "patient" | "visit" | "account",
  segment: string,
  field: number,
): string | undefined {
  const number = reader.message.read(segment, field)?.trim();
  return number ? reader.context.pseudonym(kind, number.slice(0, numberMaxChars)) : undefined;
}

/**
 * The patient of a message as a pseudonym. Without a local number the visit or the account stands for the patient,
 * with a note; without any number the message cannot be used: AE (hl7-pam-fr §6).
 */
export function patientOf(reader: MessageReader): string {
  if (!reader.message.has("PID")) {
    throw new RefusedMessage({ ack: "AE", code: "hl7.no-pid", location: "PID^1", errorNumber: 100 });
  }
  const local = localNumber(reader, "PID", 3);
  if (local !== undefined) return reader.context.pseudonym("patient", local);
  const standIn = visitOf(reader) ?? accountOf(reader);
  if (standIn === undefined) {
    throw new RefusedMessage({
      ack: "AE",
      code: "hl7.no-patient-number",
      location: "PID^1^3",
      errorNumber: 101,
    });
  }
  reader.note("hl7.no-patient-number", "the visit or account number stands for it");
  return standIn;
}
