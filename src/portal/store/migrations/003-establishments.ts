import type { Kysely } from "kysely";
import type { Migration } from "../../../runtime/migrate.ts";

const notNull = (column: { notNull(): unknown }) => column.notNull() as never;

const lineTexts = [
  "region",
  "department",
  "legal_entity_name",
  "finess_ej",
  "siren",
  "name",
  "finess_eg",
  "siret",
  "places",
  "contact",
  "by_person",
];

/** Establishments of each journey: the working list and its frozen versions (docs/decisions/0040). */
export const establishmentsMigration: Migration = {
  name: "003-establishments",
  async up(database: Kysely<unknown>) {
    const { schema } = database;
    await schema
      .createTable("establishment_list")
      .addColumn("journey_id", "text", (column) => column.primaryKey())
      .addColumn("revision", "integer", notNull)
      .execute();
    const lines = schema
      .createTable("establishment_line")
      .addColumn("journey_id", "text", notNull)
      .addColumn("id", "text", notNull)
      .addColumn("position", "integer", notNull)
      .addColumn("revision", "integer", notNull)
      .addColumn("at_ms", "bigint", notNull)
      .addPrimaryKeyConstraint("establishment_line_pk", ["journey_id", "id"]);
    await lineTexts.reduce((made, name) => made.addColumn(name, "text", notNull), lines).execute();
    await schema
      .createTable("establishment_version")
      .addColumn("journey_id", "text", notNull)
      .addColumn("number", "integer", notNull)
      .addColumn("note", "text", notNull)
      .addColumn("lines", "text", notNull)
      .addColumn("line_count", "integer", notNull)
      .addColumn("by_person", "text", notNull)
      .addColumn("at_ms", "bigint", notNull)
      .addPrimaryKeyConstraint("establishment_version_pk", ["journey_id", "number"])
      .execute();
  },
};
