import type { PortalDatabase } from "../store/tables.ts";

/** From now on the platform follows this journey; part of the transaction of the grant. */
export async function followAccess(
  transaction: PortalDatabase,
  journeyId: string,
  nowMs: number,
): Promise<void> {
  await transaction
    .insertInto("test_access")
    .values({
      journey_id: journeyId,
      client_id: "",
      subject_dn: "",
      state: "queued",
      reason: "",
      attempts: 0,
      next_attempt_at_ms: nowMs,
      done_at_ms: null,
    })
    .onConflict((conflict) => conflict.column("journey_id").doUpdateSet(queued(nowMs)))
    .execute();
}

/** Something of this journey changed: what the platform holds is compared again. Nothing for a journey without an access. */
export async function markAccess(
  transaction: PortalDatabase,
  journeyId: string,
  nowMs: number,
): Promise<void> {
  await transaction
    .updateTable("test_access")
    .set(queued(nowMs))
    .where("journey_id", "=", journeyId)
    .execute();
}

const queued = (nowMs: number) => ({ state: "queued" as const, attempts: 0, next_attempt_at_ms: nowMs });
