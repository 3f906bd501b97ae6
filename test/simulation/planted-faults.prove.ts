import assert from "node:assert/strict";
import { cpSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, test } from "node:test";
import { temporaryFolder } from "../support/rig.ts";
import { plantedFaults } from "./planted-faults.ts";
import { runSeeds } from "./seed-runner.ts";

const root = resolve(import.meta.dirname, "../..");
/** Seeds that a fault may survive. */
const seedsMax = 150;
const boundMs = 400_000;

/** The sources with one text replaced, in a folder of its own; everything else is the checkout's. */
function plant(folder: string, file: string, from: string, to: string): void {
  for (const part of ["src", "test/simulation", "test/support"]) {
    cpSync(join(root, part), join(folder, part), { recursive: true });
  }
  for (const part of ["spec", "node_modules", "package.json"])
    symlinkSync(join(root, part), join(folder, part));
  const path = join(folder, file);
  const text = readFileSync(path, "utf8");
  assert.equal(text.split(from).length, 2, `${file} holds the text to replace once`);
  writeFileSync(
    path,
    text.replace(from, () => to),
  );
}

describe("planted faults: the simulation sees each of them", { concurrency: 2 }, () => {
  for (const { name, file, from, to, caught } of plantedFaults) {
    test(name, { timeout: boundMs }, async (context) => {
      const folder = temporaryFolder();
      try {
        plant(folder.path, file, from, to);
        const { failure, seeds } = await runSeeds(folder.path, 1, seedsMax, boundMs);
        assert.ok(failure, `${seedsMax} seeds did not see it`);
        assert.match(failure.message, caught);
        context.diagnostic(
          `seen by seed ${failure.seed}, after ${seeds} that did not: ${failure.message.split("\n")[0]}`,
        );
      } finally {
        folder.remove();
      }
    });
  }
});
