import type { Kysely } from "kysely";
import type { Migration } from "../../../runtime/migrate.ts";

/** What was refused or remarked in dropped sheets, for the board. No value of a line is kept. */
export const sheetIssuesMigration: Migration = {
  name: "003-sheet-issues",
  async up(database: Kysely<unknown>) {
    await database.schema
      .createTable("sheet_issue")
      .addColumn("feed", "text", (column) => column.notNull())
      .addColumn("received_at_ms", "bigint", (column) => column.notNull())
      .addColumn("kind", "text", (column) => column.notNull())
      .addColumn("line", "integer", (column) => column.notNull())
      .addColumn("code", "text", (column) => column.notNull())
      .addColumn("severity", "text", (column) => column.notNull())
      .execute();
  },
};
