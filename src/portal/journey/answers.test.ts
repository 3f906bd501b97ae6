import { answersContract } from "./answers.contract.ts";

answersContract("SQLite", async () => ({}));
