import type { Migration } from "../../../runtime/migrate.ts";

/** Accesses to the test platform, one per journey, and how far each is set up (`store/test-access-table.ts`). */
export const testAccessMigration: Migration = {
  name: "007-test-access",
  async up({ schema }) {
    await schema
      .createTable("test_access")
      .addColumn("journey_id", "text", (column) => column.primaryKey())
      .addColumn("client_id", "text", (column) => column.notNull())
      .addColumn("subject_dn", "text", (column) => column.notNull())
      .addColumn("state", "text", (column) => column.notNull())
      .addColumn("reason", "text", (column) => column.notNull())
      .addColumn("attempts", "integer", (column) => column.notNull())
      .addColumn("next_attempt_at_ms", "bigint", (column) => column.notNull())
      .addColumn("done_at_ms", "bigint")
      .execute();
    await schema.createIndex("test_access_state").on("test_access").column("state").execute();
  },
};
