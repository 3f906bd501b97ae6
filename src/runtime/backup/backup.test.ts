import { openSqlite } from "../sqlite.ts";
import { backupContract, type OpenEmpty, type ZooTables } from "./backup.contract.ts";

const sqlite: OpenEmpty = async () => {
  const db = openSqlite<ZooTables>(":memory:");
  return { db, close: () => db.destroy() };
};

backupContract("SQLite to SQLite", sqlite, sqlite);
