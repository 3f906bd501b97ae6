import assert from "node:assert/strict";
import { test } from "node:test";
import { inTransaction } from "../../runtime/database.ts";
import type { PortalDatabase } from "../store/tables.ts";
import { verifyTrail, writeTrail } from "./trail.ts";

/** What somebody with the database in hands could do to the trail, run on each kind of database. */
export function trailCases(open: () => Promise<{ db: PortalDatabase; close(): Promise<void> }>): void {
  const check = (name: string, body: (database: PortalDatabase) => Promise<void>): void => {
    test(name, async () => {
      const { db, close } = await open();
      try {
        for (let index = 1; index <= 5; index += 1) await write(db, `action-${index}`);
        await body(db);
      } finally {
        await close();
      }
    });
  };
  const found = async (database: PortalDatabase) =>
    (await verifyTrail(database)).faults.map(({ fault, sequence }) => `${fault} ${sequence}`);

  check("a trail that grows is sound, and keeps every head it ever had", async (database) => {
    const first = await verifyTrail(database);
    assert.deepEqual([first.lines, first.faults, first.expectedFound], [5, [], null]);
    await write(database, "later");
    const second = await verifyTrail(database, first.head);
    assert.deepEqual([second.lines, second.faults, second.expectedFound], [6, [], true]);
    assert.equal((await verifyTrail(database, "f".repeat(64))).expectedFound, false);
  });
  check("a text that no database keeps as it is makes no altered line", async (database) => {
    await database.transaction().execute((own) =>
      writeTrail(own, {
        atMs: 1,
        by: { personId: "p", name: "Zo\ud800\0" },
        journeyId: "",
        action: "odd",
        what: { odd: "\udc00\0" },
        why: "pour\ud800quoi\0",
      }),
    );
    assert.deepEqual(await found(database), []);
  });
  check("an altered line is named", async (database) => {
    await database.updateTable("audit_entry").set({ why: "autre" }).where("sequence", "=", 3).execute();
    assert.deepEqual(await found(database), ["altered 3"]);
  });
  check("a line that was taken out is named", async (database) => {
    await database.deleteFrom("audit_entry").where("sequence", "in", [2, 3]).execute();
    assert.deepEqual(await found(database), ["missing 2", "missing 3"]);
  });
  check("lines that changed places are named", async (database) => {
    for (const [from, to] of [
      [2, 99],
      [4, 2],
      [99, 4],
    ] as const)
      await database.updateTable("audit_entry").set({ sequence: to }).where("sequence", "=", from).execute();
    assert.deepEqual(await found(database), ["altered 2", "altered 3", "altered 4", "altered 5"]);
  });
  check("a line that was pushed in at the end is named", async (database) => {
    const last = await database
      .selectFrom("audit_entry")
      .selectAll()
      .where("sequence", "=", 5)
      .executeTakeFirstOrThrow();
    await database
      .insertInto("audit_entry")
      .values({ ...last, sequence: 6, previous_hash: last.hash })
      .execute();
    assert.deepEqual(await found(database), ["altered 6", "end-missing 6"]);
  });
  check("a tail that was cut off is named", async (database) => {
    await database.deleteFrom("audit_entry").where("sequence", ">", 3).execute();
    assert.deepEqual(await found(database), ["end-missing 3"]);
    await database.deleteFrom("audit_head").execute();
    assert.deepEqual(await found(database), ["end-missing 3"]);
  });
  check(
    "a tail that was cut off together with its count is seen by the head that was noted before",
    async (database) => {
      const { head } = await verifyTrail(database);
      await database.deleteFrom("audit_entry").where("sequence", ">", 3).execute();
      const third = await database
        .selectFrom("audit_entry")
        .select("hash")
        .where("sequence", "=", 3)
        .executeTakeFirstOrThrow();
      await database.updateTable("audit_head").set({ sequence: 3, hash: third.hash }).execute();
      const verdict = await verifyTrail(database, head);
      assert.deepEqual([verdict.faults, verdict.expectedFound], [[], false]);
    },
  );
  check(
    "lines written at the same time queue up; none is lost and the chain has no fork",
    async (database) => {
      await Promise.all(Array.from({ length: 10 }, (_, index) => write(database, `same-${index}`)));
      const { lines, faults } = await verifyTrail(database);
      assert.deepEqual([lines, faults], [15, []]);
    },
  );
  check("a change that fails leaves no line", async (database) => {
    await assert.rejects(
      inTransaction(database, async (transaction) => {
        await writeTrail(transaction, entry("lost"));
        throw new Error("the change failed");
      }),
    );
    assert.equal((await verifyTrail(database)).lines, 5);
  });
}

const entry = (action: string) => ({
  atMs: 1_764_000_000_000,
  by: { personId: "p", name: "Ada Essai" },
  journeyId: "j",
  action,
  what: { été: 1 },
  why: "",
});

function write(database: PortalDatabase, action: string): Promise<void> {
  return inTransaction(database, (transaction) => writeTrail(transaction, entry(action)));
}
