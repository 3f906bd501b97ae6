import type { Kysely } from "kysely";
import type { Migration } from "../../../runtime/migrate.ts";

const notNull = (column: { notNull(): unknown }) => column.notNull() as never;

/** Papers as they were sent (`store/paper-tables.ts`). */
export const papersMigration: Migration = {
  name: "008-papers",
  async up(database: Kysely<unknown>) {
    await database.schema
      .createTable("paper_version")
      .addColumn("journey_id", "text", notNull)
      .addColumn("paper", "text", notNull)
      .addColumn("region", "text", notNull)
      .addColumn("number", "integer", notNull)
      .addColumn("record_id", "text", notNull)
      .addColumn("day", "text", notNull)
      .addColumn("content_fr", "text", notNull)
      .addColumn("content_en", "text", notNull)
      .addColumn("by_person", "text", notNull)
      .addColumn("at_ms", "bigint", notNull)
      .addColumn("withdrawn_at_ms", "bigint")
      .addPrimaryKeyConstraint("paper_version_pk", ["journey_id", "paper", "region", "number"])
      .execute();
  },
};
