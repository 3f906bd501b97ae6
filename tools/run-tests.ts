import { spawn, spawnSync } from "node:child_process";
import { glob } from "node:fs/promises";

/**
 * Runs one of the two test commands under `node --test`: `run-tests.ts test|prove [--list] [PART…]`.
 *
 * `test` runs every `*.test.ts` with small counts; `prove` runs every `*.prove.ts` (fuzz, seeds, kills). With PARTs
 * only the files whose path holds one of them; `--list` prints the paths and runs nothing. Exit code: that of the
 * runner; 2 when no file matches or the mode is unknown; 3 when this Node is too old for the project.
 */
const nodeMajorMin = 24;
/** Files at once: the machines that run this have two cores. */
const concurrency = 2;

if (Number(process.versions.node.split(".")[0]) < nodeMajorMin) {
  process.stderr.write(
    `Raccord needs Node ${nodeMajorMin} or newer; this is ${process.version}. Use "npm test", which brings it.\n`,
  );
  process.exit(3);
}
const [mode, ...rest] = process.argv.slice(2);
if (mode !== "test" && mode !== "prove") {
  process.stderr.write("run-tests.ts test|prove [--list] [PART…]\n");
  process.exit(2);
}
const parts = rest.filter((it) => it !== "--list");
const files: string[] = [];
for await (const file of glob([`src/**/*.${mode}.ts`, `test/**/*.${mode}.ts`])) files.push(file);
const chosen = files.filter((file) => parts.length === 0 || parts.some((part) => file.includes(part))).sort();
if (chosen.length === 0) {
  process.stderr.write(`No ${mode} file matches ${parts.join(" ")}.\n`);
  process.exit(2);
}
if (rest.includes("--list")) {
  process.stdout.write(`${chosen.join("\n")}\n`);
  process.exit(0);
}
// Tests of the pages must never see an old build.
const built = spawnSync(process.execPath, ["tools/build-web.ts", "--if-changed"], { stdio: "inherit" });
if (built.status !== 0) process.exit(built.status ?? 1);
const child = spawn(process.execPath, ["--test", `--test-concurrency=${concurrency}`, ...chosen], {
  stdio: "inherit",
  env: { ...process.env, NODE_ENV: "test" },
});
child.on("exit", (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
