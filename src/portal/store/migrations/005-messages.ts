import type { Kysely } from "kysely";
import type { Migration } from "../../../runtime/migrate.ts";

const notNull = (column: { notNull(): unknown }) => column.notNull() as never;

const texts = [
  "journey_id",
  "record_id",
  "recipients",
  "subject_fr",
  "subject_en",
  "text_fr",
  "text_en",
  "state",
  "reason",
];

/** Messages to suppliers: what goes out, and how far it came (`store/message-tables.ts`). */
export const messagesMigration: Migration = {
  name: "005-messages",
  async up(database: Kysely<unknown>) {
    const { schema } = database;
    const table = schema
      .createTable("message")
      .addColumn("id", "text", (column) => column.primaryKey())
      .addColumn("attempts", "integer", notNull)
      .addColumn("created_at_ms", "bigint", notNull)
      .addColumn("next_attempt_at_ms", "bigint")
      .addColumn("sent_at_ms", "bigint");
    await texts.reduce((made, name) => made.addColumn(name, "text", notNull), table).execute();
    await schema.createIndex("message_journey").on("message").column("journey_id").execute();
    await schema.createIndex("message_state").on("message").columns(["state", "created_at_ms"]).execute();
  },
};
