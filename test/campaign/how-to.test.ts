import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { Command } from "commander";
import { registerSandbox } from "../../src/cli/commands/sandbox.ts";
import { judgeReport, readCampaignReport } from "../../src/domain/journey/campaign/report.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const page = readFileSync(join(root, "docs/how-to/test-platform.md"), "utf8");
const [french = "", english = ""] = page.split("\n## English\n");
const blocksOf = (text: string): string[] =>
  [...text.matchAll(/```sh\n(.*?)```/gs)].map((match) => match[1] ?? "");

const folder = mkdtempSync(join(tmpdir(), "raccord-test-platform-"));
const stopping = Promise.withResolvers<void>();
let exports = "";
let done: Promise<unknown> = Promise.resolve();

before(async () => {
  const screen = Promise.withResolvers<string>();
  const program = new Command("raccord").exitOverride();
  registerSandbox(program, {
    stdout: screen.resolve,
    stderr: (text) => screen.reject(new Error(text)),
    env: {},
    interactive: false,
    setExitCode: () => {},
    stopRequested: () => stopping.promise,
  });
  const words = ["sandbox", "--port", "0", "--state", join(folder, "state"), "--generate", "none"];
  done = program.parseAsync(words, { from: "user" });
  const lines = (await screen.promise).split("\n");
  exports = lines.filter((line) => line.startsWith("export ")).join("\n");
});
after(async () => {
  stopping.resolve();
  await done;
  rmSync(folder, { recursive: true, force: true });
});

test("both languages show the same commands", () => {
  assert.equal(blocksOf(french).length, 1);
  assert.deepEqual(blocksOf(english), blocksOf(french));
});

test("whoever follows the page gets a good campaign with its three reports", async () => {
  const command = `raccord() { "${process.execPath}" "${join(root, "src/cli/main.ts")}" "$@"; }`;
  const script = ["set -euo pipefail", command, exports, ...blocksOf(french)].join("\n");
  const { code, text } = await run(script);
  assert.equal(code, 0, text);
  assert.match(text, /16 passed, 0 failed, 0 could not be produced on this target/);
  const read = readCampaignReport(readFileSync(join(folder, "campaign.json"), "utf8"));
  assert.ok(read.kind === "report" && judgeReport(read.report).good);
  assert.match(readFileSync(join(folder, "campaign.html"), "utf8"), /<h1[^>]*>Campagne de tests ROR/);
  assert.match(readFileSync(join(folder, "campaign.pdf"), "latin1"), /^%PDF-/);
});

/** Runs a script in the folder of the test; ends it after two minutes. */
function run(script: string): Promise<{ readonly code: number | null; readonly text: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn("bash", ["-c", script], {
      cwd: folder,
      env: { PATH: process.env["PATH"] ?? "", HOME: folder },
      timeout: 120_000,
    });
    let text = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk: Buffer) => {
        text += chunk.toString();
      });
    }
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, text }));
  });
}
