import { type Kysely, sql } from "kysely";
import type { Migration } from "../../../runtime/migrate.ts";

/** Wanted and confirmed indicators, the states of delivery, its log and its tasks (DESIGN §3 to §5). */
export const indicatorsMigration: Migration = {
  name: "002-indicators",
  async up(database) {
    await createIndicator(database);
    await createStates(database);
    await createLogAndTasks(database);
  },
};

async function createIndicator(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .createTable("indicator")
    .addColumn("place_id", "text", (column) => column.notNull())
    .addColumn("indicator_key", "text", (column) => column.notNull())
    .addColumn("family", "text", (column) => column.notNull())
    .addColumn("indicator_id", "text", (column) => column.notNull())
    .addColumn("capacity_type", "text", (column) => column.notNull())
    .addColumn("source_type", "text", (column) => column.notNull())
    .addColumn("wanted_count", "integer", (column) => column.notNull())
    .addColumn("wanted_updated_at_ms", "bigint", (column) => column.notNull())
    .addColumn("wanted_revision", "bigint", (column) => column.notNull())
    .addColumn("wanted_deleted", "integer", (column) => column.notNull())
    .addColumn("refresh_at_ms", "bigint")
    .addColumn("confirmed_count", "integer")
    .addColumn("confirmed_capacity_type", "text")
    .addColumn("confirmed_source_type", "text")
    .addColumn("confirmed_updated_at_ms", "bigint")
    .addColumn("confirmed_revision", "bigint")
    .addColumn("confirmed_at_ms", "bigint")
    .addColumn("remote_holds", "text", (column) => column.notNull())
    .addColumn("in_doubt", "integer", (column) => column.notNull())
    .addColumn("differs", "integer", (column) => column.notNull())
    .addColumn("hold", "text", (column) => column.notNull())
    .addColumn("last_error", "text")
    .addColumn("last_error_detail", "text")
    .addColumn("attempts", "integer", (column) => column.notNull())
    .addColumn("last_attempt_at_ms", "bigint")
    .addPrimaryKeyConstraint("indicator_pk", ["place_id", "indicator_key"])
    .execute();
  await database.schema
    .createIndex("indicator_differs")
    .on("indicator")
    .columns(["differs", "place_id"])
    .execute();
}

async function createStates(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .createTable("place_delivery")
    .addColumn("place_id", "text", (column) => column.primaryKey())
    .addColumn("target", "text", (column) => column.notNull())
    .addColumn("establishment", "text", (column) => column.notNull())
    .addColumn("external_id", "text", (column) => column.notNull())
    .addColumn("revision", "bigint", (column) => column.notNull())
    .addColumn("state", "text", (column) => column.notNull())
    .addColumn("parked_reason", "text")
    .addColumn("due", "integer", (column) => column.notNull())
    .addColumn("next_at_ms", "bigint", (column) => column.notNull())
    .addColumn("queued_at_ms", "bigint", (column) => column.notNull())
    .addColumn("attempts", "integer", (column) => column.notNull())
    .addColumn("lease_owner", "text")
    .addColumn("lease_token", "bigint", (column) => column.notNull().defaultTo(0))
    .addColumn("lease_until_ms", "bigint", (column) => column.notNull().defaultTo(0))
    .execute();
  await database.schema
    .createIndex("place_delivery_queue")
    .on("place_delivery")
    .columns(["target", "due", "queued_at_ms"])
    .execute();
  await database.schema
    .createTable("establishment_state")
    .addColumn("target", "text", (column) => column.notNull())
    .addColumn("establishment", "text", (column) => column.notNull())
    .addColumn("state", "text", (column) => column.notNull())
    .addColumn("reason", "text")
    .addColumn("since_ms", "bigint", (column) => column.notNull())
    .addColumn("next_at_ms", "bigint", (column) => column.notNull())
    .addPrimaryKeyConstraint("establishment_state_pk", ["target", "establishment"])
    .execute();
  await database.schema
    .createTable("target_state")
    .addColumn("target", "text", (column) => column.primaryKey())
    .addColumn("state", "text", (column) => column.notNull())
    .addColumn("reason", "text")
    .addColumn("since_ms", "bigint", (column) => column.notNull())
    .addColumn("not_before_ms", "bigint", (column) => column.notNull())
    .execute();
}

async function createLogAndTasks(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .createTable("delivery_log")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("at_ms", "bigint", (column) => column.notNull())
    .addColumn("turn", "bigint", (column) => column.notNull())
    .addColumn("target", "text", (column) => column.notNull())
    .addColumn("place_id", "text", (column) => column.notNull())
    .addColumn("indicator_id", "text", (column) => column.notNull())
    .addColumn("indicator_key", "text", (column) => column.notNull())
    .addColumn("operation", "text", (column) => column.notNull())
    .addColumn("status", "integer")
    .addColumn("result", "text", (column) => column.notNull())
    .addColumn("reason", "text")
    .addColumn("issues_json", "text", (column) => column.notNull())
    .addColumn("duration_ms", "integer", (column) => column.notNull())
    .addColumn("request_path", "text")
    .addColumn("request_body", "text")
    .addColumn("answer_body", "text")
    .execute();
  await database.schema
    .createIndex("delivery_log_time")
    .on("delivery_log")
    .columns(["at_ms", "turn"])
    .execute();
  await database.schema
    .createTable("task")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("reason", "text", (column) => column.notNull())
    .addColumn("subject", "text", (column) => column.notNull())
    .addColumn("kind", "text", (column) => column.notNull())
    .addColumn("place_id", "text")
    .addColumn("establishment", "text")
    .addColumn("target", "text", (column) => column.notNull())
    .addColumn("opened_at_ms", "bigint", (column) => column.notNull())
    .addColumn("closed_at_ms", "bigint")
    .addColumn("detail_json", "text", (column) => column.notNull())
    .addColumn("recipients_json", "text", (column) => column.notNull())
    .addColumn("subject_fr", "text", (column) => column.notNull())
    .addColumn("subject_en", "text", (column) => column.notNull())
    .addColumn("message_fr", "text", (column) => column.notNull())
    .addColumn("message_en", "text", (column) => column.notNull())
    .execute();
  // Two workers that meet the same fault raise one alarm: the database refuses the second open task.
  await sql`CREATE UNIQUE INDEX task_open ON task (reason, subject) WHERE closed_at_ms IS NULL`.execute(
    database,
  );
}
