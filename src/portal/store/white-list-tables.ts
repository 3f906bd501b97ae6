import type { Generated } from "kysely";

/** What was asked of ANS for one certificate; never changed (`domain/journey/white-list/facts.ts`). */
export interface WhiteListRequestTable {
  sequence: Generated<number>;
  id: string;
  journey_id: string;
  subject_dn: string;
  fingerprint: string;
  instance: string;
  /** Certificate in whose place this one comes; both empty for none. */
  replaces_dn: string;
  replaces_fingerprint: string;
  takeover_on: string | null;
}

/** One establishment of a request. */
export interface WhiteListChangeTable {
  request_id: string;
  journey_id: string;
  id_nat_struct: string;
  name: string;
  change: "add" | "remove";
  position: number;
}

/** Content of a confirmation. */
export interface WhiteListAnswerTable {
  record_id: string;
  journey_id: string;
  request_id: string;
  feeding_url: string;
  token_url: string;
  client_id: string;
  /** JSON of establishments with reasons. */
  refused: string;
}

/** Newest accepted PATCH of an establishment, as the platform's journal showed it. */
export interface AcceptedPatchTable {
  journey_id: string;
  id_nat_struct: string;
  place: string;
  at_ms: number;
}

/** Something to be done on the production platform, after the commit of the record that calls for it. */
export interface PlatformChangeTable {
  id: string;
  sequence: Generated<number>;
  journey_id: string;
  record_id: string;
  /** Subject of the certificate whose lines the platform is to hold as the white list says. */
  subject_dn: string;
  state: "queued" | "failed" | "done";
  attempts: number;
  reason: string;
  created_at_ms: number;
  next_attempt_at_ms: number;
  done_at_ms: number | null;
}

/** Reminders that went out, each once. */
export interface ReminderTable {
  journey_id: string;
  name: string;
  at_ms: number;
}

export type WhiteListTables = {
  white_list_request: WhiteListRequestTable;
  white_list_change: WhiteListChangeTable;
  white_list_answer: WhiteListAnswerTable;
  accepted_patch: AcceptedPatchTable;
  platform_change: PlatformChangeTable;
  reminder: ReminderTable;
};
