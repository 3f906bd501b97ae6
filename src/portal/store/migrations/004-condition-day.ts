import type { Kysely } from "kysely";
import type { Migration } from "../../../runtime/migrate.ts";

/** The day of the text that a condition was read in, YYYY-MM-DD; empty where nobody said. */
export const conditionDayMigration: Migration = {
  name: "004-condition-day",
  async up(database: Kysely<unknown>) {
    await database.schema
      .alterTable("condition")
      .addColumn("day", "text", (column) => column.notNull().defaultTo(""))
      .execute();
  },
};
