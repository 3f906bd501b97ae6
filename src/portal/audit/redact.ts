import type { PortalDatabase } from "../store/tables.ts";
import { hashOf, type RemovedLine, removedWords, removingAction } from "./chain.ts";
import { lineOf, writeTrail } from "./trail.ts";

/** A line that tells of removed ones names at most so many; more lines are written for more. */
const namedMax = 500;

/**
 * Takes names, words and reasons out of lines of the trail, and says so in new lines that name each of them with the hash
 * that it had and the hash of what is left (`chain.ts`): the chain still verifies, and what was removed is named. Numbers,
 * instants, journeys and actions stay. Lines that tell of removals are never removed. Returns how many lines were emptied.
 */
export async function redactLines(
  transaction: PortalDatabase,
  concerns: { readonly journeyId: string } | { readonly personId: string },
  entry: {
    readonly atMs: number;
    readonly by: { readonly personId: string; readonly name: string };
    readonly what: Readonly<Record<string, unknown>>;
    readonly why: string;
  },
): Promise<number> {
  const query = transaction
    .selectFrom("audit_entry")
    .selectAll()
    .where("action", "!=", removingAction)
    .where("what", "!=", removedWords.what)
    .orderBy("sequence");
  const rows = await ("journeyId" in concerns
    ? query.where("journey_id", "=", concerns.journeyId)
    : query.where("by_person", "=", concerns.personId)
  ).execute();
  const removed: RemovedLine[] = [];
  for (const line of rows.map(lineOf)) {
    const left = { ...line, ...removedWords };
    removed.push([line.sequence, line.hash, hashOf(left, line.previousHash)]);
    await transaction
      .updateTable("audit_entry")
      .set({ by_name: left.byName, what: left.what, why: left.why })
      .where("sequence", "=", line.sequence)
      .execute();
  }
  for (let at = 0; at === 0 || at < removed.length; at += namedMax)
    await writeTrail(transaction, {
      atMs: entry.atMs,
      by: entry.by,
      journeyId: "",
      action: removingAction,
      what: { ...entry.what, lines: removed.slice(at, at + namedMax) },
      why: entry.why,
    });
  return removed.length;
}
