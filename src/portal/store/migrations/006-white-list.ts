import type { CreateTableBuilder } from "kysely";
import { sequence } from "../../../runtime/database.ts";
import type { Migration } from "../../../runtime/migrate.ts";

const notNull = (column: { notNull(): unknown }) => column.notNull() as never;

function texts<Table extends string>(
  table: CreateTableBuilder<Table, string>,
  names: readonly string[],
): CreateTableBuilder<Table, string> {
  return names.reduce((made, name) => made.addColumn(name, "text", notNull), table);
}

/** Requests and answers of the white list, what is to be done on a platform, reminders (`store/white-list-tables.ts`). */
export const whiteListMigration: Migration = {
  name: "006-white-list",
  async up({ schema }, dialect) {
    await texts(schema.createTable("white_list_request").addColumn("sequence", ...sequence(dialect)), [
      "id",
      "journey_id",
      "subject_dn",
      "fingerprint",
      "instance",
      "replaces_dn",
      "replaces_fingerprint",
    ])
      .addColumn("takeover_on", "text")
      .execute();
    await texts(schema.createTable("white_list_change"), [
      "request_id",
      "journey_id",
      "id_nat_struct",
      "name",
      "change",
    ])
      .addColumn("position", "integer", notNull)
      .addPrimaryKeyConstraint("white_list_change_pk", ["request_id", "id_nat_struct"])
      .execute();
    await texts(
      schema.createTable("white_list_answer").addColumn("record_id", "text", (column) => column.primaryKey()),
      ["journey_id", "request_id", "feeding_url", "token_url", "client_id", "refused"],
    ).execute();
    await texts(schema.createTable("accepted_patch"), ["journey_id", "id_nat_struct", "place"])
      .addColumn("at_ms", "bigint", notNull)
      .addPrimaryKeyConstraint("accepted_patch_pk", ["journey_id", "id_nat_struct"])
      .execute();
    await texts(schema.createTable("platform_change").addColumn("sequence", ...sequence(dialect)), [
      "id",
      "journey_id",
      "record_id",
      "subject_dn",
      "state",
      "reason",
    ])
      .addColumn("attempts", "integer", notNull)
      .addColumn("created_at_ms", "bigint", notNull)
      .addColumn("next_attempt_at_ms", "bigint", notNull)
      .addColumn("done_at_ms", "bigint")
      .execute();
    await texts(schema.createTable("reminder"), ["journey_id", "name"])
      .addColumn("at_ms", "bigint", notNull)
      .addPrimaryKeyConstraint("reminder_pk", ["journey_id", "name"])
      .execute();
    for (const [name, table, column] of [
      ["white_list_request_journey", "white_list_request", "journey_id"],
      ["white_list_change_journey", "white_list_change", "journey_id"],
      ["white_list_change_establishment", "white_list_change", "id_nat_struct"],
      ["white_list_answer_journey", "white_list_answer", "journey_id"],
      ["platform_change_state", "platform_change", "state"],
      ["platform_change_journey", "platform_change", "journey_id"],
    ] as const)
      await schema.createIndex(name).on(table).column(column).execute();
  },
};
