import type { CreateTableBuilder, Kysely } from "kysely";
import { type Dialect, sequence } from "../../../runtime/database.ts";
import type { Migration } from "../../../runtime/migrate.ts";

/** Journeys, what was typed, moves, audit trail, documents, certificates (docs/decisions/0040). */
export const journeysMigration: Migration = {
  name: "002-journeys",
  async up(database, dialect) {
    await createJourneys(database);
    await createMoves(database, dialect);
    await createAudit(database);
    await createDocuments(database, dialect);
    await createReferences(database, dialect);
  },
};

const notNull = (column: { notNull(): unknown }) => column.notNull() as never;

function texts<Table extends string, Column extends string>(
  table: CreateTableBuilder<Table, Column>,
  names: readonly string[],
): CreateTableBuilder<Table, string> {
  return names.reduce<CreateTableBuilder<Table, string>>(
    (made, name) => made.addColumn(name, "text", notNull),
    table as CreateTableBuilder<Table, string>,
  );
}

async function createJourneys(database: Kysely<unknown>): Promise<void> {
  const { schema } = database;
  await schema
    .createTable("organisation")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("name", "text", notNull)
    .addColumn("created_at_ms", "bigint", notNull)
    .execute();
  await texts(
    schema.createTable("journey").addColumn("id", "text", (column) => column.primaryKey()),
    ["organisation_id", "name", "created_by"],
  )
    .addColumn("created_at_ms", "bigint", notNull)
    .execute();
  await texts(schema.createTable("answer_row"), ["journey_id", "section", "row_id"])
    .addColumn("position", "integer", notNull)
    .addColumn("removed", "integer", notNull)
    .addPrimaryKeyConstraint("answer_row_pk", ["journey_id", "section", "row_id"])
    .execute();
  await texts(schema.createTable("answer"), [
    "journey_id",
    "section",
    "row_id",
    "field",
    "value",
    "by_person",
  ])
    .addColumn("revision", "integer", notNull)
    .addColumn("at_ms", "bigint", notNull)
    .addPrimaryKeyConstraint("answer_pk", ["journey_id", "section", "row_id", "field"])
    .execute();
}

async function createMoves(database: Kysely<unknown>, dialect: Dialect): Promise<void> {
  await texts(database.schema.createTable("move_record").addColumn("sequence", ...sequence(dialect)), [
    "id",
    "journey_id",
    "step",
    "move",
    "subject",
    "by_person",
    "findings",
  ])
    .addColumn("at_ms", "bigint", notNull)
    .addColumn("day", "text")
    .addColumn("document_id", "text")
    .addColumn("reason", "text")
    .addColumn("withdrawn_at_ms", "bigint")
    .addColumn("withdrawn_by", "text")
    .addColumn("withdrawn_reason", "text")
    .execute();
  await database.schema
    .createIndex("move_record_journey")
    .on("move_record")
    .columns(["journey_id", "sequence"])
    .execute();
}

async function createAudit(database: Kysely<unknown>): Promise<void> {
  await texts(
    database.schema
      .createTable("audit_entry")
      .addColumn("sequence", "bigint", (column) => column.primaryKey()),
    ["by_person", "by_name", "journey_id", "action", "what", "why", "previous_hash", "hash"],
  )
    .addColumn("at_ms", "bigint", notNull)
    .execute();
  await database.schema.createIndex("audit_entry_journey").on("audit_entry").column("journey_id").execute();
  await database.schema
    .createTable("audit_head")
    .addColumn("id", "integer", (column) => column.primaryKey())
    .addColumn("sequence", "bigint", notNull)
    .addColumn("hash", "text", notNull)
    .execute();
}

async function createDocuments(database: Kysely<unknown>, dialect: Dialect): Promise<void> {
  await texts(
    database.schema.createTable("document").addColumn("id", "text", (column) => column.primaryKey()),
    ["journey_id", "step", "kind", "name", "media_type", "sha256", "uploaded_by"],
  )
    .addColumn("size_bytes", "integer", notNull)
    .addColumn("content", dialect === "postgresql" ? "bytea" : "blob", notNull)
    .addColumn("uploaded_at_ms", "bigint", notNull)
    .execute();
  await database.schema.createIndex("document_journey").on("document").column("journey_id").execute();
  await texts(
    database.schema
      .createTable("journey_certificate")
      .addColumn("id", "text", (column) => column.primaryKey()),
    [
      "journey_id",
      "environment",
      "role",
      "instance",
      "pem",
      "fingerprint",
      "subject_dn",
      "not_after",
      "verdicts",
      "uploaded_by",
    ],
  )
    .addColumn("uploaded_at_ms", "bigint", notNull)
    .addColumn("removed_at_ms", "bigint")
    .execute();
}

async function createReferences(database: Kysely<unknown>, dialect: Dialect): Promise<void> {
  const { schema } = database;
  await texts(
    schema.createTable("library_item").addColumn("id", "text", (column) => column.primaryKey()),
    ["kind", "version", "source", "day", "document_id", "added_by"],
  )
    .addColumn("added_at_ms", "bigint", notNull)
    .addColumn("removed_at_ms", "bigint")
    .execute();
  await texts(
    schema.createTable("condition").addColumn("id", "text", (column) => column.primaryKey()),
    ["text_fr", "text_en", "source", "added_by"],
  )
    .addColumn("added_at_ms", "bigint", notNull)
    .addColumn("removed_at_ms", "bigint")
    .execute();
  await texts(schema.createTable("region_modality").addColumn("sequence", ...sequence(dialect)), [
    "region",
    "modality",
    "day",
    "proof",
    "recorded_by",
  ])
    .addColumn("document_id", "text")
    .addColumn("recorded_at_ms", "bigint", notNull)
    .execute();
}
