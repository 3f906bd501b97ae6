import { migrate } from "../../runtime/migrate.ts";
import { openSqlite } from "../../runtime/sqlite.ts";
import { deliveryStoreContract } from "./delivery-store.contract.ts";
import type { DeliveryTables } from "./delivery-tables.ts";
import { deliveryMigrations } from "./migrations.ts";
import { sqliteDeliveryStore } from "./sqlite-delivery-store.ts";

deliveryStoreContract("SQLite", async () => {
  const db = openSqlite<DeliveryTables>(":memory:");
  await migrate(db, deliveryMigrations);
  return { store: sqliteDeliveryStore(db), close: () => db.destroy() };
});
