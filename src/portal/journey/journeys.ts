import type { Grant } from "../../domain/journey/roles.ts";
import type { JourneyScope } from "../access/guard.ts";
import type { PortalDatabase } from "../store/tables.ts";

/** A journey as it is stored. */
export interface Journey extends JourneyScope {
  readonly name: string;
  readonly createdAt: string;
}

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

/**
 * The journeys that somebody with these grants can see: those of their organisations; those with an establishment in
 * their regions; committee and ANS every one that was sent. Newest first.
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
    .limit(journeysMax);
  const rows = await (wide ? query : query.where("organisation_id", "in", organisations)).execute();
  return Promise.all(rows.map((row) => journeyFrom(database, row, regionsOf)));
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
