import { test } from "node:test";
import { seededRandom } from "../../src/runtime/random.ts";
import { serverStops } from "./support/server-stops.ts";

test("PostgreSQL stops and starts under two connectors: nothing acknowledged is lost", async () => {
  await serverStops(2, seededRandom(7));
});
