import { answersContract } from "../../src/portal/journey/answers.contract.ts";
import { testDatabase } from "../support/postgres.ts";

answersContract("PostgreSQL", async (t) => {
  const database = await testDatabase();
  t.after(() => database.drop());
  return { databaseUrl: database.url };
});
