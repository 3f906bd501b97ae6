import { type Generated, type Kysely, sql, type Transaction } from "kysely";
import type { Migration } from "../../runtime/migrate.ts";
import { statementsOver } from "../../runtime/statements.ts";

/** The tables of one environment: one SQLite file each, so that test and production share nothing. */
export interface SandboxTables {
  place: {
    id: Generated<number>;
    id_nat_struct: string;
    external_id: string;
    /** `IdNatStruct/externalId`, what the request line quotes. */
    sync_identifier: string;
    entry_id: string | null;
    name: string;
    region: string;
    function: string;
    version: number;
    updated_ms: number;
    created_ms: number;
    /** `given` by settings, file or control API; `generated` with the national data set. */
    origin: string;
    /** Address, service and establishment of a generated place, JSON. */
    details: string | null;
  };
  /** The data set that was generated: at most one row. */
  generation: { seed: number; places: number };
  capacity_row: {
    id: Generated<number>;
    place_id: number;
    /** The seven attributes joined; see `combinationKey`. */
    combination: string;
    /** The extension as it was sent, JSON. */
    extension: string;
    written_ms: number;
  };
  client: {
    client_id: string;
    /** Null for a client of profile 0, which has a secret. */
    subject_dn: string | null;
    /** Access profile of its reads; null for a client that only writes. */
    profile: number | null;
    secret_digest: string | null;
  };
  write_right: { subject_dn: string; id_nat_struct: string };
  journal: {
    id: Generated<number>;
    at_ms: number;
    endpoint: string;
    client_id: string | null;
    place: string | null;
    status: number;
    /** Codes of the findings, JSON list; empty when accepted. */
    codes: string;
    /** Name of the fault that struck. */
    fault: string | null;
    request: string;
    answer: string;
  };
}

export type SandboxDatabase = Kysely<SandboxTables>;
/** What a store function works in: every exchange is one transaction. */
export type Work = Transaction<SandboxTables>;
/** Makes the statements that every call of the API takes. */
export const sandboxStatement = statementsOver<SandboxTables>();

export const sandboxMigrations: readonly Migration[] = [
  {
    name: "sandbox-001-places",
    async up(database) {
      const statements = [
        `CREATE TABLE place (
           id INTEGER PRIMARY KEY,
           id_nat_struct TEXT NOT NULL,
           external_id TEXT NOT NULL,
           sync_identifier TEXT NOT NULL,
           entry_id TEXT,
           name TEXT NOT NULL,
           region TEXT NOT NULL,
           function TEXT NOT NULL,
           version INTEGER NOT NULL,
           updated_ms INTEGER NOT NULL
         )`,
        "CREATE INDEX place_sync_identifier ON place (sync_identifier)",
        "CREATE INDEX place_entry_id ON place (entry_id)",
        `CREATE TABLE capacity_row (
           id INTEGER PRIMARY KEY,
           place_id INTEGER NOT NULL REFERENCES place (id),
           combination TEXT NOT NULL,
           extension TEXT NOT NULL,
           written_ms INTEGER NOT NULL
         )`,
        "CREATE INDEX capacity_row_place ON capacity_row (place_id, combination)",
        "CREATE TABLE client (client_id TEXT PRIMARY KEY, subject_dn TEXT NOT NULL)",
        `CREATE TABLE write_right (
           subject_dn TEXT NOT NULL,
           id_nat_struct TEXT NOT NULL,
           PRIMARY KEY (subject_dn, id_nat_struct)
         )`,
        `CREATE TABLE journal (
           id INTEGER PRIMARY KEY AUTOINCREMENT,
           at_ms INTEGER NOT NULL,
           endpoint TEXT NOT NULL,
           client_id TEXT,
           place TEXT,
           status INTEGER NOT NULL,
           codes TEXT NOT NULL,
           request TEXT NOT NULL,
           answer TEXT NOT NULL
         )`,
      ];
      for (const statement of statements) await sql.raw(statement).execute(database);
    },
  },
  {
    name: "sandbox-002-national-data",
    async up(database) {
      const statements = [
        "ALTER TABLE place ADD COLUMN created_ms INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE place ADD COLUMN origin TEXT NOT NULL DEFAULT 'given'",
        "ALTER TABLE place ADD COLUMN details TEXT",
        "CREATE TABLE generation (seed INTEGER NOT NULL, places INTEGER NOT NULL)",
        "ALTER TABLE journal ADD COLUMN fault TEXT",
        `CREATE TABLE client_002 (
           client_id TEXT PRIMARY KEY,
           subject_dn TEXT,
           profile INTEGER,
           secret_digest TEXT
         )`,
        "INSERT INTO client_002 (client_id, subject_dn) SELECT client_id, subject_dn FROM client",
        "DROP TABLE client",
        "ALTER TABLE client_002 RENAME TO client",
      ];
      for (const statement of statements) await sql.raw(statement).execute(database);
    },
  },
];
