import { trailCases } from "../../src/portal/audit/trail-cases.ts";
import { portalMigrations } from "../../src/portal/store/migrations.ts";
import type { PortalTables } from "../../src/portal/store/tables.ts";
import { onPostgres } from "../storage/support/open.ts";

trailCases(() => onPostgres<PortalTables>(portalMigrations));
