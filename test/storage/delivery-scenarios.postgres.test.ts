import { useDatabase } from "../../src/connector/deliver/test-support/bench.ts";
import type { DeliveryTables } from "../../src/connector/store/delivery-tables.ts";
import { deliveryMigrations } from "../../src/connector/store/migrations.ts";
import { onPostgres } from "./support/open.ts";

// The scenarios of the delivery automaton, as they stand, on PostgreSQL. Each closes its connections itself; its
// database goes with the server, or is dropped here when the server is somebody else's.
useDatabase(async () => {
  const { db, forget } = await onPostgres<DeliveryTables>(deliveryMigrations);
  forget();
  return db;
});

await import("../../src/connector/deliver/delivery.test.ts");
await import("../../src/connector/deliver/delivery-order.test.ts");
await import("../../src/connector/read-back/read-back.test.ts");
