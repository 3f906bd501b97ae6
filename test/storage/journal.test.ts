import assert from "node:assert/strict";
import { test } from "node:test";
import type { Kysely } from "kysely";
import {
  type Committed,
  type JournalEntry,
  type NewFact,
  registerFeed,
  trimRefusals,
  writeEntries,
} from "../../src/connector/journal/journal.ts";
import { agreeOnKeys } from "../../src/connector/journal/key-proofs.ts";
import { OlderPseudonyms } from "../../src/connector/journal/older-pseudonyms.ts";
import { readFacts, readSheets } from "../../src/connector/journal/read-journal.ts";
import { connectorMigrations } from "../../src/connector/store/migrations.ts";
import type { ConnectorTables } from "../../src/connector/store/tables.ts";
import type { Fact } from "../../src/domain/movements/fact.ts";
import { inTransaction } from "../../src/runtime/database.ts";
import { onPostgres, onSqlite } from "./support/open.ts";

type Database = Kysely<ConnectorTables>;

const stamp = (ms: number) => ({ text: "", ms, repeatedHour: false, dateOnly: false });

function newFact(controlId: string, feed = "gam", more: Partial<NewFact> = {}, patient = "k1.p"): NewFact {
  const fact: Fact = { kind: "identity", arrival: 0, messageAt: stamp(900), controlId, patient };
  return { feed, receivedAtMs: 1_000, fingerprint: `print of ${controlId}`, fact, notes: [], ...more };
}

function write(db: Database, ...entries: JournalEntry[]): Promise<Committed> {
  return inTransaction(db, (transaction) => writeEntries(transaction, entries));
}

async function controlIds(db: Database, feed: string, afterSeq = 0): Promise<string[]> {
  const ids: string[] = [];
  for await (const slice of readFacts(db, feed, afterSeq))
    ids.push(...slice.map(({ fact }) => fact.controlId));
  return ids;
}

const opens = {
  SQLite: () => onSqlite<ConnectorTables>(connectorMigrations),
  PostgreSQL: () => onPostgres<ConnectorTables>(connectorMigrations),
};

