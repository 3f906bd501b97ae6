import type { Clock } from "../../runtime/clock.ts";
import { writeTrail } from "../audit/trail.ts";
import type { RedeemedInvitation } from "../signin/people.ts";
import type { PortalDatabase } from "../store/tables.ts";

/** Writes the line of a role that somebody received by signing in, into the trail in which the invitation stands. */
export async function noteRedeemed(
  transaction: PortalDatabase,
  clock: Clock,
  { id, personId, name, grant }: RedeemedInvitation,
): Promise<void> {
  const invited = await transaction
    .selectFrom("audit_entry")
    .select("journey_id")
    .where("action", "=", "person-invited")
    .where("what", "like", `%"invitation":"${id}"%`)
    .executeTakeFirst();
  await writeTrail(transaction, {
    atMs: clock.nowMs(),
    by: { personId, name },
    journeyId: invited?.journey_id ?? "",
    action: "invitation-redeemed",
    what: { invitation: id, personId, grant },
    why: "",
  });
}
