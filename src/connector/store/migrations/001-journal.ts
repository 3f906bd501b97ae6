import { type Kysely, sql } from "kysely";
import { sequence } from "../../../runtime/database.ts";
import type { Migration } from "../../../runtime/migrate.ts";

/** Facts as received, refused frames (masked), sheets, and what the connector knows of its feeds and places. */
export const journalMigration: Migration = {
  name: "001-journal",
  async up(database: Kysely<unknown>, dialect) {
    await database.schema
      .createTable("fact")
      .addColumn("seq", ...sequence(dialect))
      .addColumn("feed", "text", (column) => column.notNull())
      .addColumn("received_at_ms", "bigint", (column) => column.notNull())
      .addColumn("control_id", "text", (column) => column.notNull())
      .addColumn("fingerprint", "text", (column) => column.notNull())
      .addColumn("kind", "text", (column) => column.notNull())
      .addColumn("notes", "text", (column) => column.notNull())
      .addColumn("body", "text", (column) => column.notNull())
      .execute();
    await sql`CREATE UNIQUE INDEX fact_once ON fact (feed, control_id, fingerprint)`.execute(database);
    // Several instances read feeds apart from each other; one process reads everything once, at its start.
    if (dialect === "postgresql") await sql`CREATE INDEX fact_by_feed ON fact (feed, seq)`.execute(database);
    await database.schema
      .createTable("refused_frame")
      .addColumn("seq", ...sequence(dialect))
      .addColumn("feed", "text", (column) => column.notNull())
      .addColumn("received_at_ms", "bigint", (column) => column.notNull())
      .addColumn("control_id", "text", (column) => column.notNull())
      .addColumn("ack", "text", (column) => column.notNull())
      .addColumn("code", "text", (column) => column.notNull())
      .addColumn("masked", "text", (column) => column.notNull())
      .execute();
    await database.schema
      .createTable("sheet")
      .addColumn("seq", ...sequence(dialect))
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
      .addColumn("unknown_units", "text")
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
    await createOwnership(database);
  },
};

/** Who works on what, when several instances share the database (DESIGN §5), and which keys made the hashes. */
async function createOwnership(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .createTable("instance")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("until_ms", "bigint", (column) => column.notNull())
    .execute();
  await database.schema
    .createTable("feed_lease")
    .addColumn("feed", "text", (column) => column.primaryKey())
    .addColumn("owner", "text")
    .addColumn("token", "bigint", (column) => column.notNull())
    .addColumn("until_ms", "bigint", (column) => column.notNull())
    .execute();
  await database.schema
    .createTable("pseudonym_key")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("proof", "text", (column) => column.notNull())
    .execute();
}
