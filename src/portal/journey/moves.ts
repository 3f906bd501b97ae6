import { evaluate, mayTakeBack, moveRefusal, partIn, restsOn } from "../../domain/journey/evaluate.ts";
import type { JourneyFacts } from "../../domain/journey/facts.ts";
import type { Role } from "../../domain/journey/roles.ts";
import type { Move, StepId } from "../../domain/journey/step.ts";
import { moveOf } from "../../domain/journey/steps/table.ts";
import { RaccordError } from "../../runtime/errors/raccord-error.ts";
import type { Random } from "../../runtime/random.ts";
import type { SignedIn } from "../access/signed-in.ts";
import { writeTrail } from "../audit/trail.ts";
import { withdrawMessage } from "../messages/outbox.ts";
import type { PortalDatabase } from "../store/tables.ts";

/** A move as somebody wants to make it. */
export interface WantedMove {
  readonly move: string;
  readonly subject: string;
  readonly date: string | null;
  readonly documentId: string | null;
  readonly reason: string | null;
  /** What the move says besides, for the trail; its own route stores it. */
  readonly content?: Readonly<Record<string, unknown>>;
}

/** Who makes it, in which role, and when. */
export interface Maker {
  readonly person: SignedIn;
  readonly roles: readonly Role[];
  readonly nowMs: number;
  readonly random: Random;
}

/** The record of a move, and whether it was declared from an uploaded answer instead of decided (DESIGN §8). */
export interface MadeMove {
  readonly id: string;
  readonly declared: boolean;
}

/**
 * Records a move together with its line of the audit trail, and answers with its record. Throws RaccordError
 * `journey.move-refused` when the table does not allow it now, `journey.move-unproved` when its proof is missing,
 * `journey.unknown-thing` for an unknown name.
 */
export async function makeMove(
  transaction: PortalDatabase,
  journeyId: string,
  facts: JourneyFacts,
  wanted: WantedMove,
  maker: Maker,
): Promise<MadeMove> {
  const found = moveOf(wanted.move);
  if (found === undefined) throw new RaccordError("journey.unknown-thing", wanted.move);
  const { step, move } = found;
  const evaluated = evaluate(facts).find(({ definition }) => definition.id === step.id);
  if (evaluated === undefined) throw new RaccordError("journey.unknown-thing", step.id);
  if ((move.subject === "thing") !== (wanted.subject !== ""))
    throw new RaccordError("journey.move-unproved", "the subject");
  const refusal = moveRefusal(evaluated, move, facts, maker.roles, wanted.subject);
  const declared = partIn(move, maker.roles) === "declares";
  if (
    refusal === "role" ||
    // Whoever declares what a member answered does not speak for it.
    !(declared || (await speaksFor(transaction, journeyId, move, wanted.subject, maker.person)))
  )
    throw new RaccordError("journey.not-allowed");
  if (refusal !== undefined) throw new RaccordError("journey.move-refused", refusal);
  const proof = proofOf(move, { ...wanted, declared }, facts.today, (one) => isOfStep(one, step.id, facts));
  const id = maker.random.hex(8);
  await transaction
    .insertInto("move_record")
    .values({
      id,
      journey_id: journeyId,
      step: step.id,
      move: move.name,
      subject: wanted.subject,
      at_ms: maker.nowMs,
      by_person: maker.person.personId,
      day: proof.date,
      document_id: proof.documentId,
      reason: proof.reason,
      declared: declared ? 1 : 0,
      findings: JSON.stringify(evaluated.findings),
      withdrawn_at_ms: null,
      withdrawn_by: null,
      withdrawn_reason: null,
    })
    .execute();
  await writeTrail(transaction, {
    atMs: maker.nowMs,
    by: maker.person,
    journeyId,
    action: "move-made",
    what: {
      record: id,
      step: step.id,
      move: move.name,
      subject: wanted.subject,
      proof: move.proof,
      ...proof,
      ...(declared ? { declared } : {}),
      ...(wanted.content === undefined ? {} : { content: wanted.content }),
    },
    why: proof.reason ?? "",
  });
  return { id, declared };
}

