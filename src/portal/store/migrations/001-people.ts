import { type Kysely, sql } from "kysely";
import type { Migration } from "../../../runtime/migrate.ts";

/** People, what they may do, who is invited, and who is signed in. */
export const peopleMigration: Migration = {
  name: "001-people",
  async up(database: Kysely<unknown>) {
    await database.schema
      .createTable("person")
      .addColumn("id", "text", (column) => column.primaryKey())
      .addColumn("issuer", "text", (column) => column.notNull())
      .addColumn("subject", "text", (column) => column.notNull())
      .addColumn("name", "text", (column) => column.notNull())
      .addColumn("email", "text", (column) => column.notNull())
      .addColumn("email_key", "text", (column) => column.notNull())
      .addColumn("email_verified", "integer", (column) => column.notNull())
      .addColumn("created_at_ms", "bigint", (column) => column.notNull())
      .addUniqueConstraint("person_once", ["issuer", "subject"])
      .execute();
    await database.schema
      .createTable("person_grant")
      .addColumn("id", "text", (column) => column.primaryKey())
      .addColumn("person_id", "text", (column) => column.notNull().references("person.id"))
      .addColumn("role", "text", (column) => column.notNull())
      .addColumn("scope", "text", (column) => column.notNull())
      .addColumn("granted_by", "text", (column) => column.notNull())
      .addColumn("granted_at_ms", "bigint", (column) => column.notNull())
      .addColumn("revoked_by", "text")
      .addColumn("revoked_at_ms", "bigint")
      .execute();
    await sql`CREATE UNIQUE INDEX person_grant_once ON person_grant (person_id, scope) WHERE revoked_at_ms IS NULL`.execute(
      database,
    );
    await sql`CREATE INDEX person_grant_by_role ON person_grant (role) WHERE revoked_at_ms IS NULL`.execute(
      database,
    );
    await database.schema
      .createTable("invitation")
      .addColumn("id", "text", (column) => column.primaryKey())
      .addColumn("email", "text", (column) => column.notNull())
      .addColumn("email_key", "text", (column) => column.notNull())
      .addColumn("scope", "text", (column) => column.notNull())
      .addColumn("invited_by", "text", (column) => column.notNull())
      .addColumn("invited_at_ms", "bigint", (column) => column.notNull())
      .addColumn("redeemed_by", "text", (column) => column.references("person.id"))
      .addColumn("redeemed_at_ms", "bigint")
      .addColumn("withdrawn_at_ms", "bigint")
      .execute();
    await sql`CREATE UNIQUE INDEX invitation_once ON invitation (email_key, scope) WHERE redeemed_at_ms IS NULL AND withdrawn_at_ms IS NULL`.execute(
      database,
    );
    await createSessions(database);
  },
};

async function createSessions(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .createTable("session")
    .addColumn("token_hash", "text", (column) => column.primaryKey())
    .addColumn("person_id", "text", (column) => column.notNull().references("person.id"))
    .addColumn("created_at_ms", "bigint", (column) => column.notNull())
    .addColumn("last_seen_at_ms", "bigint", (column) => column.notNull())
    .addColumn("expires_at_ms", "bigint", (column) => column.notNull())
    .addColumn("id_token_hint", "text")
    .execute();
  await sql`CREATE INDEX session_by_end ON session (expires_at_ms)`.execute(database);
  await database.schema
    .createTable("sign_in_attempt")
    .addColumn("state_hash", "text", (column) => column.primaryKey())
    .addColumn("browser_hash", "text", (column) => column.notNull())
    .addColumn("nonce", "text", (column) => column.notNull())
    .addColumn("pkce_verifier", "text", (column) => column.notNull())
    .addColumn("return_path", "text", (column) => column.notNull())
    .addColumn("expires_at_ms", "bigint", (column) => column.notNull())
    .execute();
  await sql`CREATE INDEX sign_in_attempt_by_end ON sign_in_attempt (expires_at_ms, state_hash)`.execute(
    database,
  );
}
