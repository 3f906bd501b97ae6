import { dialectOf, storableText } from "../../runtime/database.ts";
import type { PortalDatabase } from "../store/tables.ts";
import { beginning, type ChainedLine, checkTrail, hashOf, type TrailFault } from "./chain.ts";

/** What is written into the trail. */
export interface TrailEntry {
  readonly atMs: number;
  readonly by: { readonly personId: string; readonly name: string };
  /** Empty where no journey is concerned. */
  readonly journeyId: string;
  readonly action: string;
  readonly what: unknown;
  readonly why: string;
}

/**
 * Adds a line at the end of the trail, in the transaction of the change itself: neither exists without the other.
 * Writers queue at the head, so the chain has no forks.
 */
export async function writeTrail(transaction: PortalDatabase, entry: TrailEntry): Promise<void> {
  const head = await lockedHead(transaction);
  const line = {
    sequence: head.sequence + 1,
    atMs: entry.atMs,
    byPerson: entry.by.personId,
    byName: readBackAs(entry.by.name),
    journeyId: entry.journeyId,
    action: entry.action,
    what: JSON.stringify(entry.what),
    why: readBackAs(entry.why),
  };
  const hash = hashOf(line, head.hash);
  await transaction
    .insertInto("audit_entry")
    .values({
      sequence: line.sequence,
      at_ms: line.atMs,
      by_person: line.byPerson,
      by_name: line.byName,
      journey_id: line.journeyId,
      action: line.action,
      what: line.what,
      why: line.why,
      previous_hash: head.hash,
      hash,
    })
    .execute();
  await transaction
    .updateTable("audit_head")
    .set({ sequence: line.sequence, hash })
    .where("id", "=", 1)
    .execute();
}

/** The hash covers what the database will give back, not what was handed to it. */
function readBackAs(text: string): string {
  return storableText(text.toWellFormed());
}

async function lockedHead(transaction: PortalDatabase): Promise<{ sequence: number; hash: string }> {
  await transaction
    .insertInto("audit_head")
    .values({ id: 1, sequence: 0, hash: beginning })
    .onConflict((conflict) => conflict.column("id").doNothing())
    .execute();
  const query = transaction.selectFrom("audit_head").select(["sequence", "hash"]).where("id", "=", 1);
  const locked = dialectOf(transaction) === "postgresql" ? query.forUpdate() : query;
  return locked.executeTakeFirstOrThrow();
}

/** Lines of one journey, newest first. */
export async function readTrail(
  database: PortalDatabase,
  journeyId: string,
  page: { readonly before: number; readonly linesMax: number },
): Promise<readonly ChainedLine[]> {
  const rows = await database
    .selectFrom("audit_entry")
    .selectAll()
    .where("journey_id", "=", journeyId)
    .where("sequence", "<", page.before)
    .orderBy("sequence", "desc")
    .limit(page.linesMax)
    .execute();
  return rows.map(lineOf);
}

const pageLines = 1_000;

/** What walking the whole trail found. */
export interface TrailVerdict {
  readonly lines: number;
  /** Hash of the last line: whoever notes it can ask later whether the trail still holds it. */
  readonly head: string;
  readonly faults: readonly TrailFault[];
  /** Whether the trail holds the hash that was asked for; `null` when none was. */
  readonly expectedFound: boolean | null;
}

/**
 * Walks the whole trail as it stands at one moment and names each altered or missing line, in bounded memory.
 * `expected` is a head that was noted earlier: with it even a tail that was cut off together with its count is seen.
 */
export function verifyTrail(database: PortalDatabase, expected?: string): Promise<TrailVerdict> {
  // Lines that others add meanwhile stay out of sight, and so does the head that counts them.
  return dialectOf(database) === "postgresql"
    ? database
        .transaction()
        .setIsolationLevel("repeatable read")
        .execute((own) => walk(own, expected))
    : database.transaction().execute((own) => walk(own, expected));
}

async function walk(database: PortalDatabase, expected: string | undefined): Promise<TrailVerdict> {
  const check = checkTrail();
  let after = 0;
  let lines = 0;
  let found = expected === beginning;
  for (;;) {
    const rows = await database
      .selectFrom("audit_entry")
      .selectAll()
      .where("sequence", ">", after)
      .orderBy("sequence")
      .limit(pageLines)
      .execute();
    for (const row of rows) {
      check.take(lineOf(row));
      found ||= row.hash === expected;
    }
    lines += rows.length;
    const last = rows.at(-1);
    if (last === undefined) break;
    after = last.sequence;
  }
  const head = await database.selectFrom("audit_head").select(["sequence", "hash"]).executeTakeFirst();
  return {
    lines,
    head: head?.hash ?? beginning,
    faults: check.end(head),
    expectedFound: expected === undefined ? null : found,
  };
}

/** A line as it is stored. */
export function lineOf(row: {
  sequence: number;
  at_ms: number;
  by_person: string;
  by_name: string;
  journey_id: string;
  action: string;
  what: string;
  why: string;
  previous_hash: string;
  hash: string;
}): ChainedLine {
  return {
    sequence: row.sequence,
    atMs: row.at_ms,
    byPerson: row.by_person,
    byName: row.by_name,
    journeyId: row.journey_id,
    action: row.action,
    what: row.what,
    why: row.why,
    previousHash: row.previous_hash,
    hash: row.hash,
  };
}