for (const [name, open] of Object.entries(opens)) {
  const onDatabase = (title: string, run: (db: Database) => Promise<void>): void => {
    test(`${name}: ${title}`, async () => {
      const { db, close } = await open();
      try {
        for (const feed of ["gam", "other"]) await registerFeed(db, feed);
        await run(db);
      } finally {
        await close();
      }
    });
  };

  onDatabase("a message is kept once, however often and wherever in a group it comes", async (db) => {
    const first = await write(
      db,
      { facts: [newFact("1"), newFact("2"), newFact("1")] },
      { facts: [newFact("2")] },
    );
    assert.deepEqual(
      first.facts.map(({ fact }) => fact.controlId),
      ["1", "2"],
    );
    const [one, two] = first.facts.map(({ fact }) => fact.arrival);
    assert.ok(one !== undefined && two !== undefined && one < two);
    const changedBytes = newFact("1", "gam", { fingerprint: "others" });
    const again = await write(db, { facts: [newFact("1"), changedBytes, newFact("1", "other")] });
    assert.deepEqual(
      again.facts.map(({ feed, fact }) => [feed, fact.controlId]),
      [
        ["gam", "1"],
        ["other", "1"],
      ],
    );
    assert.deepEqual(await controlIds(db, "gam"), ["1", "2", "1"]);
    assert.deepEqual(await controlIds(db, "gam", one), ["2", "1"]);
    assert.deepEqual(await controlIds(db, "other"), ["1"]);
  });

  onDatabase("a group larger than one statement comes out complete and in order", async (db) => {
    const facts = Array.from({ length: 350 }, (_, index) => newFact(`${index}`));
    const written = await write(db, { facts });
    assert.deepEqual(
      written.facts.map(({ fact }) => fact.controlId),
      facts.map(({ fact }) => fact.controlId),
    );
    assert.deepEqual(
      await controlIds(db, "gam"),
      facts.map(({ fact }) => fact.controlId),
    );
  });

  onDatabase(
    "the revision of a feed rises by one with each commit that changes it, and only then",
    async (db) => {
      const revisions = async (entry: JournalEntry) => Object.fromEntries((await write(db, entry)).revisions);
      assert.deepEqual(await revisions({ facts: [newFact("1"), newFact("2")] }), { gam: 1 });
      assert.deepEqual(await revisions({ facts: [newFact("1")] }), {}, "nothing new");
      assert.deepEqual(await revisions({ passedTime: ["gam", "other"] }), { gam: 2, other: 1 });
      assert.deepEqual(await revisions({ warmUpEnds: [{ feed: "gam", by: "x", atMs: 5 }] }), { gam: 3 });
    },
  );

  onDatabase("a commit that fails leaves nothing, and the next has the same revision", async (db) => {
    const failing = inTransaction(db, async (transaction) => {
      await writeEntries(transaction, [{ facts: [newFact("1")] }]);
      throw new Error("after");
    });
    await assert.rejects(failing, /after/);
    assert.deepEqual(await controlIds(db, "gam"), []);
    assert.deepEqual([...(await write(db, { facts: [newFact("1")] })).revisions], [["gam", 1]]);
  });

  onDatabase(
    "sheets: the same as the newest of its kind is not new, the same as an older one is",
    async (db) => {
      const sheet = (fingerprint: string, kind: "register" | "closings" = "register") => ({
        feed: "gam",
        receivedAtMs: 7,
        fingerprint,
        content: kind === "register" ? { kind, beds: [] } : { kind, closings: [] },
      });
      const added = async (fingerprint: string, kind?: "closings") =>
        (await write(db, { sheets: [sheet(fingerprint, kind)] })).sheets.length;
      assert.deepEqual(
        [await added("a"), await added("a"), await added("b"), await added("a")],
        [1, 0, 1, 1],
      );
      assert.equal(await added("a", "closings"), 1, "another kind");
      const all = await readSheets(db, "gam");
      assert.deepEqual(
        all.map((one) => [one.content.kind, one.receivedAtMs]),
        [...Array<unknown>(3).fill(["register", 7]), ["closings", 7]],
      );
      assert.equal((await readSheets(db, "gam", all[2]?.seq)).length, 1);
      const twice = await write(db, { sheets: [sheet("c"), sheet("d")] });
      assert.equal(twice.sheetSeqs?.get("gam"), (await readSheets(db, "gam")).at(-1)?.seq);
    },
  );

  onDatabase(
    "the warm-up ends once; freshness is the newest receipt and the newest knowledge",
    async (db) => {
      await write(db, { warmUpEnds: [{ feed: "gam", by: "first", atMs: 5 }] });
      await write(db, { warmUpEnds: [{ feed: "gam", by: "second", atMs: 9 }] });
      await write(db, { facts: [newFact("1", "gam", { receivedAtMs: 2_000 })] });
      await write(db, { facts: [newFact("2", "gam", { receivedAtMs: 1_500 })] });
      const row = await registerFeed(db, "gam");
      assert.deepEqual([row.warm_up_ended_by, row.warm_up_ended_at_ms], ["first", 5]);
      assert.deepEqual([row.last_received_at_ms, row.last_known_at_ms], [2_000, 900]);
    },
  );

  onDatabase(
    "refused frames are kept masked and bounded; lines of a sheet replace those before",
    async (db) => {
      const refusal = {
        feed: "gam",
        receivedAtMs: 1,
        controlId: "",
        ack: "AE",
        code: "hl7.no-msh",
        masked: "x",
      } as const;
      await write(db, { refusals: [refusal, refusal] });
      await trimRefusals(db);
      assert.equal((await db.selectFrom("refused_frame").selectAll().execute()).length, 2);
      const issues = (lines: number[]) => ({
        feed: "gam",
        receivedAtMs: 1,
        kind: "register",
        issues: lines.map((line) => ({ line, code: "c", severity: "refused" as const })),
      });
      await write(db, { sheetIssues: [issues([1, 2])] });
      await write(db, { sheetIssues: [issues([3])] });
      const kept = await db.selectFrom("sheet_issue").select("line").execute();
      assert.deepEqual(
        kept.map((row) => row.line),
        [3],
      );
    },
  );

  onDatabase("a damaged text is kept, and harms nobody beside it", async (db) => {
    const refusal = {
      feed: "gam",
      receivedAtMs: 1,
      controlId: "\0",
      ack: "AE",
      code: "c",
      masked: "a\0b",
    } as const;
    const written = await write(db, { facts: [newFact("x\0y"), newFact("good")] }, { refusals: [refusal] });
    assert.equal(written.facts.length, 2);
    assert.equal((await write(db, { facts: [newFact("x\0y")] })).facts.length, 0);
    assert.equal((await controlIds(db, "gam")).length, 2);
  });

  onDatabase("whoever comes with other pseudonym keys is refused, and leaves no trace", async (db) => {
    const key = (id: string, byte: number) => ({ id, secret: Buffer.alloc(32, byte) });
    await agreeOnKeys(db, [key("k1", 1)]);
    await agreeOnKeys(db, [key("k2", 2), key("k1", 1)]);
    for (const keys of [[key("k3", 3)], [key("k1", 1)], [key("k2", 2), key("k1", 9)]]) {
      await assert.rejects(agreeOnKeys(db, keys), { code: "connector.other-pseudonym-keys" });
    }
    const noted = await db.selectFrom("pseudonym_key").select("id").orderBy("id").execute();
    assert.deepEqual(
      noted.map((row) => row.id),
      ["k1", "k2"],
    );
  });

  onDatabase("pseudonyms of older keys are known without the facts of the feed in memory", async (db) => {
    const older = new OlderPseudonyms(db, ["gam"], ["k2", "k1"]);
    await write(db, { facts: [newFact("1", "gam", {}, "k1.old"), newFact("2", "gam", {}, "k2.new")] });
    assert.equal(older.knows("gam", "k1.old"), false);
    await older.refresh();
    assert.deepEqual(
      ["k1.old", "k2.new", "k1.never"].map((one) => older.knows("gam", one)),
      [true, false, false],
    );
    await write(db, { facts: [newFact("3", "gam", {}, "k1.later")] });
    await older.refresh();
    assert.equal(older.knows("gam", "k1.later"), true);
  });
}

