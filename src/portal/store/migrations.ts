import type { Migration } from "../../runtime/migrate.ts";
import { peopleMigration } from "./migrations/001-people.ts";
import { journeysMigration } from "./migrations/002-journeys.ts";
import { establishmentsMigration } from "./migrations/003-establishments.ts";
import { conditionDayMigration } from "./migrations/004-condition-day.ts";
import { messagesMigration } from "./migrations/005-messages.ts";
import { whiteListMigration } from "./migrations/006-white-list.ts";
import { testAccessMigration } from "./migrations/007-test-access.ts";
import { papersMigration } from "./migrations/008-papers.ts";
import { declaredMovesMigration } from "./migrations/009-declared-moves.ts";

/** Steps of the portal's schema, in order. Append only. */
export const portalMigrations: readonly Migration[] = [
  peopleMigration,
  journeysMigration,
  establishmentsMigration,
  conditionDayMigration,
  messagesMigration,
  whiteListMigration,
  testAccessMigration,
  papersMigration,
  declaredMovesMigration,
];
