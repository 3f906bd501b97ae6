import { RaccordError } from "../../runtime/errors/raccord-error.ts";
import { redactLines } from "../audit/redact.ts";
import type { PortalDatabase } from "../store/tables.ts";
import { deleteRows, journeyTables } from "./journey-tables.ts";

/** Who removes, when and why. */
export interface Removal {
  readonly by: { readonly personId: string; readonly name: string };
  readonly atMs: number;
  readonly why: string;
}

/** What was removed with a journey. */
export interface RemovedJourney {
  readonly documents: number;
  /** Lines of the trail whose words were taken out. */
  readonly trailLines: number;
}

/**
 * Removes a journey with everything that belongs to it: answers, records, documents, certificates, lists, papers, messages,
 * and the words of its lines in the trail. Its organisation goes too when it has no other journey, with the roles and
 * invitations that are bound to it. The trail keeps one line that names the journey, the hashes of its documents and the
 * emptied lines. In one transaction of the caller. Throws RaccordError `journey.unknown`.
 */
export async function removeJourney(
  transaction: PortalDatabase,
  journeyId: string,
  { by, atMs, why }: Removal,
): Promise<RemovedJourney> {
  const journey = await transaction
    .selectFrom("journey")
    .select("organisation_id")
    .where("id", "=", journeyId)
    .executeTakeFirst();
  if (journey === undefined) throw new RaccordError("journey.unknown", journeyId);
  const documents = await transaction
    .selectFrom("document")
    .select(["id", "sha256"])
    .where("journey_id", "=", journeyId)
    .orderBy("id")
    .execute();
  for (const table of await journeyTables(transaction)) await deleteRows(transaction, table, journeyId);
  await transaction.deleteFrom("journey").where("id", "=", journeyId).execute();
  const organisation = await removeLonelyOrganisation(transaction, journey.organisation_id);
  const trailLines = await redactLines(
    transaction,
    { journeyId },
    { by, atMs, why, what: { journey: journeyId, organisation, documents } },
  );
  return { documents: documents.length, trailLines };
}

/** Removes an organisation without journeys. Returns its identifier, or `null` when it stays. */
async function removeLonelyOrganisation(
  transaction: PortalDatabase,
  organisationId: string,
): Promise<string | null> {
  const other = await transaction
    .selectFrom("journey")
    .select("id")
    .where("organisation_id", "=", organisationId)
    .executeTakeFirst();
  if (other !== undefined) return null;
  // The canonical text of a grant (`signin/grant-text.ts`).
  const bound = `%"organisationId":${JSON.stringify(organisationId)}%`;
  await transaction.deleteFrom("person_grant").where("scope", "like", bound).execute();
  await transaction.deleteFrom("invitation").where("scope", "like", bound).execute();
  await transaction.deleteFrom("organisation").where("id", "=", organisationId).execute();
  return organisationId;
}
