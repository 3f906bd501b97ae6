import type { WhiteListRequest } from "../../domain/journey/white-list/facts.ts";
import type { Random } from "../../runtime/random.ts";
import type { PortalDatabase } from "../store/tables.ts";

/** Who plans, and when. */
interface Planner {
  readonly nowMs: number;
  readonly random: Random;
}

/** What a confirmation, or taking it back, calls for on the platform. */
interface Planned {
  readonly journeyId: string;
  readonly recordId: string;
  readonly request: WhiteListRequest;
}

/**
 * Writes down, in the transaction of the record itself, that the platform is to hold the white list as it now stands for
 * the certificates concerned; `platform-sender.ts` does it after the commit. A takeover ends the lines of the others on its
 * day, and begins ours.
 */
export async function planAnswer(
  transaction: PortalDatabase,
  { journeyId, recordId, request }: Planned,
  planner: Planner,
): Promise<void> {
  const { certificate, replaces, takeoverOn } = request;
  const own = [certificate.subjectDn, ...(replaces === null ? [] : [replaces.subjectDn])];
  for (const subjectDn of new Set(own))
    await plan(transaction, { journeyId, recordId, subjectDn, atMs: planner.nowMs }, planner);
  if (takeoverOn === null) return;
  const atMs = Math.max(planner.nowMs, beginningOf(takeoverOn));
  await plan(transaction, { journeyId, recordId, subjectDn: certificate.subjectDn, atMs }, planner);
  const others = await transaction
    .selectFrom("white_list_change as change")
    .innerJoin("white_list_request as other", "other.id", "change.request_id")
    .select("other.subject_dn")
    .distinct()
    .where("change.change", "=", "add")
    .where("change.journey_id", "!=", journeyId)
    .where(
      "change.id_nat_struct",
      "in",
      request.add.map(({ idNatStruct }) => idNatStruct),
    )
    .execute();
  for (const { subject_dn: subjectDn } of others)
    await plan(transaction, { journeyId, recordId, subjectDn, atMs }, planner);
}

/** Midnight of a day in Paris, winter time: in summer an hour after it, never before. */
function beginningOf(day: string): number {
  return Date.parse(`${day}T00:00:00+01:00`);
}

async function plan(
  transaction: PortalDatabase,
  one: {
    readonly journeyId: string;
    readonly recordId: string;
    readonly subjectDn: string;
    readonly atMs: number;
  },
  { nowMs, random }: Planner,
): Promise<void> {
  await transaction
    .insertInto("platform_change")
    .values({
      id: random.hex(8),
      journey_id: one.journeyId,
      record_id: one.recordId,
      subject_dn: one.subjectDn,
      state: "queued",
      attempts: 0,
      reason: "",
      created_at_ms: nowMs,
      next_attempt_at_ms: one.atMs,
      done_at_ms: null,
    })
    .execute();
}
