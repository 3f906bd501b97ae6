import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { raccord } from "../trust/support.ts";

const root = join(import.meta.dirname, "../..");
const units = ["portal", "connector"] as const;
const textOf = (name: string): string => readFileSync(join(root, "packaging", name), "utf8");
const analyze = "/usr/bin/systemd-analyze";

/** Every file of the project that a text names under the folder where it is installed. */
function installed(text: string): readonly string[] {
  return [...text.matchAll(/\/opt\/raccord\/([\w./-]+)/g)].flatMap(([, path]) => path ?? []);
}

for (const part of units) {
  test(`the unit of the ${part} names files that are there and options that its command knows`, async () => {
    const unit = textOf(`raccord-${part}.service`);
    const files = installed(unit);
    assert.ok(files.length >= 3);
    for (const path of files) assert.ok(existsSync(join(root, path)), path);
    const [, command = ""] = /^ExecStart=\S+ \S+main\.ts (.*)$/m.exec(unit) ?? [];
    const [name = "", ...words] = command.split(" ");
    assert.equal(name, part);
    const { out } = await raccord(name, "--help");
    const options = words.filter((word) => word.startsWith("--"));
    assert.deepEqual(options, ["--config", "--state"]);
    for (const option of options) assert.match(out, new RegExp(`${option} <`));
    assert.match(unit, new RegExp(`^StateDirectory=raccord/${part}$`, "m"));
  });
}

test("systemd finds nothing wrong with the units", {
  skip: existsSync(analyze) ? false : "systemd-analyze is not on this machine",
}, (t) => {
  const folder = mkdtempSync(join(tmpdir(), "raccord-units-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const files = units.map((part) => {
    const path = join(folder, `raccord-${part}.service`);
    // It looks for the programs: those of this checkout stand for the installed ones.
    writeFileSync(path, textOf(`raccord-${part}.service`).replaceAll("/opt/raccord", root));
    return path;
  });
  const { stdout, stderr } = spawnSync(analyze, ["verify", "--man=no", ...files], { encoding: "utf8" });
  const about = `${stdout}${stderr}`.split("\n").filter((line) => /raccord/.test(line));
  assert.deepEqual(about, []);
});

test("the container starts a command that is there, from the archive that pack.sh makes", async () => {
  const file = textOf("Containerfile");
  const [, entry = ""] = /^ENTRYPOINT (.*)$/m.exec(file) ?? [];
  assert.deepEqual(JSON.parse(entry), ["node", "/opt/raccord/src/cli/main.ts"]);
  for (const path of installed(file)) assert.ok(existsSync(join(root, path)), path);
  const [, words = ""] = /^CMD (.*)$/m.exec(file) ?? [];
  const [command] = JSON.parse(words) as string[];
  assert.match((await raccord(String(command), "--help")).out, /--config <file>/);
  assert.match(file, /raccord-\d+\.\d+\.\d+-linux-x64\.tar\.gz/);
  assert.match(textOf("pack.sh"), /raccord-\$version-linux-x64\.tar\.gz/);
});

test("the packing script is well formed and prunes what only development needs", () => {
  const { status, stderr } = spawnSync("bash", ["-n", join(root, "packaging/pack.sh")], { encoding: "utf8" });
  assert.equal(status, 0, stderr);
  assert.match(textOf("pack.sh"), /npm prune --omit=dev/);
});
