import { peopleContract } from "../../src/portal/signin/people.contract.ts";
import { peopleMigration } from "../../src/portal/store/migrations/001-people.ts";
import type { PeopleTables } from "../../src/portal/store/people-tables.ts";
import { silentLog } from "../../src/runtime/log.ts";
import { migrate } from "../../src/runtime/migrate.ts";
import { openPostgres } from "../../src/runtime/postgres.ts";
import { testDatabase } from "../support/postgres.ts";

peopleContract(
  "PostgreSQL",
  async () => {
    const server = await testDatabase();
    const database = openPostgres<PeopleTables>(server.url, silentLog);
    await migrate(database, [peopleMigration]);
    return {
      database,
      async close() {
        await database.destroy();
        await server.drop();
      },
    };
  },
  1_000,
);
