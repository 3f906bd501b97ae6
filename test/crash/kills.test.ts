import { test } from "node:test";
import { hospitalFeed } from "./hospital-feed.ts";
import { killAgainAndAgain } from "./kills.ts";

test("a connector killed 3 times loses nothing that it acknowledged", {
  timeout: 400_000,
}, async (context) => {
  const feed = hospitalFeed();
  const short = { ...feed, frames: feed.frames.slice(0, 120) };
  context.diagnostic(JSON.stringify(await killAgainAndAgain(short, 3, 1)));
});
