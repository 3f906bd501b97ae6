import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { playSeed } from "./seed.ts";

/** One seed to play again, as a failure prints it. */
const only = process.env["SEED"];
const seeds = 50;

describe("the connector in a simulated world: nothing acknowledged is lost, the remote becomes what is wanted", () => {
  if (only !== undefined) {
    test(`seed ${only}`, async (context) => {
      context.diagnostic(JSON.stringify(await playSeed(Number(only))));
    });
    return;
  }

  test(`${seeds} seeds`, async (context) => {
    let lives = 0;
    let calls = 0;
    for (let seed = 1; seed <= seeds; seed += 1) {
      const report = await playSeed(seed);
      assert.ok(report.acknowledged >= report.messages, `seed ${seed}`);
      lives += report.lives;
      calls += report.calls;
    }
    assert.ok(lives > seeds, "some connectors crashed");
    context.diagnostic(`${seeds} seeds, ${lives} lives, ${calls} PATCH requests`);
  });

  test("the same seed is the same story", async () => {
    for (const seed of [3, 10]) assert.deepEqual(await playSeed(seed), await playSeed(seed));
  });
});
