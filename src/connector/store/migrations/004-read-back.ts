import type { Kysely } from "kysely";
import type { Migration } from "../../../runtime/migrate.ts";

/** When each place was read back, and the rows found there that Raccord does not feed (DESIGN §3). */
export const readBackMigration: Migration = {
  name: "004-read-back",
  async up(database: Kysely<unknown>) {
    for (const column of ["read_back_at_ms", "read_back_due_ms"]) {
      await database.schema
        .alterTable("place_delivery")
        .addColumn(column, "bigint", (one) => one.notNull().defaultTo(0))
        .execute();
    }
    await database.schema
      .createTable("foreign_row")
      .addColumn("place_id", "text", (column) => column.notNull())
      .addColumn("indicator_key", "text", (column) => column.notNull())
      .addColumn("count", "integer")
      .addColumn("capacity_type", "text", (column) => column.notNull())
      .addColumn("source_type", "text", (column) => column.notNull())
      .addColumn("updated_at_ms", "bigint")
      .addColumn("first_seen_at_ms", "bigint", (column) => column.notNull())
      .addColumn("decision", "text", (column) => column.notNull())
      .addColumn("decided_by", "text")
      .addColumn("decided_at_ms", "bigint")
      .addPrimaryKeyConstraint("foreign_row_pk", ["place_id", "indicator_key"])
      .execute();
  },
};
