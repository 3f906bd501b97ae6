import {
  decisionMessage,
  type MessageTexts,
  messageRecipients,
  toldMove,
} from "../../domain/journey/decision-message.ts";
import type { JourneyFacts } from "../../domain/journey/facts.ts";
import { mailboxes } from "../../domain/journey/library-kinds.ts";
import { testsEndedMessage } from "../../domain/journey/white-list/messages.ts";
import type { Random } from "../../runtime/random.ts";
import type { SignedIn } from "../access/signed-in.ts";
import { writeTrail } from "../audit/trail.ts";
import type { PortalDatabase } from "../store/tables.ts";
import { testVerdicts } from "../white-list/test-evidence.ts";
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
    /** Day of the move as declared, YYYY-MM-DD. */
    readonly date: string | null;
    readonly person: SignedIn;
    readonly nowMs: number;
    readonly random: Random;
  },
): Promise<void> {
  if (made.move === "tests-ended-declared") {
    // The only move that tells ANS something: it goes to the mailbox of the ROR team (official page, step 09).
    await queueTold(transaction, journey, {
      ...made,
      told: made.move,
      recipients: [mailboxes.ror],
      text: testsEndedMessage(facts, journey.name, made.date ?? facts.today, {
        documents: facts.documents.filter(({ step }) => step === "08").map(({ name }) => name),
        verdicts: await testVerdicts(transaction, journey.id, facts),
      }),
    });
    return;
  }
  const move = toldMove(made.move);
  if (move === undefined) return;
  await queueTold(transaction, journey, {
    ...made,
    told: move,
    recipients: messageRecipients(facts),
    text: decisionMessage(move, facts, { journeyName: journey.name, record: { reason: made.reason } }),
  });
}

/** Puts a message about a record into the outbox, with its line of the trail. */
export async function queueTold(
  transaction: PortalDatabase,
  journey: { readonly id: string },
  message: {
    readonly recordId: string;
    readonly recipients: readonly string[];
    /** The move that it tells of. */
    readonly told: string;
    readonly text: MessageTexts;
    readonly person: SignedIn;
    readonly nowMs: number;
    readonly random: Random;
  },
): Promise<void> {
  const { recordId, recipients, told, text, person, nowMs, random } = message;
  const id = random.hex(8);
  await queueMessage(transaction, { id, journeyId: journey.id, recordId, recipients, atMs: nowMs, ...text });
  await writeTrail(transaction, {
    atMs: nowMs,
    by: person,
    journeyId: journey.id,
    action: "message-queued",
    what: { message: id, record: recordId, move: told, to: recipients.join(", "), subject: text.subjectFr },
    why: "",
  });
}
