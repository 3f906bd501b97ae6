import assert from "node:assert/strict";
import { test } from "node:test";
import { migrate } from "../../../runtime/migrate.ts";
import { openSqlite } from "../../../runtime/sqlite.ts";
import { portalMigrations } from "../migrations.ts";
import type { PortalTables } from "../tables.ts";

test("answers that a supplier recorded before are known as declared, and its unfavourable opinion as a refusal", async () => {
  const database = openSqlite<PortalTables>(":memory:");
  try {
    await migrate(
      database,
      portalMigrations.filter(({ name }) => name < "009"),
    );
    for (const [id, role] of [
      ["anne", "applicant"],
      ["andrea", "ans-operator"],
    ] as const) {
      const person = { id, issuer: "i", subject: id, name: id, email: id, email_key: id };
      await database
        .insertInto("person")
        .values({ ...person, email_verified: 1, created_at_ms: 0 })
        .execute();
      await database
        .insertInto("person_grant")
        .values({ id, person_id: id, role, scope: role, granted_by: id, granted_at_ms: 0 })
        .execute();
    }
    for (const [move, by] of [
      ["application-sent", "anne"],
      ["opinion-unfavourable", "anne"],
      ["white-list-confirmed", "anne"],
      ["white-list-confirmed", "andrea"],
    ] as const)
      await database
        .insertInto("move_record")
        .values({
          id: `${move}-${by}`,
          journey_id: "j",
          step: "03",
          move,
          subject: "",
          at_ms: 0,
          by_person: by,
          day: "2026-11-02",
          document_id: "d",
          reason: null,
          findings: "[]",
          withdrawn_at_ms: null,
          withdrawn_by: null,
          withdrawn_reason: null,
        })
        .execute();
    await migrate(database, portalMigrations);
    const rows = await database
      .selectFrom("move_record")
      .select(["move", "by_person", "declared"])
      .orderBy("sequence")
      .execute();
    assert.deepEqual(
      rows.map((row) => [row.move, row.by_person, row.declared]),
      [
        ["application-sent", "anne", 0],
        ["decision-refused", "anne", 1],
        ["white-list-confirmed", "anne", 1],
        ["white-list-confirmed", "andrea", 0],
      ],
    );
  } finally {
    await database.destroy();
  }
});
