import { listStoreContract } from "../../src/portal/establishments/list-store.contract.ts";
import { portalMigrations } from "../../src/portal/store/migrations.ts";
import type { PortalTables } from "../../src/portal/store/tables.ts";
import { onPostgres } from "./support/open.ts";

listStoreContract("PostgreSQL", () => onPostgres<PortalTables>(portalMigrations));
