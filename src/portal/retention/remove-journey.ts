import { RaccordError } from "../../runtime/errors/raccord-error.ts";
import { redactLines } from "../audit/redact.ts";
import type { PortalDatabase } from "../store/tables.ts";
import { leaveAccess } from "../test-access/removed.ts";
import { deleteRows, journeyTables } from "./journey-tables.ts";
import { type StandingRights, standingRights } from "./standing-rights.ts";

/** Who removes, when and why. */
export interface Removal {
  readonly by: { readonly personId: string; readonly name: string };
  readonly atMs: number;
  readonly why: string;
  /** True when whoever removes knows that lines of the white list stay, which only ANS ends. */
  readonly leavesWhiteList?: true;
}

/** What was removed with a journey. */
export interface RemovedJourney {
  readonly documents: number;
  /** Lines of the trail whose words were taken out. */
  readonly trailLines: number;
  /** What it let somebody do: the client is taken off the test platform after the commit, the lines of ANS stay. */
  readonly rights: StandingRights;
}

/**
 * Removes a journey with everything that belongs to it: answers, records, documents, certificates, lists, papers, messages,
 * and the words of its lines in the trail. Its organisation goes too when it has no other journey, with the roles and
 * invitations that are bound to it. The trail keeps one line that names the journey, the hashes of its documents, the rights
 * that it left and the emptied lines. What the test platform holds for it is queued to be taken away (`test-access/`).
 * In one transaction of the caller. Throws RaccordError `journey.unknown`, and `journey.on-white-list` with the lines in words
 * unless the removal leaves them.
 */
export async function removeJourney(
  transaction: PortalDatabase,
  journeyId: string,
  { by, atMs, why, leavesWhiteList }: Removal,
): Promise<RemovedJourney> {
  const journey = await transaction
    .selectFrom("journey")
    .select("organisation_id")
    .where("id", "=", journeyId)
    .executeTakeFirst();
  if (journey === undefined) throw new RaccordError("journey.unknown", journeyId);
  const rights = await standingRights(transaction, journeyId, atMs);
  if (rights.whiteList.length > 0 && leavesWhiteList !== true)
    throw new RaccordError("journey.on-white-list", rights.whiteList.join("; "));
  const documents = await transaction
    .selectFrom("document")
    .select(["id", "sha256"])
    .where("journey_id", "=", journeyId)
    .orderBy("id")
    .execute();
  for (const table of await journeyTables(transaction))
    if (table === "test_access") await leaveAccess(transaction, journeyId, atMs);
    else await deleteRows(transaction, table, journeyId);
  await transaction.deleteFrom("journey").where("id", "=", journeyId).execute();
  const organisation = await removeLonelyOrganisation(transaction, journey.organisation_id);
  const trailLines = await redactLines(
    transaction,
    { journeyId },
    { by, atMs, why, what: { journey: journeyId, organisation, documents, ...rights } },
  );
  return { documents: documents.length, trailLines, rights };
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
