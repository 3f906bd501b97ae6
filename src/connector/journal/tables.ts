import type { Generated } from "kysely";

/** Tables of migration 001. Instants are epoch milliseconds; JSON is text. */
export interface JournalTables {
  fact: {
    seq: Generated<number>;
    feed: string;
    received_at_ms: number;
    control_id: string;
    fingerprint: string;
    kind: string;
    notes: string;
    body: string;
  };
  refused_frame: {
    seq: Generated<number>;
    feed: string;
    received_at_ms: number;
    control_id: string;
    ack: string;
    code: string;
    masked: string;
  };
  sheet: {
    seq: Generated<number>;
    feed: string;
    received_at_ms: number;
    kind: string;
    fingerprint: string;
    body: string;
  };
  sheet_issue: {
    feed: string;
    received_at_ms: number;
    kind: string;
    line: number;
    code: string;
    severity: "refused" | "warning";
  };
  feed_state: {
    feed: string;
    /** Raised in each transaction that changes what the feed says: the order of everything derived from it. */
    revision: number;
    warm_up_ended_at_ms: number | null;
    warm_up_ended_by: string | null;
    last_received_at_ms: number | null;
    last_known_at_ms: number | null;
    /** Units named by messages but absent from the register, as the owner last saw them; JSON. */
    unknown_units: string | null;
  };
  place_state: {
    place_id: string;
    computed_revision: number;
    /** When the newest information about the place became known in the source. */
    known_at_ms: number;
    computed_at_ms: number;
    refreshed_at_ms: number;
    /** The whole report as JSON, so that any instance can explain it. */
    report: string;
  };
  instance: {
    id: string;
    /** Instant of the database until which it counts as alive. */
    until_ms: number;
  };
  feed_lease: {
    feed: string;
    owner: string | null;
    /** Raised with each claim: what an owner writes is refused once another claim was made. */
    token: number;
    until_ms: number;
  };
  pseudonym_key: {
    id: string;
    /** Says whether a key of the same name is the same key, and nothing about the key. */
    proof: string;
  };
}
