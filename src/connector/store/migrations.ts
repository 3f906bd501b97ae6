import type { Migration } from "../../runtime/migrate.ts";
import { journalMigration } from "./migrations/001-journal.ts";
import { indicatorsMigration } from "./migrations/002-indicators.ts";
import { sheetIssuesMigration } from "./migrations/003-sheet-issues.ts";

/** The schema of the connector, in order. */
export const connectorMigrations: readonly Migration[] = [
  journalMigration,
  indicatorsMigration,
  sheetIssuesMigration,
];
