/** A message that goes out to a supplier, in both languages. Kept for ever: the portal shows what was said, and when. */
export interface MessageTable {
  id: string;
  journey_id: string;
  /** The record that it tells of. */
  record_id: string;
  /** JSON of e-mail addresses. */
  recipients: string;
  subject_fr: string;
  subject_en: string;
  text_fr: string;
  text_en: string;
  /** `withdrawn`: the record was taken back before the message had gone. */
  state: "queued" | "sent" | "failed" | "withdrawn";
  attempts: number;
  /** What the last attempt met; empty when none failed. */
  reason: string;
  created_at_ms: number;
  next_attempt_at_ms: number | null;
  sent_at_ms: number | null;
}

export type MessageTables = { message: MessageTable };
