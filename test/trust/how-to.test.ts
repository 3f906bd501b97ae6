import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { after, test } from "node:test";
import { workshop } from "./support.ts";

const shop = workshop();
after(() => shop.close());
const page = readFileSync(new URL("../../docs/how-to/certificates.md", import.meta.url), "utf8");
const main = resolve(import.meta.dirname, "../../src/cli/main.ts");

test("every command of the how-to runs, in its order, in an empty folder", { timeout: 120_000 }, () => {
  const commands = [...page.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].flatMap((it) =>
    (it[1] ?? "").trim().split("\n"),
  );
  assert.ok(commands.length >= 12);
  const outputs = commands.map((command) => {
    const line = `raccord() { "${process.execPath}" "${main}" "$@"; }; ${command}`;
    const run = spawnSync("sh", ["-c", line], { cwd: shop.folder, encoding: "utf8", timeout: 60_000 });
    assert.equal(run.status, 0, `${command}\n${run.stdout}${run.stderr}`);
    return run.stdout;
  });
  const all = outputs.join("\n");
  assert.match(all, /^CN=GESTION_LITS,OU=1750712184,O=CENTRE HOSPITALIER D'ESSAI,ST=Paris \(75\),C=FR$/m);
  assert.match(all, /12\. bon +Révocation/);
  assert.match(all, /Le serveur ne connaît pas l'autorité/);
  assert.doesNotMatch(all, /PRIVATE KEY/);
});

test("every command that the page names exists", () => {
  const named = new Set(
    [...page.matchAll(/raccord (certificate|authority) ([a-z]+)/g)].map((it) => `${it[1]} ${it[2]}`),
  );
  for (const name of named) {
    const run = spawnSync(process.execPath, [main, ...name.split(" "), "--help"], { encoding: "utf8" });
    assert.equal(run.status, 0, name);
    assert.match(run.stdout, new RegExp(`raccord ${name}`), name);
  }
});
