import { setImmediate as letOthersIn } from "node:timers/promises";
import { rolesFor } from "../../domain/journey/evaluate.ts";
import type { Grant } from "../../domain/journey/roles.ts";
import type { Journey } from "../access/guard.ts";
import type { PortalDatabase } from "../store/tables.ts";

/** Regions of a journey's establishments, as the list tells. */
export type RegionsOf = (database: PortalDatabase, journeyId: string) => Promise<readonly string[]>;

/** The journey, or `undefined`. */
export async function findJourney(
  database: PortalDatabase,
  id: string,
  regionsOf: RegionsOf,
): Promise<Journey | undefined> {
  const row = await database.selectFrom("journey").selectAll().where("id", "=", id).executeTakeFirst();
  return row === undefined ? undefined : journeyFrom(database, row, regionsOf);
}

const journeysMax = 500;
const pageRows = 500;
/**
 * SQLite answers at once, without a turn of the event loop: a long list would keep everybody else waiting. After so many
 * journeys, ten milliseconds or so, other calls get theirs.
 */
export const journeysInATurn = 8;

/**
 * The journeys in which somebody with these grants has a role: those of their organisations; those with an establishment
 * in their regions; committee and ANS every one that was sent. Newest first, as many as one list shows: what is not
 * visible takes no place in it.
 */
export async function visibleJourneys(
  database: PortalDatabase,
  grants: readonly Grant[],
  regionsOf: RegionsOf,
): Promise<readonly Journey[]> {
  const organisations = grants.flatMap((grant) => ("organisationId" in grant ? [grant.organisationId] : []));
  const wide = grants.some((grant) => ["grades", "committee-member", "ans-operator"].includes(grant.role));
  if (!wide && organisations.length === 0) return [];
  const query = database
    .selectFrom("journey")
    .selectAll()
    .orderBy("created_at_ms", "desc")
    .orderBy("id")
    .limit(pageRows);
  const wanted = wide ? query : query.where("organisation_id", "in", organisations);
  const seen: Journey[] = [];
  for (let offset = 0; ; offset += pageRows) {
    const rows = await wanted.offset(offset).execute();
    for (const [index, row] of rows.entries()) {
      const journey = await journeyFrom(database, row, regionsOf);
      if (rolesFor(grants, journey).length > 0) seen.push(journey);
      if (seen.length === journeysMax) return seen;
      if (index % journeysInATurn === journeysInATurn - 1) await letOthersIn();
    }
    if (rows.length < pageRows) return seen;
  }
}

async function journeyFrom(
  database: PortalDatabase,
  row: { id: string; organisation_id: string; name: string; created_at_ms: number },
  regionsOf: RegionsOf,
): Promise<Journey> {
  const sent = await database
    .selectFrom("move_record")
    .select("id")
    .where("journey_id", "=", row.id)
    .where("move", "=", "application-sent")
    .where("withdrawn_at_ms", "is", null)
    .executeTakeFirst();
  return {
    id: row.id,
    organisationId: row.organisation_id,
    name: row.name,
    createdAt: new Date(row.created_at_ms).toISOString(),
    regions: await regionsOf(database, row.id),
    sent: sent !== undefined,
  };
}
