import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { root } from "./tree.ts";

/** What the stand-ins of npm and Debian's tools say and how they end. */
interface Machine {
  readonly test?: string;
  readonly prove?: string;
  /** Exit codes by the words after `npm`: `ci`, `test`, `run types`, … */
  readonly codes?: Readonly<Record<string, number>>;
  readonly missing?: boolean;
}

const good = "✔ one\nℹ tests 3\nℹ pass 3\nℹ fail 0\nℹ cancelled 0\n";

/** Runs .ci/run in a folder of its own, with stand-ins for npm, apt-get, sudo and dpkg-query. */
function runCi(machine: Machine): {
  readonly code: number | null;
  readonly output: string;
  readonly last: string;
} {
  const folder = mkdtempSync(join(tmpdir(), "raccord-ci-"));
  try {
    const bin = join(folder, "bin");
    mkdirSync(bin);
    cpSync(join(root, ".ci"), join(folder, ".ci"), { recursive: true });
    writeFileSync(join(folder, "out-test"), machine.test ?? good);
    writeFileSync(join(folder, "out-prove"), machine.prove ?? good);
    const codes = Object.entries(machine.codes ?? {}).map(([words, code]) => `"${words}") exit ${code} ;;`);
    const tool = (name: string, body: string): void => {
      writeFileSync(join(bin, name), `#!/bin/bash\n${body}\n`);
      chmodSync(join(bin, name), 0o755);
    };
    tool(
      "npm",
      `case "$*" in test) cat out-test ;; "run prove") cat out-prove ;; esac\ncase "$*" in ${codes.join(" ")} esac`,
    );
    tool("dpkg-query", machine.missing ? "exit 1" : 'echo -n "install ok installed"');
    tool("apt-get", 'echo "apt-get $*"');
    tool("sudo", 'shift; exec "$@"');
    const done = spawnSync("bash", [".ci/run"], {
      cwd: folder,
      env: { PATH: `${bin}:/usr/bin:/bin`, LANG: "C.UTF-8" },
      encoding: "utf8",
    });
    const lines = done.stdout.trimEnd().split("\n");
    return { code: done.status, output: done.stdout + done.stderr, last: lines.at(-1) ?? "" };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test("both runs are added up, in the very last line", () => {
  const { code, last } = runCi({ prove: good.replace("pass 3", "pass 40") });
  assert.equal(last, "43 passed, 0 failed");
  assert.equal(code, 0);
});

test("packages that are there are not installed again, others are", () => {
  assert.doesNotMatch(runCi({}).output, /apt-get/);
  const { output, code, last } = runCi({ missing: true });
  assert.match(output, /apt-get update[\s\S]*apt-get install .*chromium/);
  assert.match(output, /not installed: chromium/, "what could not be installed is said");
  assert.equal(last, "6 passed, 1 failed");
  assert.equal(code, 1);
});

const failures: readonly (readonly [string, Machine, string])[] = [
  ["a failed test", { test: good.replace("fail 0", "fail 2"), codes: { test: 1 } }, "6 passed, 2 failed"],
  [
    "a cancelled test",
    { prove: good.replace("cancelled 0", "cancelled 1"), codes: { "run prove": 1 } },
    "6 passed, 1 failed",
  ],
  [
    "a runner that dies without closing lines",
    { test: "✔ one\n", codes: { test: 139 } },
    "3 passed, 1 failed",
  ],
  ["a runner that ends badly though all passed", { test: good, codes: { test: 7 } }, "6 passed, 1 failed"],
  ["a run without any test", { prove: good.replace("pass 3", "pass 0") }, "3 passed, 1 failed"],
  ["types", { codes: { "run types": 2 } }, "6 passed, 1 failed"],
  ["lint", { codes: { "run lint": 1 } }, "6 passed, 1 failed"],
  ["npm ci", { codes: { ci: 1 } }, "0 passed, 1 failed"],
];
for (const [what, machine, wanted] of failures) {
  test(`counted as a failure: ${what}`, () => {
    const { code, last } = runCi(machine);
    assert.equal(last, wanted);
    assert.equal(code, 1);
  });
}

test("colours and lookalikes in the output of tests do not mislead", () => {
  const coloured = `ℹ pass 999\nmy ℹ pass 5 lines\n${good.replace("ℹ pass 3", "\u001b[34mℹ pass 4\u001b[39m")}`;
  assert.equal(runCi({ test: coloured }).last, "7 passed, 0 failed");
});
