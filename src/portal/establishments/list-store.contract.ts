import assert from "node:assert/strict";
import { test } from "node:test";
import { fictiville } from "../../domain/establishments/test-support/lines.ts";
import type { EstablishmentFact } from "../../domain/journey/facts.ts";
import { inTransaction } from "../../runtime/database.ts";
import type { PortalDatabase } from "../store/tables.ts";
import { readWorkingList, removeLine, replaceList, saveLine } from "./list-store.ts";
import { linesMax } from "./shapes.ts";
import { diffVersions, freezeList, lastVersion, linesOfVersion, listVersions } from "./versions.ts";

const anne = { personId: "anne", atMs: 1_000 };
const benoit = { personId: "benoit", atMs: 2_000 };

/** What the store of lists must do on each database. `open` gives an empty, migrated one. */
export function listStoreContract(
  name: string,
  open: () => Promise<{ db: PortalDatabase; close: () => Promise<void> }>,
): void {
  const withStore = (title: string, run: (db: PortalDatabase) => Promise<void>): void => {
    test(`${name}: ${title}`, async () => {
      const { db, close } = await open();
      try {
        await run(db);
      } finally {
        await close();
      }
    });
  };
  const replace = (db: PortalDatabase, base: number, lines: readonly EstablishmentFact[], journey = "j") =>
    inTransaction(db, (trx) => replaceList(trx, journey, { base, lines }, anne));
  const save = (
    db: PortalDatabase,
    id: string,
    base: number,
    fields: { places?: string; name?: string },
    by = anne,
  ) => inTransaction(db, (trx) => saveLine(trx, "j", { id, base, fields }, by));
  const lines = async (db: PortalDatabase, journey = "j") =>
    (await readWorkingList(db, journey)).lines.map(({ line }) => line);

  withStore("a list is put down whole, in its order, beside those of other journeys", async (db) => {
    assert.deepEqual(await readWorkingList(db, "j"), { revision: 0, lines: [] });
    const many = Array.from({ length: 3_000 }, (_, rank) => fictiville(3_000 - rank));
    assert.deepEqual(await replace(db, 0, many), { status: "saved", revision: 1 });
    assert.deepEqual(await lines(db), many);
    assert.deepEqual(await replace(db, 0, [fictiville(1)], "other"), { status: "saved", revision: 1 });
    assert.deepEqual(await replace(db, 1, many.slice(0, 2)), { status: "saved", revision: 2 });
    assert.deepEqual(await lines(db), many.slice(0, 2));
    assert.deepEqual(await lines(db, "other"), [fictiville(1)]);
  });

  withStore("a list that somebody changed meanwhile is not replaced", async (db) => {
    await replace(db, 0, [fictiville(1)]);
    await save(db, "e1", 1, { places: "80" });
    assert.deepEqual(await replace(db, 1, []), { status: "conflict", revision: 2 });
    assert.equal((await lines(db))[0]?.places, "80");
  });

  withStore("too many lines, or an identifier twice, are refused whole", async (db) => {
    await replace(db, 0, [fictiville(1)]);
    const many = Array.from({ length: linesMax + 1 }, (_, rank) => fictiville(rank));
    assert.deepEqual(await replace(db, 1, many), { status: "refused", revision: 1 });
    assert.deepEqual(await replace(db, 1, [fictiville(2), fictiville(2)]), {
      status: "refused",
      revision: 1,
    });
    assert.deepEqual(await lines(db), [fictiville(1)]);
    await replace(db, 1, many.slice(1));
    const added = await save(db, "new", 0, { name: "Un de trop" });
    assert.equal(added.status, "refused");
    assert.equal((await lines(db)).length, linesMax);
  });

  withStore("lines are added at the end, changed by column, and removed", async (db) => {
    await replace(db, 0, [fictiville(1), fictiville(2)]);
    const added = await save(db, "new", 0, { name: "Site neuf" }, benoit);
    assert.equal(added.status, "saved");
    assert.deepEqual(
      [added.line?.line.name, added.line?.line.places, added.line?.by],
      ["Site neuf", "", "benoit"],
    );
    const changed = await save(db, "e1", 1, { places: "80" }, benoit);
    assert.deepEqual(changed.line, {
      line: fictiville(1, { places: "80" }),
      revision: 3,
      by: "benoit",
      atMs: 2_000,
    });
    const removed = await inTransaction(db, (trx) => removeLine(trx, "j", { id: "e2", base: 1 }));
    assert.equal(removed.status, "removed");
    assert.deepEqual(
      (await lines(db)).map(({ id }) => id),
      ["e1", "new"],
    );
    assert.equal((await readWorkingList(db, "j")).revision, 4);
    const gone = await inTransaction(db, (trx) => removeLine(trx, "j", { id: "e2", base: 1 }));
    assert.equal(gone.status, "removed");
  });

  withStore(
    "two people on one line: the second sees what the first wrote, and nothing is overwritten",
    async (db) => {
      await replace(db, 0, [fictiville(1)]);
      await save(db, "e1", 1, { places: "80" }, benoit);
      const late = await save(db, "e1", 1, { places: "90" });
      assert.deepEqual([late.status, late.line?.line.places, late.line?.by], ["conflict", "80", "benoit"]);
      const removal = await inTransaction(db, (trx) => removeLine(trx, "j", { id: "e1", base: 1 }));
      assert.deepEqual([removal.status, removal.line?.line.places], ["conflict", "80"]);
      const agreeing = await save(db, "e1", 1, { places: "80" });
      assert.deepEqual([agreeing.status, agreeing.line?.revision], ["saved", 2]);
      const chosen = await save(db, "e1", late.line?.revision ?? 0, { places: "90" });
      assert.equal(chosen.status, "saved");
      assert.equal((await lines(db))[0]?.places, "90");
    },
  );

  withStore(
    "a line removed meanwhile is not brought back by a change, also not under its old revision",
    async (db) => {
      await replace(db, 0, [fictiville(1)]);
      await inTransaction(db, (trx) => removeLine(trx, "j", { id: "e1", base: 1 }));
      assert.deepEqual(await save(db, "e1", 1, { places: "80" }), {
        id: "e1",
        status: "conflict",
        line: null,
      });
      const again = await save(db, "e1", 0, { name: "Repris" });
      assert.equal(again.line?.revision, 3);
      assert.equal((await save(db, "e1", 1, { places: "80" })).status, "conflict");
    },
  );

  withStore("changes made at once all stand, each with a revision of its own", async (db) => {
    await replace(db, 0, [fictiville(1)]);
    const ids = Array.from({ length: 8 }, (_, rank) => `n${rank}`);
    const results = await Promise.all(ids.map((id) => save(db, id, 0, { name: id })));
    assert.deepEqual(results.map(({ line }) => line?.revision).sort(), [2, 3, 4, 5, 6, 7, 8, 9]);
    assert.deepEqual((await lines(db)).map(({ id }) => id).sort(), ["e1", ...ids]);
    const rivals = await Promise.all(["1", "2", "3"].map((places) => save(db, "e1", 1, { places })));
    assert.deepEqual(rivals.map(({ status }) => status).sort(), ["conflict", "conflict", "saved"]);
  });

  withStore("what fails later in the transaction leaves the list as it was", async (db) => {
    await replace(db, 0, [fictiville(1)]);
    await assert.rejects(
      inTransaction(db, async (trx) => {
        await saveLine(trx, "j", { id: "e1", base: 1, fields: { places: "1" } }, benoit);
        throw new Error("the audit trail is away");
      }),
      /audit trail/,
    );
    const list = await readWorkingList(db, "j");
    assert.equal(list.revision, 1);
    assert.deepEqual(list.lines[0]?.line, fictiville(1));
  });

  withStore("versions are frozen, numbered, and compared", async (db) => {
    const freeze = (base: number, note: string) =>
      inTransaction(db, (trx) => freezeList(trx, "j", { base, note }, benoit));
    assert.deepEqual(await freeze(0, "rien"), { status: "empty" });
    assert.equal(await lastVersion(db, "j"), 0);
    await replace(db, 0, [fictiville(1), fictiville(2)]);
    assert.deepEqual(await freeze(0, "vue ancienne"), { status: "conflict", revision: 1 });
    const first = { number: 1, note: "au comité", lineCount: 2, by: "benoit", atMs: 2_000 };
    assert.deepEqual(await freeze(1, "au comité"), { status: "saved", version: first });
    await replace(db, 1, [fictiville(1, { places: "80" }), fictiville(3)]);
    assert.equal((await freeze(2, "après retour")).status, "saved");
    assert.deepEqual(
      (await listVersions(db, "j")).map(({ number, note }) => [number, note]),
      [
        [2, "après retour"],
        [1, "au comité"],
      ],
    );
    assert.equal(await lastVersion(db, "j"), 2);
    assert.deepEqual(await linesOfVersion(db, "j", 1), [fictiville(1), fictiville(2)]);
    const diff = await diffVersions(db, "j", [1, 2]);
    assert.deepEqual(
      [
        diff?.added.map(({ id }) => id),
        diff?.removed.map(({ id }) => id),
        diff?.changed.map(({ columns }) => columns),
      ],
      [["e3"], ["e2"], [["places"]]],
    );
    assert.deepEqual(await diffVersions(db, "j", [2, "working"]), { added: [], removed: [], changed: [] });
    assert.equal(await diffVersions(db, "j", [1, 3]), undefined);
    assert.deepEqual(await listVersions(db, "other"), []);
  });
}