/**
 * A member's opinion is given, and taken back, by somebody of that organisation alone; so is what an establishment says of
 * its vendor's file.
 */
async function speaksFor(
  transaction: PortalDatabase,
  journeyId: string,
  move: Move,
  subject: string,
  { grants }: SignedIn,
): Promise<boolean> {
  if (move.forMember) return grants.some((one) => one.role === "committee-member" && one.member === subject);
  if (!move.forEstablishment) return true;
  const { organisation_id: organisationId } = await transaction
    .selectFrom("journey")
    .select("organisation_id")
    .where("id", "=", journeyId)
    .executeTakeFirstOrThrow();
  return grants.some(
    (one) =>
      one.role === "establishment-contact" && one.organisationId === organisationId && one.finess === subject,
  );
}

/** What the move's proof asks for, checked; nothing else is kept. */
function proofOf(
  move: Move,
  wanted: WantedMove & { readonly declared: boolean },
  today: string,
  isKnown: (documentId: string) => boolean,
): { date: string | null; documentId: string | null; reason: string | null } {
  const { date, documentId, reason, declared } = wanted;
  const dated = (): string => {
    if (date === null || date > today) throw new RaccordError("journey.move-unproved", "date");
    return date;
  };
  const known = (): string | null => {
    if (documentId !== null && !isKnown(documentId))
      throw new RaccordError("journey.move-unproved", "document");
    return documentId;
  };
  // Whoever only received the answer of somebody else shows it, with its day.
  if (declared && documentId === null) throw new RaccordError("journey.move-unproved", "document");
  if (declared) dated();
  switch (move.proof) {
    case "evidence":
      return { date: null, documentId: known(), reason };
    case "date":
      return { date: dated(), documentId: known(), reason };
    case "date-and-document":
      if (documentId === null) throw new RaccordError("journey.move-unproved", "document");
      return { date: dated(), documentId: known(), reason };
    case "reason":
      if (reason === null || reason === "") throw new RaccordError("journey.move-unproved", "reason");
      return { date, documentId: known(), reason };
  }
}

/** True for a document of this journey that was filed at this step: what was sent elsewhere proves nothing here. */
function isOfStep(documentId: string, step: StepId, facts: JourneyFacts): boolean {
  return facts.documents.some((document) => document.id === documentId && document.step === step);
}

/**
 * Takes a record back, with the reason. Throws RaccordError `journey.record-stands` when a later move rests on it,
 * `journey.unknown-thing` when there is none that stands.
 */
export async function withdrawMove(
  transaction: PortalDatabase,
  journeyId: string,
  facts: JourneyFacts,
  wanted: { readonly recordId: string; readonly reason: string },
  maker: Omit<Maker, "random">,
): Promise<void> {
  const record = facts.records.find(({ id, withdrawnAt }) => id === wanted.recordId && withdrawnAt === null);
  const found = record === undefined ? undefined : moveOf(record.move);
  if (record === undefined || found === undefined) throw new RaccordError("journey.unknown-thing");
  const declares = partIn(found.move, maker.roles) === "declares";
  if (
    !mayTakeBack(found.move, record, maker.roles) ||
    !(declares || (await speaksFor(transaction, journeyId, found.move, record.subject, maker.person)))
  )
    throw new RaccordError("journey.not-allowed");
  if (restsOn(record, facts)) throw new RaccordError("journey.record-stands");
  await transaction
    .updateTable("move_record")
    .set({
      withdrawn_at_ms: maker.nowMs,
      withdrawn_by: maker.person.personId,
      withdrawn_reason: wanted.reason,
    })
    .where("journey_id", "=", journeyId)
    .where("id", "=", wanted.recordId)
    .where("withdrawn_at_ms", "is", null)
    .execute();
  await withdrawMessage(transaction, record.id);
  await writeTrail(transaction, {
    atMs: maker.nowMs,
    by: maker.person,
    journeyId,
    action: "move-withdrawn",
    what: { record: record.id, step: record.step, move: record.move, subject: record.subject },
    why: wanted.reason,
  });
}
