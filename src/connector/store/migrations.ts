import type { Migration } from "../../runtime/migrate.ts";
import { journalMigration } from "./migrations/001-journal.ts";
import { indicatorsMigration } from "./migrations/002-indicators.ts";
import { sheetIssuesMigration } from "./migrations/003-sheet-issues.ts";
import { readBackMigration } from "./migrations/004-read-back.ts";

/** The schema of the connector, in order. */
export const connectorMigrations: readonly Migration[] = [
  journalMigration,
  indicatorsMigration,
  sheetIssuesMigration,
  readBackMigration,
];

/** Those of the delivery's own tables, for whoever needs no others. */
export const deliveryMigrations: readonly Migration[] = [indicatorsMigration, readBackMigration];
