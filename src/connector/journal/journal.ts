import type { Insertable, Kysely } from "kysely";
import type { Fact } from "../../domain/movements/fact.ts";
import { dialectOf, storableText } from "../../runtime/database.ts";
import type { SheetContent } from "../beds/feed-state.ts";
import type { ReadingNote } from "../receive/pam/reading.ts";
import type { ConnectorTables } from "../store/tables.ts";
import type { JournalTables } from "./tables.ts";

/** A fact on its way to the disk; its place in the feed is given by the journal. */
export interface NewFact {
  readonly feed: string;
  readonly receivedAtMs: number;
  readonly fingerprint: string;
  readonly fact: Fact;
  readonly notes: readonly ReadingNote[];
}

/** A frame that was not taken, kept masked. */
export interface NewRefusal {
  readonly feed: string;
  readonly receivedAtMs: number;
  readonly controlId: string;
  readonly ack: "AE" | "AR";
  readonly code: string;
  readonly masked: string;
}

/** A sheet, its patients already pseudonyms. */
export interface NewSheet {
  readonly feed: string;
  readonly receivedAtMs: number;
  readonly fingerprint: string;
  readonly content: SheetContent;
}

/** A person or a census says that the feed now knows all open stays (DESIGN §3). */
export interface WarmUpEnd {
  readonly feed: string;
  readonly by: string;
  readonly atMs: number;
}

/** What the newest sheet of one kind was reproached with; it replaces what the one before was. */
export interface NewSheetIssues {
  readonly feed: string;
  readonly receivedAtMs: number;
  readonly kind: string;
  readonly issues: readonly {
    readonly line: number;
    readonly code: string;
    readonly severity: "refused" | "warning";
  }[];
}

/** What one commit brings in; any part may be absent. */
export interface JournalEntry {
  readonly facts?: readonly NewFact[];
  readonly refusals?: readonly NewRefusal[];
  readonly sheets?: readonly NewSheet[];
  readonly sheetIssues?: readonly NewSheetIssues[];
  readonly warmUpEnds?: readonly WarmUpEnd[];
  /** Feeds whose figures changed by time alone. */
  readonly passedTime?: readonly string[];
}

/** What a commit added, in order, and the revision that each concerned feed reached. */
export interface Committed {
  readonly facts: readonly { readonly feed: string; readonly receivedAtMs: number; readonly fact: Fact }[];
  readonly sheets: readonly NewSheet[];
  readonly warmUpEnds: readonly WarmUpEnd[];
  readonly revisions: ReadonlyMap<string, number>;
  /** Number of the newest sheet added to each feed. */
  readonly sheetSeqs?: ReadonlyMap<string, number>;
}

/** Refused frames kept per feed; the oldest go first. */
const refusedFramesMax = 5000;

/** Rows of one INSERT, at most. */
const rowsPerInsertMax = 100;

/**
 * Writes a group of entries inside `transaction`. A message with the same MSH-10 and the same bytes as an earlier one
 * is not new (hl7-pam-fr §4.6); a sheet equal to the newest of its kind is not new either.
 *
 * Several instances may write to one feed: they follow each other, each from before it draws a number until its
 * commit. So within a feed the order of `seq`, of `revision` and of the commits is one and the same, and a reader
 * that has seen a number has seen every lower one.
 */
export async function writeEntries(
  transaction: Kysely<ConnectorTables>,
  entries: readonly JournalEntry[],
): Promise<Committed> {
  await lockFeeds(transaction, entries);
  const facts = await insertFacts(
    transaction,
    entries.flatMap((entry) => entry.facts ?? []),
  );
  const sheets: NewSheet[] = [];
  const sheetSeqs = new Map<string, number>();
  const warmUpEnds = entries.flatMap((entry) => entry.warmUpEnds ?? []);
  for (const entry of entries) {
    for (const row of entry.refusals ?? []) await insertRefusal(transaction, row);
    for (const row of entry.sheetIssues ?? []) await replaceSheetIssues(transaction, row);
    for (const row of entry.sheets ?? []) {
      const seq = await insertSheet(transaction, row);
      if (seq === undefined) continue;
      sheets.push(row);
      sheetSeqs.set(row.feed, seq);
    }
  }
  await noteFeedTimes(transaction, entries);
  for (const end of warmUpEnds) {
    await transaction
      .updateTable("feed_state")
      .set({ warm_up_ended_at_ms: end.atMs, warm_up_ended_by: end.by })
      .where("feed", "=", end.feed)
      .where("warm_up_ended_at_ms", "is", null)
      .execute();
  }
  const changed = new Set([
    ...entries.flatMap((entry) => entry.passedTime ?? []),
    ...[...facts, ...sheets, ...warmUpEnds].map((one) => one.feed),
  ]);
  return { facts, sheets, warmUpEnds, sheetSeqs, revisions: await raiseRevisions(transaction, changed) };
}

