import { readJournal } from "../../journal/journal.ts";
import { JournalQuery } from "../schemas.ts";
import { type ControlApp, type ControlWorld, inEnvironment } from "../world.ts";

/** Every exchange with its verdict, its clause and its advice. */
export function journalRoutes(app: ControlApp, world: ControlWorld): void {
  app.get(
    "/journal",
    { schema: { summary: "Exchanges, oldest first", querystring: JournalQuery } },
    async ({ query }) =>
      inEnvironment(world, query.environment, async (work) => {
        const { after, limit, clientId, verdict } = query;
        const exchanges = await readJournal(work, { after, limit, clientId, verdict });
        return { exchanges, last: exchanges.at(-1)?.id ?? after };
      }),
  );
}
