import { migrate } from "../../runtime/migrate.ts";
import { openSqlite } from "../../runtime/sqlite.ts";
import { portalMigrations } from "../store/migrations.ts";
import type { PortalTables } from "../store/tables.ts";
import { trailCases } from "./trail-cases.ts";

trailCases(async () => {
  const db = openSqlite<PortalTables>(":memory:");
  await migrate(db, portalMigrations);
  return { db, close: () => db.destroy() };
});