/** Waits for its turn in every feed that is written to, always in the same order. SQLite has one writer anyway. */
async function lockFeeds(
  transaction: Kysely<ConnectorTables>,
  entries: readonly JournalEntry[],
): Promise<void> {
  if (dialectOf(transaction) !== "postgresql") return;
  const feeds = new Set(
    entries.flatMap(({ facts, sheets, sheetIssues, warmUpEnds, passedTime }) => [
      ...[facts, sheets, sheetIssues, warmUpEnds].flatMap((rows) => (rows ?? []).map((row) => row.feed)),
      ...(passedTime ?? []),
    ]),
  );
  if (feeds.size === 0) return;
  await transaction
    .selectFrom("feed_state")
    .select("feed")
    .where("feed", "in", [...feeds])
    .orderBy("feed")
    .forUpdate()
    .execute();
}

/** Returns those that are new, in the order of their numbers. */
async function insertFacts(
  transaction: Kysely<ConnectorTables>,
  rows: readonly NewFact[],
): Promise<{ feed: string; receivedAtMs: number; fact: Fact }[]> {
  const added: { feed: string; receivedAtMs: number; fact: Fact }[] = [];
  for (let start = 0; start < rows.length; start += rowsPerInsertMax) {
    const slice = rows.slice(start, start + rowsPerInsertMax);
    const inserted = await transaction
      .insertInto("fact")
      .values(slice.map(factRow))
      .onConflict((conflict) => conflict.columns(["feed", "control_id", "fingerprint"]).doNothing())
      .returning(["seq", "feed", "control_id", "fingerprint"])
      .execute();
    const seqs = new Map(
      inserted.map((row) => [factName(row.feed, row.control_id, row.fingerprint), Number(row.seq)]),
    );
    for (const row of slice) {
      const name = factName(row.feed, row.fact.controlId, row.fingerprint);
      const seq = seqs.get(name);
      // The same message twice in one group is one fact.
      if (seq === undefined || !seqs.delete(name)) continue;
      added.push({ feed: row.feed, receivedAtMs: row.receivedAtMs, fact: { ...row.fact, arrival: seq } });
    }
  }
  return added.sort((a, b) => a.fact.arrival - b.fact.arrival);
}

function factName(...parts: readonly string[]): string {
  return JSON.stringify(parts.map(storableText));
}

function factRow(row: NewFact): Insertable<JournalTables["fact"]> {
  return {
    feed: row.feed,
    received_at_ms: row.receivedAtMs,
    control_id: row.fact.controlId,
    fingerprint: row.fingerprint,
    kind: row.fact.kind,
    notes: JSON.stringify(row.notes),
    body: JSON.stringify({ ...row.fact, arrival: 0 }),
  };
}

async function insertRefusal(transaction: Kysely<ConnectorTables>, row: NewRefusal): Promise<void> {
  await transaction
    .insertInto("refused_frame")
    .values({
      feed: row.feed,
      received_at_ms: row.receivedAtMs,
      control_id: row.controlId,
      ack: row.ack,
      code: row.code,
      masked: row.masked,
    })
    .execute();
}

/** Returns the number of the sheet; `undefined` when it says what the newest one said. */
async function insertSheet(transaction: Kysely<ConnectorTables>, row: NewSheet): Promise<number | undefined> {
  const newest = await transaction
    .selectFrom("sheet")
    .select("fingerprint")
    .where("feed", "=", row.feed)
    .where("kind", "=", row.content.kind)
    .orderBy("seq", "desc")
    .limit(1)
    .executeTakeFirst();
  if (newest?.fingerprint === row.fingerprint) return undefined;
  const inserted = await transaction
    .insertInto("sheet")
    .values({
      feed: row.feed,
      received_at_ms: row.receivedAtMs,
      kind: row.content.kind,
      fingerprint: row.fingerprint,
      body: JSON.stringify(row.content),
    })
    .returning("seq")
    .executeTakeFirstOrThrow();
  return Number(inserted.seq);
}

