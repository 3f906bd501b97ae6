import type { PortalDatabase } from "../store/tables.ts";
import type { WhiteListView } from "./shapes.ts";

const changesMax = 50;

/** What the confirmations of a journey called for on the platform, newest first, and how far each came. */
export async function readPlatformChanges(
  database: PortalDatabase,
  journeyId: string,
): Promise<NonNullable<WhiteListView["platform"]>> {
  const rows = await database
    .selectFrom("platform_change")
    .selectAll()
    .where("journey_id", "=", journeyId)
    .orderBy("sequence", "desc")
    .limit(changesMax)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    subjectDn: row.subject_dn,
    state: row.state,
    attempts: row.attempts,
    reason: row.reason,
    nextAttemptAt: row.state === "done" ? null : new Date(Number(row.next_attempt_at_ms)).toISOString(),
  }));
}
