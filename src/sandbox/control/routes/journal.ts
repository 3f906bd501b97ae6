import { readJournal } from "../../journal/journal.ts";
import { JournalAnswer, JournalQuery } from "../schemas.ts";
import { type ControlApp, type ControlWorld, inEnvironment } from "../world.ts";

/** Every exchange with its verdict, its clause and its advice. */
export function journalRoutes(app: ControlApp, world: ControlWorld): void {
  app.get(
    "/journal",
    {
      schema: {
        summary: "Exchanges, oldest first: of everybody, or of one client as evidence",
        querystring: JournalQuery,
        response: { 200: JournalAnswer },
      },
    },
    async ({ query }) =>
      inEnvironment(world, query.environment, async (work) => {
        const { environment: _, ...filter } = query;
        const exchanges = await readJournal(work, filter);
        return { exchanges, last: exchanges.at(-1)?.id ?? query.after };
      }),
  );
}