/** Lines of one sheet that are told, at most. */
const issuesMax = 200;

async function replaceSheetIssues(transaction: Kysely<ConnectorTables>, row: NewSheetIssues): Promise<void> {
  await transaction
    .deleteFrom("sheet_issue")
    .where("feed", "=", row.feed)
    .where("kind", "=", row.kind)
    .execute();
  for (const { line, code, severity } of row.issues.slice(0, issuesMax)) {
    await transaction
      .insertInto("sheet_issue")
      .values({ feed: row.feed, received_at_ms: row.receivedAtMs, kind: row.kind, line, code, severity })
      .execute();
  }
}

/** One step up for each feed; the row is made by `registerFeed` at start. */
async function raiseRevisions(
  transaction: Kysely<ConnectorTables>,
  feeds: ReadonlySet<string>,
): Promise<Map<string, number>> {
  const revisions = new Map<string, number>();
  for (const feed of feeds) {
    const row = await transaction
      .updateTable("feed_state")
      .set((set) => ({ revision: set("revision", "+", 1) }))
      .where("feed", "=", feed)
      .returning("revision")
      .executeTakeFirstOrThrow();
    revisions.set(feed, Number(row.revision));
  }
  return revisions;
}

/** Makes the row of a feed at first start; returns what is known of it. */
export async function registerFeed(
  database: Kysely<ConnectorTables>,
  feed: string,
): Promise<JournalTables["feed_state"]> {
  await database
    .insertInto("feed_state")
    .values({
      feed,
      revision: 0,
      warm_up_ended_at_ms: null,
      warm_up_ended_by: null,
      last_received_at_ms: null,
      last_known_at_ms: null,
    })
    .onConflict((conflict) => conflict.column("feed").doNothing())
    .execute();
  await database
    .insertInto("feed_lease")
    .values({ feed, owner: null, token: 0, until_ms: 0 })
    .onConflict((conflict) => conflict.column("feed").doNothing())
    .execute();
  return await database
    .selectFrom("feed_state")
    .selectAll()
    .where("feed", "=", feed)
    .executeTakeFirstOrThrow();
}

/** Keeps the newest receipt and the newest message time per feed: what freshness is judged by. */
async function noteFeedTimes(
  transaction: Kysely<ConnectorTables>,
  entries: readonly JournalEntry[],
): Promise<void> {
  const times = new Map<string, { receivedMs: number; knownMs: number }>();
  const note = (feed: string, receivedMs: number, knownMs: number): void => {
    const before = times.get(feed) ?? { receivedMs: 0, knownMs: 0 };
    times.set(feed, {
      receivedMs: Math.max(before.receivedMs, receivedMs),
      knownMs: Math.max(before.knownMs, Math.min(knownMs, receivedMs)),
    });
  };
  for (const entry of entries) {
    for (const { feed, receivedAtMs, fact } of entry.facts ?? []) note(feed, receivedAtMs, fact.messageAt.ms);
    for (const { feed, receivedAtMs, content } of entry.sheets ?? []) {
      if (content.kind === "census") note(feed, receivedAtMs, content.fact.messageAt.ms);
    }
  }
  for (const [feed, { receivedMs, knownMs }] of times) {
    const row = await transaction
      .selectFrom("feed_state")
      .selectAll()
      .where("feed", "=", feed)
      .executeTakeFirstOrThrow();
    await transaction
      .updateTable("feed_state")
      .set({
        last_received_at_ms: Math.max(receivedMs, Number(row.last_received_at_ms ?? 0)),
        last_known_at_ms: Math.max(knownMs, Number(row.last_known_at_ms ?? 0)),
      })
      .where("feed", "=", feed)
      .execute();
  }
}

/** Drops the oldest refused frames of each feed beyond the limit. */
export async function trimRefusals(database: Kysely<ConnectorTables>): Promise<void> {
  const newest = await database
    .selectFrom("refused_frame")
    .select((e) => e.fn.max("seq").as("seq"))
    .executeTakeFirst();
  if (!newest?.seq) return;
  await database
    .deleteFrom("refused_frame")
    .where("seq", "<=", Number(newest.seq) - refusedFramesMax)
    .execute();
}
