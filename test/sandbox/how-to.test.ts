import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { Command } from "commander";
import { registerSandbox } from "../../src/cli/commands/sandbox.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const page = readFileSync(join(root, "docs/how-to/sandbox.md"), "utf8");
const [french = "", english = ""] = page.split("\n## English\n");
const blocksOf = (text: string): string[] =>
  [...text.matchAll(/```sh\n(.*?)```/gs)].map((match) => match[1] ?? "");

const folder = mkdtempSync(join(tmpdir(), "raccord-how-to-"));
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
  const words = ["sandbox", "--port", "0", "--state", join(folder, "state")];
  done = program.parseAsync(words, { from: "user" });
  exports = (await screen.promise)
    .split("\n")
    .filter((line) => line.startsWith("export "))
    .join("\n");
});
after(async () => {
  stopping.resolve();
  await done;
  rmSync(folder, { recursive: true, force: true });
});

interface Finished {
  readonly code: number | null;
  readonly text: string;
}

/** Runs a command in the folder of the test; ends it after 60 s. */
function run(command: string, words: readonly string[], env: Record<string, string> = {}): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, words, {
      cwd: folder,
      env: { PATH: process.env["PATH"] ?? "", HOME: folder, ...env },
      timeout: 60_000,
    });
    let text = "";
    child.stdout.on("data", (chunk: Buffer) => {
      text += chunk.toString();
    });
    child.stderr.on("data", (chunk: Buffer) => {
      text += chunk.toString();
    });
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, text }));
  });
}

test("both languages show the same commands", () => {
  assert.ok(blocksOf(french).length >= 8);
  assert.deepEqual(blocksOf(english), blocksOf(french));
});

test("a vendor with curl and openssl alone follows the page from the first file to the refresh", async () => {
  const script = ["set -euo pipefail", exports, ...blocksOf(french)].join("\n");
  const { code, text } = await run("bash", ["-c", script]);
  assert.equal(code, 0, text);
  assert.match(text, /subject=CN=raccord-demonstration,OU=1990000011,/);
  assert.match(text, /token: [5-9]\d\d characters|token: 1\d\d\d characters/);
  const statuses = [...text.matchAll(/^HTTP (\d{3})$/gm)].map((match) => match[1]);
  assert.deepEqual(statuses, ["404", "200", "200", "429", "200", "404", "404"]);
  assert.match(text, /"type":"searchset","total":1/);
  assert.match(text, /"valueInteger":12/);
  assert.match(text, /"code":"sandbox\.row-missing"/);
  assert.match(text, /"adviceFr":"Envoyer le même enregistrement par un add/);
  assert.match(text, /\{"added":1\}/);
  assert.match(text, /"name":"Mon unité"/);
  assert.match(text, /\{"refreshed":true\}/);
});

const variables = (): Record<string, string> => {
  const given = Object.fromEntries(
    [...exports.matchAll(/^export (\w+)=(.*)$/gm)].map((match) => [match[1] ?? "", match[2] ?? ""]),
  );
  const files = given["FILES"] ?? "";
  return {
    ...given,
    CERT: join(folder, "essai-ror/cert.pem"),
    KEY: join(folder, "essai-ror/key.key"),
    CA: join(files, "ca.pem"),
    ADD: join(files, "example-add.json"),
    REPLACE: join(files, "example-replace.json"),
  };
};

for (const [command, file] of [
  ["sh", "curl.sh"],
  [process.execPath, "node-client.mjs"],
  ["python3", "python_client.py"],
] as const) {
  test(`the smallest client: ${file}`, async (context) => {
    if (command === "python3" && !existsSync("/usr/bin/python3") && !existsSync("/usr/local/bin/python3")) {
      context.skip("no Python here");
      return;
    }
    cpSync(join(root, "examples/clients", file), join(folder, file));
    for (const round of ["first", "again"]) {
      const { code, text } = await run(command, [join(folder, file)], variables());
      assert.deepEqual([code, text.trim()], [0, "200"], `${round}: ${text}`);
    }
  });
}
