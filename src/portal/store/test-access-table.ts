/** The access of one journey to the test platform: what was set up there last, and what became of it. */
export interface TestAccessTable {
  journey_id: string;
  /** Client and subject that the platform was last told; both empty for none. */
  client_id: string;
  subject_dn: string;
  state: "queued" | "failed" | "done";
  /** Why the last attempt failed. */
  reason: string;
  attempts: number;
  next_attempt_at_ms: number;
  done_at_ms: number | null;
}
