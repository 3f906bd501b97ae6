import assert from "node:assert/strict";
import { resolve } from "node:path";
import { test } from "node:test";
import { runSeeds, type SeedTotals } from "./seed-runner.ts";

const seeds = 2_000;
const seedsPerProcess = 250;
const processes = 2;
/** Some minutes on two free cores; more where others work beside. */
const boundMs = 2_400_000;

test(`${seeds} seeds of the simulation: nothing acknowledged is lost`, {
  timeout: boundMs,
}, async (context) => {
  const root = resolve(import.meta.dirname, "../..");
  const parts = Array.from(
    { length: seeds / seedsPerProcess },
    (_, index) => 10_001 + index * seedsPerProcess,
  );
  const totals: SeedTotals[] = [];
  const work = async (): Promise<void> => {
    for (let from = parts.shift(); from !== undefined; from = parts.shift()) {
      const total = await runSeeds(root, from, seedsPerProcess, boundMs);
      if (total.failure) parts.length = 0;
      assert.equal(total.failure, undefined, total.failure?.message);
      totals.push(total);
    }
  };
  await Promise.all(Array.from({ length: processes }, work));
  const sum = (name: "seeds" | "turns" | "acknowledged" | "lives" | "calls"): number =>
    totals.reduce((all, total) => all + total[name], 0);
  assert.equal(sum("seeds"), seeds);
  context.diagnostic(
    `${sum("seeds")} seeds: ${sum("acknowledged")} messages acknowledged, ${sum("lives") - seeds} crashes and restarts, ` +
      `${sum("calls")} PATCH requests, ${sum("turns")} turns`,
  );
});
