import { inTransaction } from "../../runtime/database.ts";
import { writeTrail } from "../audit/trail.ts";
import type { PortalDatabase } from "../store/tables.ts";
import type { RetentionPlan } from "./plan.ts";
import { removeJourney } from "./remove-journey.ts";
import { removePerson } from "./remove-person.ts";

/** In whose name the rules remove. */
const rules = { personId: "retention", name: "Raccord" };

/**
 * Removes what a plan names, each thing in a transaction of its own. What somebody else removed meanwhile is passed over;
 * the trail tells the rest.
 */
export async function applyRetention(
  database: PortalDatabase,
  plan: RetentionPlan,
  atMs: number,
): Promise<void> {
  const removal = (rule: string) => ({ by: rules, atMs, why: rule });
  for (const id of plan.journeys)
    await inTransaction(database, async (transaction) => {
      const there = await transaction
        .selectFrom("journey")
        .select("id")
        .where("id", "=", id)
        .executeTakeFirst();
      if (there !== undefined) await removeJourney(transaction, id, removal("journeyDaysMax"));
    });
  for (const id of plan.people)
    await inTransaction(database, (transaction) => removePerson(transaction, id, removal("personDaysMax")));
  const { messages, invitations } = plan;
  if (messages.length + invitations.length === 0) return;
  await inTransaction(database, async (transaction) => {
    for (const id of messages)
      await transaction
        .updateTable("message")
        .set({ recipients: "[]", subject_fr: "", subject_en: "", text_fr: "", text_en: "" })
        .where("id", "=", id)
        .execute();
    for (const id of invitations) await transaction.deleteFrom("invitation").where("id", "=", id).execute();
    await writeTrail(transaction, {
      atMs,
      by: rules,
      journeyId: "",
      action: "retention-applied",
      what: { messages, invitations },
      why: "messageDaysMax, invitationDaysMax",
    });
  });
}