test("PostgreSQL: many writers of one feed; a reader that follows the numbers misses nothing", async () => {
  const { db, another, close } = await onPostgres<ConnectorTables>(connectorMigrations);
  try {
    for (const feed of ["gam", "other"]) await registerFeed(db, feed);
    const writers = [db, another(), another()];
    const reader = another();
    const seen: string[] = [];
    let writing = true;
    let after = 0;
    const follow = async (): Promise<void> => {
      for await (const slice of readFacts(reader, "gam", after)) {
        seen.push(...slice.map(({ fact }) => fact.controlId));
        after = slice.at(-1)?.fact.arrival ?? after;
      }
    };
    const reading = (async () => {
      while (writing) await follow();
    })();
    const commits: Committed[] = [];
    // Twelve at a time; both feeds, named in both orders: two commits must not wait for each other in a circle.
    const lane = async (first: number): Promise<void> => {
      for (let index = first; index < 120; index += 12) {
        const [one, two] = index % 2 ? ["gam", "other"] : ["other", "gam"];
        const facts = [newFact(`a${index}`, one), newFact(`b${index}`, two)];
        commits.push(await write(writers[index % writers.length] ?? db, { facts }));
      }
    };
    try {
      await Promise.all(Array.from({ length: 12 }, (_, first) => lane(first)));
    } finally {
      writing = false;
      await reading;
    }
    await follow();
    assert.equal(seen.length, 120);
    assert.equal(new Set(seen).size, 120);
    const ofFeed = commits
      .map((one) => ({
        revision: one.revisions.get("gam") ?? 0,
        seq: one.facts.find((row) => row.feed === "gam")?.fact.arrival ?? 0,
      }))
      .sort((x, y) => x.revision - y.revision);
    assert.deepEqual(
      ofFeed.map((one) => one.revision),
      Array.from({ length: 120 }, (_, index) => index + 1),
    );
    assert.ok(
      ofFeed.every((one, index) => one.seq > (ofFeed[index - 1]?.seq ?? 0)),
      "one order of numbers and revisions",
    );
  } finally {
    await close();
  }
});
