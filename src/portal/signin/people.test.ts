import { migrate } from "../../runtime/migrate.ts";
import { openSqlite } from "../../runtime/sqlite.ts";
import { peopleMigration } from "../store/migrations/001-people.ts";
import type { PeopleTables } from "../store/people-tables.ts";
import { peopleContract } from "./people.contract.ts";

peopleContract(
  "SQLite",
  async () => {
    const database = openSqlite<PeopleTables>(":memory:");
    await migrate(database, [peopleMigration]);
    return { database, close: () => database.destroy() };
  },
  10_000,
);
