import assert from "node:assert/strict";
import { test } from "node:test";
import { addLibraryItem, readLibrary } from "../../src/portal/library/library.ts";
import { portalMigrations } from "../../src/portal/store/migrations.ts";
import type { PortalTables } from "../../src/portal/store/tables.ts";
import { inTransaction } from "../../src/runtime/database.ts";
import { onPostgres } from "../storage/support/open.ts";

test("administrators who added the same document at once left two current ones", async (t) => {
  const opened = await onPostgres<PortalTables>(portalMigrations);
  const { db: database } = opened;
  t.after(() => opened.close());
  const person = { personId: "p-1", name: "Zoé", email: "", grants: [] };
  const fields = {
    kind: "f413",
    version: "1",
    source: "https://ans.example/f413",
    date: "2026-11-02",
  } as const;
  await Promise.all(
    Array.from({ length: 6 }, (_, index) =>
      inTransaction(database, (transaction) =>
        addLibraryItem(transaction, fields, null, {
          person,
          atMs: 1_000 + index,
          ids: { item: `item-${index}`, document: `document-${index}` },
        }),
      ),
    ),
  );
  const rows = await database
    .selectFrom("library_item")
    .select("id")
    .where("removed_at_ms", "is", null)
    .execute();
  assert.equal(rows.length, 1);
  const { kinds } = await readLibrary(database, true);
  const f413 = kinds.find(({ kind }) => kind === "f413");
  assert.equal(f413?.history.length, 5);
});
