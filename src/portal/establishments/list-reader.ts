import { regionOfLine } from "../../domain/establishments/summary.ts";
import type { EstablishmentFact } from "../../domain/journey/facts.ts";
import type { PortalDatabase } from "../store/tables.ts";
import { keptLists } from "./kept-lists.ts";
import { readListRevision, readWorkingList } from "./list-store.ts";
import { lastVersion } from "./versions.ts";

const kept = keptLists();

/**
 * The working list as a journey's steps judge it, each line with the region that it says or that its place has. Outside
 * a transaction, an unchanged list is the same array as before.
 */
async function establishmentFacts(
  database: PortalDatabase,
  journeyId: string,
): Promise<readonly EstablishmentFact[]> {
  // What a transaction wrote may still be taken back: it is neither kept nor looked for.
  if (database.isTransaction) return readFacts(database, journeyId);
  const revision = await readListRevision(database, journeyId);
  const known = kept.find(database, journeyId, revision);
  if (known !== undefined) return known;
  const lines = await readFacts(database, journeyId);
  kept.keep(database, journeyId, { revision, lines });
  return lines;
}

async function readFacts(database: PortalDatabase, journeyId: string): Promise<readonly EstablishmentFact[]> {
  const { lines } = await readWorkingList(database, journeyId);
  return lines.map(({ line }) => ({ ...line, region: regionOfLine(line) }));
}

/** Codes of the regions of a journey's establishments. */
async function regionsOf(database: PortalDatabase, journeyId: string): Promise<readonly string[]> {
  const lines = await establishmentFacts(database, journeyId);
  return [...new Set(lines.map(({ region }) => region))].filter((region) => region !== "");
}

/** How the journey's server reads lists. */
export const listReader = { lines: establishmentFacts, lastVersion, regionsOf };
