import { regionOfLine } from "../../domain/establishments/summary.ts";
import type { EstablishmentFact } from "../../domain/journey/facts.ts";
import type { PortalDatabase } from "../store/tables.ts";
import { readWorkingList } from "./list-store.ts";
import { lastVersion } from "./versions.ts";

/** The working list as a journey's steps judge it, each line with the region that it says or that its place has. */
async function establishmentFacts(
  database: PortalDatabase,
  journeyId: string,
): Promise<readonly EstablishmentFact[]> {
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
