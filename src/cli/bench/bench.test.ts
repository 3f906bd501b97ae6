import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { judged } from "./figure.ts";
import { figureSpecs } from "./figures.ts";
import { figureText } from "./report.ts";

const cli = fileURLToPath(new URL("../main.ts", import.meta.url));
const timeoutMs = 60_000;

test("every figure has a name of its own and stands beside a ceiling or a peer", () => {
  assert.equal(new Set(figureSpecs.map((spec) => spec.name)).size, figureSpecs.length);
  for (const { name, reference, limit } of figureSpecs) {
    assert.match(name, /^[a-z0-9]+(-[a-z0-9]+)*$/);
    assert.match(reference.kind, /^(ceiling|peer)$/);
    assert.ok(reference.name.length > 0 && limit.length > 0, name);
  }
});

test("a figure tells whether it meets its aim, and only a missed one what limits it", () => {
  const spec = {
    name: "x",
    what: "something",
    unit: "ms",
    reference: { kind: "ceiling", name: "nothing", unit: "ms" },
    aim: { of: "ratio", atMost: 2 },
    limit: "the disk",
  } as const;
  const met = judged(spec, { name: "x", value: 10, reference: 5 });
  const { met: isMet, ratio, limitedBy, ceiling } = met;
  assert.deepEqual({ isMet, ratio, limitedBy }, { isMet: true, ratio: 2, limitedBy: undefined });
  assert.deepEqual(ceiling, { name: "nothing", value: 5, unit: "ms" });
  const missed = judged(spec, { name: "x", value: 11, reference: 5 });
  assert.deepEqual([missed.met, missed.limitedBy], [false, "the disk"]);
  assert.match(figureText(missed), /^✗ .*aim: at most 2 × that[\s\S]*limited by: the disk/);
  const skipped = judged(spec, { name: "x", skipped: "not here" });
  assert.deepEqual([skipped.value, skipped.met, skipped.skipped], [null, null, "not here"]);
});

test("raccord bench prints a figure as one line of JSON", { timeout: timeoutMs }, async () => {
  const run = promisify(execFile);
  const { stdout } = await run(process.execPath, [
    cli,
    "bench",
    "--quick",
    "--json",
    "--only",
    "sandbox-token",
  ]);
  const lines = stdout.trim().split("\n");
  assert.equal(lines.length, 1);
  const figure: unknown = JSON.parse(lines[0] ?? "");
  assert.ok(typeof figure === "object" && figure !== null);
  for (const member of ["name", "value", "unit", "ceiling", "ratio", "aim", "met"])
    assert.ok(member in figure, member);
});

test("an unknown figure is refused with the names that exist", async () => {
  const run = promisify(execFile);
  await assert.rejects(run(process.execPath, [cli, "bench", "--only", "nonsense"]), (error: unknown) => {
    const { code, stderr } = error as { code: number; stderr: string };
    return code === 2 && stderr.includes("mllp-one-connection");
  });
});
