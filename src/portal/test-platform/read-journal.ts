import { z } from "zod";
import type { JournalExchange } from "../../domain/journey/campaign/read-patch.ts";
import { RaccordError } from "../../runtime/errors/raccord-error.ts";
import type { ControlCall } from "../white-list/control-client.ts";

const pageSize = 500;
/** Pages of one client, and of refusals that name nobody: beyond, nobody could look at what was judged either. */
const pagesMax = 100;

/** What the judge looks at; the rest of an exchange is left where it is. */
const exchangesShape = z.object({
  exchanges: z.array(
    z.object({
      id: z.int(),
      atMs: z.number(),
      endpoint: z.enum(["token", "patch", "read", "other"]),
      clientId: z.string().nullable(),
      place: z.string().nullable(),
      status: z.int(),
      verdict: z.enum(["accepted", "refused"]),
      request: z.unknown(),
      answer: z.unknown(),
    }),
  ),
});

/**
 * Every exchange of one client in the journal of a sandbox, and the refusals that name no client (a token that could not be
 * read) about places that it wrote to; nobody else's are asked for. Oldest first. Rejects with RaccordError
 * `tests.journal-too-long`, or with whatever `call` met.
 */
export async function readClientJournal(
  call: ControlCall,
  clientId: string,
): Promise<readonly JournalExchange[]> {
  const own = await everyPage(call, { clientId });
  const places = new Set(own.map(({ place }) => place));
  const unnamed = await everyPage(call, { unnamed: "true", endpoint: "patch", verdict: "refused" });
  return [...own, ...unnamed.filter(({ place }) => place !== null && places.has(place))].toSorted(
    (one, other) => one.id - other.id,
  );
}

async function everyPage(
  call: ControlCall,
  filter: Readonly<Record<string, string>>,
): Promise<readonly JournalExchange[]> {
  const all: JournalExchange[] = [];
  for (let page = 0; page < pagesMax; page += 1) {
    const query = { ...filter, after: String(all.at(-1)?.id ?? 0), limit: String(pageSize) };
    const { exchanges } = exchangesShape.parse(await call("GET", "/journal", query));
    all.push(...exchanges);
    if (exchanges.length < pageSize) return all;
  }
  throw new RaccordError("tests.journal-too-long", `> ${pageSize * pagesMax}`);
}
