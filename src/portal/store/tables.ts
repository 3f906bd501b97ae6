import type { Kysely } from "kysely";
import type { EstablishmentTables } from "./establishment-tables.ts";
import type { JourneyTables } from "./journey-tables.ts";
import type { MessageTables } from "./message-tables.ts";
import type { PaperTables } from "./paper-tables.ts";
import type { PeopleTables } from "./people-tables.ts";
import type { TestAccessTable } from "./test-access-table.ts";
import type { WhiteListTables } from "./white-list-tables.ts";

/** The whole database of the portal. */
export type PortalTables = PeopleTables &
  JourneyTables &
  EstablishmentTables &
  MessageTables &
  WhiteListTables &
  PaperTables & { test_access: TestAccessTable };

/** A handle on it, or a transaction. */
export type PortalDatabase = Kysely<PortalTables>;
