import { backupContract, type OpenEmpty, type ZooTables } from "../../src/runtime/backup/backup.contract.ts";
import { openSqlite } from "../../src/runtime/sqlite.ts";
import { onPostgres } from "./support/open.ts";

const postgres: OpenEmpty = () => onPostgres<ZooTables>([]);
const sqlite: OpenEmpty = async () => {
  const db = openSqlite<ZooTables>(":memory:");
  return { db, close: () => db.destroy() };
};

backupContract("PostgreSQL to PostgreSQL", postgres, postgres);
backupContract("SQLite to PostgreSQL", sqlite, postgres);
backupContract("PostgreSQL to SQLite", postgres, sqlite);
