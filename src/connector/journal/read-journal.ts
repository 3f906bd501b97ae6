import type { Kysely } from "kysely";
import type { Fact } from "../../domain/movements/fact.ts";
import type { SheetContent } from "../beds/feed-state.ts";
import type { ConnectorTables } from "../store/tables.ts";

/** A fact as the journal gives it back: `arrival` is its number. */
export interface ReadFact {
  readonly fact: Fact;
  readonly receivedAtMs: number;
}

export interface ReadSheet {
  readonly seq: number;
  readonly content: SheetContent;
  readonly receivedAtMs: number;
}

/** Rows read at once, so that a long journal does not fill the memory. */
const sliceRows = 5000;

/** The facts of a feed after a number, in order, by slices. */
export async function* readFacts(
  database: Kysely<ConnectorTables>,
  feed: string,
  afterSeq = 0,
): AsyncGenerator<readonly ReadFact[]> {
  let after = afterSeq;
  for (;;) {
    const rows = await database
      .selectFrom("fact")
      .select(["seq", "received_at_ms", "body"])
      .where("feed", "=", feed)
      .where("seq", ">", after)
      .orderBy("seq")
      .limit(sliceRows)
      .execute();
    if (rows.length > 0) {
      yield rows.map((row) => ({
        fact: { ...(JSON.parse(row.body) as Fact), arrival: Number(row.seq) },
        receivedAtMs: Number(row.received_at_ms),
      }));
    }
    if (rows.length < sliceRows) return;
    after = Number(rows.at(-1)?.seq ?? after);
  }
}

/** The sheets of a feed after a number, in order. */
export async function readSheets(
  database: Kysely<ConnectorTables>,
  feed: string,
  afterSeq = 0,
): Promise<ReadSheet[]> {
  const rows = await database
    .selectFrom("sheet")
    .select(["seq", "body", "received_at_ms"])
    .where("feed", "=", feed)
    .where("seq", ">", afterSeq)
    .orderBy("seq")
    .execute();
  return rows.map((row) => ({
    seq: Number(row.seq),
    content: JSON.parse(row.body) as SheetContent,
    receivedAtMs: Number(row.received_at_ms),
  }));
}
