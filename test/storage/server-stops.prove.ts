import { test } from "node:test";
import { seededRandom } from "../../src/runtime/random.ts";
import { serverStops } from "./support/server-stops.ts";

const stops = 15;
const seed = Number(process.env["SEED"] ?? Date.now() % 1_000_000);

test(`PostgreSQL stops and starts ${stops} times under load (SEED=${seed}): nothing acknowledged is lost`, async (context) => {
  const { acknowledged } = await serverStops(stops, seededRandom(seed));
  context.diagnostic(`${acknowledged} messages acknowledged`);
});
