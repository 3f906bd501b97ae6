import { playSeed } from "./seed.ts";

/**
 * Plays the seeds FROM to FROM + COUNT - 1 and prints one JSON line: `node test/simulation/run-seeds.ts FROM COUNT`.
 * Stops at the first failure, with exit code 1 and its words. Used by the proofs, which run several of these beside
 * each other, and on copies of the sources with a planted fault.
 */
const [from = 1, count = 1] = process.argv.slice(2).map(Number);
const total = { seeds: 0, turns: 0, acknowledged: 0, lives: 0, calls: 0, successes: 0 };
let failure: { seed: number; message: string } | undefined;
for (let seed = from; seed < from + count && !failure; seed += 1) {
  try {
    const report = await playSeed(seed);
    total.seeds += 1;
    for (const name of ["turns", "acknowledged", "lives", "calls", "successes"] as const)
      total[name] += report[name];
  } catch (error) {
    failure = { seed, message: error instanceof Error ? error.message : String(error) };
  }
}
process.stdout.write(`${JSON.stringify({ ...total, ...(failure ? { failure } : {}) })}\n`);
process.exitCode = failure ? 1 : 0;
