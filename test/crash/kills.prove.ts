import { test } from "node:test";
import { hospitalFeed } from "./hospital-feed.ts";
import { killAgainAndAgain } from "./kills.ts";

const kills = 50;

test(`a connector killed ${kills} times loses nothing that it acknowledged`, {
  timeout: 900_000,
}, async (context) => {
  const feed = hospitalFeed();
  context.diagnostic(`${feed.name}: ${JSON.stringify(await killAgainAndAgain(feed, kills, 20_261_123))}`);
});
