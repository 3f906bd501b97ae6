import { deliveryStoreContract } from "../../src/connector/store/delivery-store.contract.ts";
import type { DeliveryTables } from "../../src/connector/store/delivery-tables.ts";
import { deliveryMigrations } from "../../src/connector/store/migrations.ts";
import { openDeliveryStore } from "../../src/connector/store/open-delivery-store.ts";
import { onPostgres } from "./support/open.ts";

deliveryStoreContract("PostgreSQL", async () => {
  const { db, close } = await onPostgres<DeliveryTables>(deliveryMigrations);
  return { store: openDeliveryStore(db, "a"), close };
});
