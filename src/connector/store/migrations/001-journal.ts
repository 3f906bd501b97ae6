import { type Kysely, sql } from "kysely";
import type { Migration } from "../../../runtime/migrate.ts";

/** Facts as received, refused frames (masked), sheets, and what the connector knows of its feeds and places. */
export const journalMigration: Migration = {
  name: "001-journal",
  async up(database: Kysely<unknown>) {
    await database.schema
      .createTable("fact")
      .addColumn("seq", "integer", (column) => column.primaryKey().autoIncrement())
      .addColumn("feed", "text", (column) => column.notNull())
      .addColumn("received_at_ms", "bigint", (column) => column.notNull())
      .addColumn("control_id", "text", (column) => column.notNull())
      .addColumn("fingerprint", "text", (column) => column.notNull())
      .addColumn("kind", "text", (column) => column.notNull())
      .addColumn("notes", "text", (column) => column.notNull())
      .addColumn("body", "text", (column) => column.notNull())
      .execute();
    await sql`CREATE UNIQUE INDEX fact_once ON fact (feed, control_id, fingerprint)`.execute(database);
    await database.schema
      .createTable("refused_frame")
      .addColumn("seq", "integer", (column) => column.primaryKey().autoIncrement())
      .addColumn("feed", "text", (column) => column.notNull())
      .addColumn("received_at_ms", "bigint", (column) => column.notNull())
      .addColumn("control_id", "text", (column) => column.notNull())
      .addColumn("ack", "text", (column) => column.notNull())
      .addColumn("code", "text", (column) => column.notNull())
      .addColumn("masked", "text", (column) => column.notNull())
      .execute();
    await database.schema
      .createTable("sheet")
      .addColumn("seq", "integer", (column) => column.primaryKey().autoIncrement())
      .addColumn("feed", "text", (column) => column.notNull())
      .addColumn("received_at_ms", "bigint", (column) => column.notNull())
      .addColumn("kind", "text", (column) => column.notNull())
      .addColumn("fingerprint", "text", (column) => column.notNull())
      .addColumn("body", "text", (column) => column.notNull())
      .execute();
    await database.schema
      .createTable("feed_state")
      .addColumn("feed", "text", (column) => column.primaryKey())
      .addColumn("revision", "bigint", (column) => column.notNull())
      .addColumn("warm_up_ended_at_ms", "bigint")
      .addColumn("warm_up_ended_by", "text")
      .addColumn("last_received_at_ms", "bigint")
      .addColumn("last_known_at_ms", "bigint")
      .execute();
    await database.schema
      .createTable("place_state")
      .addColumn("place_id", "text", (column) => column.primaryKey())
      .addColumn("computed_revision", "bigint", (column) => column.notNull())
      .addColumn("known_at_ms", "bigint", (column) => column.notNull())
      .addColumn("computed_at_ms", "bigint", (column) => column.notNull())
      .addColumn("refreshed_at_ms", "bigint", (column) => column.notNull())
      .addColumn("report", "text", (column) => column.notNull())
      .execute();
  },
};
