import { z } from "zod";
import type { JourneyFacts } from "../../domain/journey/facts.ts";
import { readingProfiles } from "../../domain/journey/steps/03-circle-of-trust.ts";
import { RaccordError } from "../../runtime/errors/raccord-error.ts";
import { writeTrail } from "../audit/trail.ts";
import type { PortalDatabase } from "../store/tables.ts";
import { saveChanges } from "./answers.ts";
import type { Maker } from "./moves.ts";

const identifier = z.string().trim().min(1).max(200);

/** `POST /api/journeys/:journey/access`: what ANS grants. The day is today at the latest, YYYY-MM-DD. */
export const accessGrantShape = z.strictObject({
  date: z.iso.date(),
  profile: z.enum(readingProfiles.filter((profile) => profile !== "to-ask")),
  clientId: identifier,
  letterReference: z.string().trim().max(200).default(""),
});

/**
 * Writes profile, client_id and letter into the answer of the committee, over whatever was noted there, with a line of the
 * trail that keeps both. The move `access-granted` follows in the same transaction. Throws RaccordError
 * `journey.not-allowed` for anybody but ANS.
 */
export async function writeGrant(
  transaction: PortalDatabase,
  journeyId: string,
  facts: JourneyFacts,
  granted: z.output<typeof accessGrantShape>,
  maker: Maker,
): Promise<void> {
  if (!maker.roles.includes("ans-operator")) throw new RaccordError("journey.not-allowed");
  const rows = await transaction
    .selectFrom("answer")
    .select(["field", "revision"])
    .where("journey_id", "=", journeyId)
    .where("section", "=", "committee-answer")
    .execute();
  const revisions = new Map(rows.map(({ field, revision }) => [field, revision]));
  const values = {
    "granted-profile": granted.profile,
    "client-id": granted.clientId,
    ...(granted.letterReference === "" ? {} : { "letter-reference": granted.letterReference }),
  };
  const changes = Object.entries(values).map(([field, value]) => ({
    section: "committee-answer",
    row: "",
    field,
    value,
    base: revisions.get(field) ?? 0,
  }));
  const results = await saveChanges(transaction, journeyId, changes, {
    personId: maker.person.personId,
    roles: maker.roles,
    atMs: maker.nowMs,
  });
  const unsaved = results.results.find(({ status }) => status !== "saved");
  if (unsaved !== undefined) throw new RaccordError("journey.failed", unsaved.field);
  await writeTrail(transaction, {
    atMs: maker.nowMs,
    by: maker.person,
    journeyId,
    action: "access-written",
    what: {
      ...granted,
      before: facts.answers.get("committee-answer")?.[0]?.fields ?? {},
    },
    why: "",
  });
}
