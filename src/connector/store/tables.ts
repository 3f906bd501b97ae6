import type { Kysely } from "kysely";
import type { JournalTables } from "../journal/tables.ts";
import type { DeliveryTables } from "./delivery-tables.ts";

/** Every table of the connector: the journal's and the delivery's, in one database, so that one transaction holds both. */
export type ConnectorTables = JournalTables & DeliveryTables;

/** The connector's database, or a transaction on it. */
export type ConnectorDatabase = Kysely<ConnectorTables>;
