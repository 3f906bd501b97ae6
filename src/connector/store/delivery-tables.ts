import type { Generated, Kysely, Selectable } from "kysely";

/** Flags are 0 or 1, instants epoch milliseconds, structured values JSON text: both databases speak that. */
export type Flag = 0 | 1;

/** Whether the row is known to exist in the ROR. */
export type RemoteHolds = "unknown" | "yes" | "no";

/** `refused`: the ROR answered 400 to this row; `held`: kept back because a row of its family was refused. */
export type Hold = "none" | "held" | "refused";

/** One capacity row of one place: what it should say, and what the ROR confirmed (DESIGN §3). */
export interface IndicatorTable {
  place_id: string;
  /** Canonical text of the seven attributes (`indicators/canonical-key.ts`). */
  indicator_key: string;
  /** Rows that are refused and held together. */
  family: string;
  indicator_id: string;
  capacity_type: string;
  source_type: string;
  wanted_count: number;
  /** capacityUpdateDate of the next sending. */
  wanted_updated_at_ms: number;
  wanted_revision: number;
  wanted_deleted: Flag;
  /** A date that the ROR must be told even though the count did not change. */
  refresh_at_ms: number | null;
  confirmed_count: number | null;
  confirmed_capacity_type: string | null;
  confirmed_source_type: string | null;
  confirmed_updated_at_ms: number | null;
  confirmed_revision: number | null;
  confirmed_at_ms: number | null;
  remote_holds: RemoteHolds;
  /** A sending began and its effect is not known. Written before the first byte leaves. */
  in_doubt: Flag;
  /** Wanted is not known to be what the ROR has. */
  differs: Flag;
  hold: Hold;
  last_error: string | null;
  last_error_detail: string | null;
  /** Sendings since the last confirmation. */
  attempts: number;
  last_attempt_at_ms: number | null;
}

/** One place and the state of its deliveries. */
export interface PlaceDeliveryTable {
  place_id: string;
  target: string;
  /** IdNatStruct of the geographic entity. */
  establishment: string;
  external_id: string;
  /** Highest revision that `setWanted` applied; 0 before the first. */
  revision: number;
  state: "open" | "parked";
  parked_reason: string | null;
  /** At least one row differs and is not held. */
  due: Flag;
  /** Not before this instant; 0 = at once. */
  next_at_ms: number;
  /** Since when it waits for its turn. */
  queued_at_ms: number;
  /** Transient failures since the last answer. */
  attempts: number;
  /** Instance that delivers it now or did last; only used when several share the database. */
  lease_owner: string | null;
  /** Raised with each claim: what an owner writes is refused once another claim was made. */
  lease_token: Generated<number>;
  /** Instant of the database until which nobody else may deliver it. */
  lease_until_ms: Generated<number>;
  /** When it was last read back, or begun to be; 0 = never. */
  read_back_at_ms: Generated<number>;
  /** Not read back before this instant. */
  read_back_due_ms: Generated<number>;
}

/** Only establishments that were refused once have a row. */
export interface EstablishmentStateTable {
  target: string;
  establishment: string;
  state: "open" | "parked";
  reason: string | null;
  since_ms: number;
  next_at_ms: number;
}

export interface TargetStateTable {
  target: string;
  state: "open" | "paused" | "broken";
  reason: string | null;
  since_ms: number;
  /** No request before this instant; a paused or broken target is then probed by one place at a time. */
  not_before_ms: number;
}

/** The last calls. Request and answer only for failures; never a token. */
export interface DeliveryLogTable {
  id: string;
  at_ms: number;
  /** Orders rows of one millisecond. */
  turn: number;
  target: string;
  place_id: string;
  indicator_id: string;
  indicator_key: string;
  operation: "replace" | "add" | "delete";
  /** `null` when no answer came. */
  status: number | null;
  /** Decision taken. */
  result: string;
  /** Code of the error catalogue, for failures. */
  reason: string | null;
  issues_json: string;
  duration_ms: number;
  request_path: string | null;
  request_body: string | null;
  answer_body: string | null;
}

/** Something that people must do or know; closed by the evidence that it is no longer so. */
export interface TaskTable {
  id: string;
  /** Code of the error catalogue. */
  reason: string;
  /** Canonical text of what it is about; at most one open task per reason and subject. */
  subject: string;
  kind: "place" | "family" | "establishment" | "target";
  place_id: string | null;
  establishment: string | null;
  target: string;
  opened_at_ms: number;
  closed_at_ms: number | null;
  detail_json: string;
  /** Who should receive the messages: `grades`, `establishment`, `operator`. */
  recipients_json: string;
  subject_fr: string;
  subject_en: string;
  message_fr: string;
  message_en: string;
}

/** A row that the ROR shows for a place and that Raccord does not feed: left by an earlier supplier, perhaps. */
export interface ForeignRowTable {
  place_id: string;
  indicator_key: string;
  /** `null`: the record has no readable number. */
  count: number | null;
  capacity_type: string;
  source_type: string;
  updated_at_ms: number | null;
  first_seen_at_ms: number;
  /** `open`: nobody decided; `keep`: a person said that it is somebody else's. One to delete is no longer here. */
  decision: "open" | "keep";
  decided_by: string | null;
  decided_at_ms: number | null;
}

/** Tables of migrations 002 and 004. */
export interface DeliveryTables {
  indicator: IndicatorTable;
  place_delivery: PlaceDeliveryTable;
  establishment_state: EstablishmentStateTable;
  target_state: TargetStateTable;
  delivery_log: DeliveryLogTable;
  task: TaskTable;
  foreign_row: ForeignRowTable;
}

/** A place as it is read. */
export type PlaceDelivery = Selectable<PlaceDeliveryTable>;

/** A connection or a transaction that knows the delivery tables. */
export type DeliveryHandle = Kysely<DeliveryTables>;

/** Narrows the handle of a part that has more tables; Kysely's own types do not allow it directly. */
export function deliveryHandle<Tables extends DeliveryTables>(handle: Kysely<Tables>): DeliveryHandle {
  return handle as unknown as DeliveryHandle;
}
