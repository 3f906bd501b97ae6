import { spawn } from "node:child_process";
import { glob } from "node:fs/promises";

/**
 * Runs one of the two test commands under `node --test`.
 *
 * `test` runs every `*.test.ts` with small counts; `prove` runs every `*.prove.ts` (fuzz, seeds, kills).
 * Exit code is that of the runner, or 3 when the Node that runs is too old for the project.
 */
const [major] = process.versions.node.split(".");
if (Number(major) < 24) {
  process.stderr.write(
    `Raccord needs Node 24 or newer; this is ${process.version}. Use "npm test", which brings it.\n`,
  );
  process.exit(3);
}
const mode = process.argv[2] === "prove" ? "prove" : "test";
const only = process.argv.slice(3);
const files: string[] = [];
for await (const file of glob([`src/**/*.${mode}.ts`, `test/**/*.${mode}.ts`])) files.push(file);
const chosen = only.length === 0 ? files : files.filter((file) => only.some((part) => file.includes(part)));
if (chosen.length === 0) {
  process.stderr.write(`No ${mode} file matches ${only.join(" ")}.\n`);
  process.exit(2);
}
const child = spawn(process.execPath, ["--test", "--test-concurrency=2", ...chosen.sort()], {
  stdio: "inherit",
  env: { ...process.env, NODE_ENV: "test" },
});
child.on("exit", (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
