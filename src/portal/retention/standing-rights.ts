import { whiteListLines } from "../../domain/journey/white-list/lines.ts";
import { listReader } from "../establishments/list-reader.ts";
import { loadFacts } from "../journey/load-facts.ts";
import type { PortalDatabase } from "../store/tables.ts";
import { journeyTables } from "./journey-tables.ts";

/** What a file lets somebody do outside of the portal. */
export interface StandingRights {
  /** Client of the test platform that the portal set up; empty for none. */
  readonly testClient: string;
  /** Lines of ANS's white list, in words: certificate, establishment, since when. */
  readonly whiteList: readonly string[];
}

/** Tables without which a database is older than every such right. */
const needed = ["test_access", "white_list_request", "move_record"];

/** The rights that stand for a journey at this instant. */
export async function standingRights(
  database: PortalDatabase,
  journeyId: string,
  nowMs: number,
): Promise<StandingRights> {
  const tables = await journeyTables(database);
  if (!needed.every((name) => tables.includes(name))) return { testClient: "", whiteList: [] };
  const access = await database
    .selectFrom("test_access")
    .select("client_id")
    .where("journey_id", "=", journeyId)
    .executeTakeFirst();
  const facts = await loadFacts(database, journeyId, { list: listReader, nowMs });
  return {
    testClient: access?.client_id ?? "",
    whiteList: whiteListLines(facts).map(
      ({ certificate, establishment, since }) =>
        `${certificate.subjectDn} may write for ${establishment.name} (${establishment.idNatStruct}) since ${since}`,
    ),
  };
}
