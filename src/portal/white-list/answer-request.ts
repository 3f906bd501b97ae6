import { messageRecipients } from "../../domain/journey/decision-message.ts";
import type { JourneyFacts } from "../../domain/journey/facts.ts";
import { answerMessage } from "../../domain/journey/white-list/messages.ts";
import { RaccordError } from "../../runtime/errors/raccord-error.ts";
import { type Maker, makeMove } from "../journey/moves.ts";
import { queueTold } from "../messages/announce.ts";
import type { PortalDatabase } from "../store/tables.ts";
import { planAnswer } from "./plan-answer.ts";
import type { AnswerMake } from "./shapes.ts";

/**
 * Records what ANS answered to a request: address of feeding, client, and which establishments are not opened and why; with
 * its line of the trail, the message to the supplier where ANS answers here, and what is to be done on the platform once this is committed. Throws
 * RaccordError `whitelist.refusal-unknown`, and what `makeMove` throws.
 */
export async function answerRequest(
  transaction: PortalDatabase,
  journey: { readonly id: string; readonly name: string },
  facts: JourneyFacts,
  answered: { readonly requestId: string; readonly answer: AnswerMake; readonly hasPlatform: boolean },
  maker: Maker,
): Promise<void> {
  const { requestId, answer, hasPlatform } = answered;
  const request = facts.whiteList.requests.find(({ id }) => id === requestId);
  if (request === undefined) throw new RaccordError("journey.unknown-thing", "request");
  const asked = new Set(request.add.map(({ idNatStruct }) => idNatStruct));
  const stranger = answer.refused.find(({ idNatStruct }) => !asked.has(idNatStruct));
  if (stranger !== undefined) throw new RaccordError("whitelist.refusal-unknown", stranger.idNatStruct);
  const { date, documentId, ...content } = answer;
  const reason = answer.refused
    .map((one) => `${one.idNatStruct}: ${one.reason}`)
    .join("; ")
    .slice(0, 2000);
  const { id: recordId, declared } = await makeMove(
    transaction,
    journey.id,
    facts,
    {
      move: "white-list-confirmed",
      subject: requestId,
      date,
      documentId,
      reason: reason === "" ? null : reason,
      content: { ...content },
    },
    maker,
  );
  await transaction
    .insertInto("white_list_answer")
    .values({
      record_id: recordId,
      journey_id: journey.id,
      request_id: requestId,
      feeding_url: content.feedingUrl,
      token_url: content.tokenUrl,
      client_id: content.clientId,
      refused: JSON.stringify(content.refused),
    })
    .execute();
  if (hasPlatform) await planAnswer(transaction, { journeyId: journey.id, recordId, request }, maker);
  // A supplier that declares what ANS wrote to it needs no message of it.
  if (declared) return;
  await queueTold(transaction, journey, {
    recordId,
    recipients: messageRecipients(facts),
    told: "white-list-confirmed",
    text: answerMessage(journey.name, request, content),
    ...maker,
  });
}
