import type { Generated } from "kysely";
import type { StepId } from "../../domain/journey/step.ts";

/** Flags are 0 or 1, instants epoch milliseconds, days YYYY-MM-DD: both databases speak that. */
type Flag = 0 | 1;

export interface OrganisationTable {
  id: string;
  name: string;
  created_at_ms: number;
}

export interface JourneyTable {
  id: string;
  organisation_id: string;
  name: string;
  created_by: string;
  created_at_ms: number;
}

/** A row of a section: its place in the table, and whether it was removed (its answers stay). */
export interface AnswerRowTable {
  journey_id: string;
  section: string;
  row_id: string;
  position: number;
  removed: Flag;
}

/** One field as it was typed. */
export interface AnswerTable {
  journey_id: string;
  section: string;
  row_id: string;
  field: string;
  /** JSON of a text, a boolean or null. */
  value: string;
  revision: number;
  by_person: string;
  at_ms: number;
}

/** A move that was made; taken back by `withdrawn_…`, never deleted. */
export interface MoveRecordTable {
  sequence: Generated<number>;
  id: string;
  journey_id: string;
  step: StepId;
  move: string;
  subject: string;
  at_ms: number;
  by_person: string;
  day: string | null;
  document_id: string | null;
  reason: string | null;
  /** 1 when somebody who does not decide it declared it from the answer that was uploaded. */
  declared: Generated<number>;
  /** JSON of what was found at that moment. */
  findings: string;
  withdrawn_at_ms: number | null;
  withdrawn_by: string | null;
  withdrawn_reason: string | null;
}

/** Lines of the audit trail: who, when, what, why, each with the hash of the one before. */
export interface AuditEntryTable {
  sequence: number;
  at_ms: number;
  by_person: string;
  by_name: string;
  /** Empty where no journey is concerned. */
  journey_id: string;
  action: string;
  /** JSON of what was done. */
  what: string;
  why: string;
  previous_hash: string;
  hash: string;
}

/** The end of the trail, one row: a cut tail is seen. */
export interface AuditHeadTable {
  id: 1;
  sequence: number;
  hash: string;
}

/** A file that somebody uploaded. */
export interface DocumentTable {
  id: string;
  /** Empty for the library. */
  journey_id: string;
  step: string;
  kind: string;
  name: string;
  media_type: string;
  size_bytes: number;
  sha256: string;
  content: Uint8Array;
  uploaded_by: string;
  uploaded_at_ms: number;
}

/** A reference document: official forms, models, guide, charter. */
export interface LibraryItemTable {
  id: string;
  kind: string;
  version: string;
  source: string;
  day: string;
  document_id: string;
  added_by: string;
  added_at_ms: number;
  removed_at_ms: number | null;
}

/** One condition of the official page's red box. */
export interface ConditionTable {
  id: string;
  text_fr: string;
  text_en: string;
  source: string;
  /** Day of the source. */
  day: Generated<string>;
  added_by: string;
  added_at_ms: number;
  removed_at_ms: number | null;
}

/** What a region said of its modality; the newest line counts. */
export interface RegionModalityTable {
  sequence: Generated<number>;
  region: string;
  modality: "direct" | "eai" | "to-be-confirmed";
  day: string;
  proof: string;
  document_id: string | null;
  recorded_by: string;
  recorded_at_ms: number;
}

/** A public certificate of a journey, with the verdicts of the twelve checks. */
export interface JourneyCertificateTable {
  id: string;
  journey_id: string;
  environment: "test" | "production";
  role: "writer" | "reader";
  instance: string;
  pem: string;
  fingerprint: string;
  subject_dn: string;
  not_after: string;
  /** JSON of the verdicts. */
  verdicts: string;
  uploaded_by: string;
  uploaded_at_ms: number;
  removed_at_ms: number | null;
}

export type JourneyTables = {
  organisation: OrganisationTable;
  journey: JourneyTable;
  answer_row: AnswerRowTable;
  answer: AnswerTable;
  move_record: MoveRecordTable;
  audit_entry: AuditEntryTable;
  audit_head: AuditHeadTable;
  document: DocumentTable;
  library_item: LibraryItemTable;
  condition: ConditionTable;
  region_modality: RegionModalityTable;
  journey_certificate: JourneyCertificateTable;
};
