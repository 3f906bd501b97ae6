import { spawn } from "node:child_process";
import { join } from "node:path";

/** What a run of seeds in a process of its own printed. */
export interface SeedTotals {
  readonly seeds: number;
  readonly turns: number;
  readonly acknowledged: number;
  readonly lives: number;
  readonly calls: number;
  readonly successes: number;
  readonly failure?: { readonly seed: number; readonly message: string };
}

/**
 * Runs `run-seeds.ts` of the checkout at `root`, ours or a copy, until the first failure. Rejects when the process
 * itself fails or does not end within `boundMs`.
 */
export function runSeeds(root: string, from: number, count: number, boundMs: number): Promise<SeedTotals> {
  return new Promise((resolve, reject) => {
    const file = join(root, "test/simulation/run-seeds.ts");
    const child = spawn(process.execPath, [file, String(from), String(count)], {
      stdio: ["ignore", "pipe", "pipe"],
      timeout: boundMs,
    });
    let out = "";
    let err = "";
    child.stdout.on("data", (chunk) => {
      out += String(chunk);
    });
    child.stderr.on("data", (chunk) => {
      err += String(chunk);
    });
    child.on("error", reject);
    child.on("close", (code, signal) => {
      try {
        resolve(JSON.parse(out) as SeedTotals);
      } catch {
        reject(new Error(`seeds from ${from}: exit ${code ?? signal}, ${err.slice(-2_000)}`));
      }
    });
  });
}
