import { RaccordError } from "../../runtime/errors/raccord-error.ts";
import type { PortalDatabase } from "../store/tables.ts";
import type { MessageView } from "./shapes.ts";

/** What a message says, in both languages. */
export interface MessageText {
  readonly subjectFr: string;
  readonly subjectEn: string;
  readonly textFr: string;
  readonly textEn: string;
}

/** Puts a message into the outbox, in the transaction of the record that it tells of. */
export async function queueMessage(
  transaction: PortalDatabase,
  message: MessageText & {
    readonly id: string;
    readonly journeyId: string;
    readonly recordId: string;
    readonly recipients: readonly string[];
    readonly atMs: number;
  },
): Promise<void> {
  await transaction
    .insertInto("message")
    .values({
      id: message.id,
      journey_id: message.journeyId,
      record_id: message.recordId,
      recipients: JSON.stringify(message.recipients),
      subject_fr: message.subjectFr,
      subject_en: message.subjectEn,
      text_fr: message.textFr,
      text_en: message.textEn,
      state: "queued",
      attempts: 0,
      reason: "",
      created_at_ms: message.atMs,
      next_attempt_at_ms: null,
      sent_at_ms: null,
    })
    .execute();
}

/** Keeps a message from leaving that tells of a record which was taken back. What has gone has gone. */
export async function withdrawMessage(transaction: PortalDatabase, recordId: string): Promise<void> {
  await transaction
    .updateTable("message")
    .set({ state: "withdrawn", next_attempt_at_ms: null })
    .where("record_id", "=", recordId)
    .where("state", "in", ["queued", "failed"])
    .execute();
}

const messagesMax = 200;

/** Messages, newest first; of one journey, or of all. */
export async function readMessages(
  database: PortalDatabase,
  journeyId: string | undefined,
): Promise<readonly MessageView[]> {
  const query = database
    .selectFrom("message")
    .innerJoin("journey", "journey.id", "message.journey_id")
    .selectAll("message")
    .select("journey.name as journey_name")
    .orderBy("message.created_at_ms", "desc")
    .orderBy("message.id")
    .limit(messagesMax);
  const rows = await (journeyId === undefined
    ? query
    : query.where("message.journey_id", "=", journeyId)
  ).execute();
  const instant = (atMs: number | null): string | null =>
    atMs === null ? null : new Date(atMs).toISOString();
  return rows.map((row) => ({
    id: row.id,
    journeyId: row.journey_id,
    journeyName: row.journey_name,
    to: addressesOf(row.recipients),
    subjectFr: row.subject_fr,
    subjectEn: row.subject_en,
    textFr: row.text_fr,
    textEn: row.text_en,
    state: row.state,
    attempts: row.attempts,
    reason: row.reason,
    createdAt: new Date(row.created_at_ms).toISOString(),
    nextAttemptAt: row.state === "failed" ? instant(row.next_attempt_at_ms) : null,
    sentAt: instant(row.sent_at_ms),
  }));
}

/** Addresses as they were stored. Throws RaccordError `journey.failed` on anything else: only this module writes them. */
export function addressesOf(stored: string): string[] {
  const value: unknown = JSON.parse(stored);
  if (!Array.isArray(value)) throw new RaccordError("journey.failed", "recipients");
  return value.map(String);
}
