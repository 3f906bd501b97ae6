import { decisionMessage, messageRecipients, toldMove } from "../../domain/journey/decision-message.ts";
import type { JourneyFacts } from "../../domain/journey/facts.ts";
import type { Random } from "../../runtime/random.ts";
import type { SignedIn } from "../access/signed-in.ts";
import { writeTrail } from "../audit/trail.ts";
import type { PortalDatabase } from "../store/tables.ts";
import { queueMessage } from "./outbox.ts";

/**
 * Puts the message that a move calls for into the outbox, in the move's own transaction and with its own line of the
 * trail. Moves that nobody is told of leave everything as it is.
 */
export async function announceMove(
  transaction: PortalDatabase,
  journey: { readonly id: string; readonly name: string },
  facts: JourneyFacts,
  made: {
    readonly move: string;
    readonly recordId: string;
    readonly reason: string | null;
    readonly person: SignedIn;
    readonly nowMs: number;
    readonly random: Random;
  },
): Promise<void> {
  const move = toldMove(made.move);
  if (move === undefined) return;
  const id = made.random.hex(8);
  const recipients = messageRecipients(facts);
  const text = decisionMessage(move, facts, { journeyName: journey.name, record: { reason: made.reason } });
  await queueMessage(transaction, {
    id,
    journeyId: journey.id,
    recordId: made.recordId,
    recipients,
    atMs: made.nowMs,
    ...text,
  });
  await writeTrail(transaction, {
    atMs: made.nowMs,
    by: made.person,
    journeyId: journey.id,
    action: "message-queued",
    what: { message: id, record: made.recordId, move, to: recipients.join(", "), subject: text.subjectFr },
    why: "",
  });
}
