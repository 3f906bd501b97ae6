import type { Fact } from "../../domain/movements/fact.ts";
import { pseudonymsOf, type SheetContent } from "../beds/feed-state.ts";
import type { ConnectorDatabase } from "../store/tables.ts";

interface Known {
  readonly pseudonyms: Set<string>;
  factSeq: number;
  sheetSeq: number;
}

const sliceRows = 5_000;

/**
 * Pseudonyms made under older keys in feeds that another process owns, so that a change of keys cuts no stay in two
 * there either. Only what the older keys made is kept; with one key nothing is read at all.
 */
export class OlderPseudonyms {
  readonly #database: ConnectorDatabase;
  readonly #feeds: ReadonlyMap<string, Known>;
  readonly #olderKeyIds: readonly string[];

  constructor(database: ConnectorDatabase, feeds: readonly string[], keyIds: readonly string[]) {
    this.#database = database;
    this.#olderKeyIds = keyIds.slice(1);
    this.#feeds = new Map(feeds.map((feed) => [feed, { pseudonyms: new Set(), factSeq: 0, sheetSeq: 0 }]));
  }

  knows(feed: string, pseudonym: string): boolean {
    return this.#feeds.get(feed)?.pseudonyms.has(pseudonym) ?? false;
  }

  /** Reads what was added since the last call. */
  async refresh(): Promise<void> {
    if (this.#olderKeyIds.length === 0) return;
    for (const [feed, known] of this.#feeds) {
      known.factSeq = await this.#read("fact", feed, known.factSeq, (body) =>
        this.#note(known, JSON.parse(body) as Fact),
      );
      known.sheetSeq = await this.#read("sheet", feed, known.sheetSeq, (body) => {
        const content = JSON.parse(body) as SheetContent;
        if (content.kind === "census") this.#note(known, content.fact);
      });
    }
  }

  async #read(
    table: "fact" | "sheet",
    feed: string,
    afterSeq: number,
    take: (body: string) => void,
  ): Promise<number> {
    let after = afterSeq;
    for (;;) {
      const rows = await this.#database
        .selectFrom(table)
        .select(["seq", "body"])
        .where("feed", "=", feed)
        .where("seq", ">", after)
        .orderBy("seq")
        .limit(sliceRows)
        .execute();
      for (const { body } of rows) if (this.#olderKeyIds.some((id) => body.includes(`"${id}.`))) take(body);
      after = Number(rows.at(-1)?.seq ?? after);
      if (rows.length < sliceRows) return after;
    }
  }

  #note(known: Known, fact: Fact): void {
    for (const pseudonym of pseudonymsOf(fact)) {
      if (this.#olderKeyIds.some((id) => pseudonym.startsWith(`${id}.`))) known.pseudonyms.add(pseudonym);
    }
  }
}
