import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { Command } from "commander";
import { errorCatalogue } from "../../runtime/errors/catalogue.ts";
import { PATCH_CODE_SYSTEM, patchCodes } from "../../wire/fhirpath-patch/outcome.ts";
import type { CliIo } from "../io.ts";
import { registerPatch } from "./patch.ts";

const folder = mkdtempSync(join(tmpdir(), "raccord-patch-"));
after(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

async function run(env: Record<string, string>, ...words: string[]) {
  const seen = { out: "", err: "", exitCode: -1 };
  const io: CliIo = {
    stdout: (text) => {
      seen.out += text;
    },
    stderr: (text) => {
      seen.err += text;
    },
    env,
    interactive: false,
    setExitCode: (code) => {
      seen.exitCode = code;
    },
    stopRequested: () => Promise.resolve(),
  };
  const program = new Command("raccord").exitOverride();
  registerPatch(program, io);
  await program.parseAsync(["node", "raccord", "patch", ...words]);
  return seen;
}

const resource = file(
  "resource.json",
  '\ufeff{"resourceType":"Observation","valueQuantity":{"value":2.50}}\n',
);
const replaceUnit = (path: string): string =>
  JSON.stringify({
    resourceType: "Parameters",
    parameter: [
      {
        name: "operation",
        part: [
          { name: "type", valueCode: "add" },
          { name: "path", valueString: path },
          { name: "name", valueString: "unit" },
          { name: "value", valueString: "g" },
        ],
      },
    ],
  });
const good = file("good.json", replaceUnit("Observation.value"));
const bad = file("bad.json", replaceUnit("Observation.component"));

test("an accepted patch prints the resource, on one line with --json, with its numbers as written", async () => {
  const line = '{"resourceType":"Observation","valueQuantity":{"value":2.50,"unit":"g"}}\n';
  assert.deepEqual(await run({}, resource, good, "--json"), { out: line, err: "", exitCode: 0 });
  const pretty = await run({}, resource, good);
  assert.equal(pretty.exitCode, 0);
  assert.match(pretty.out, /^\{\n {2}"resourceType": "Observation",\n/);
});

test("a refused patch prints an OperationOutcome and ends with 1", async () => {
  const { out, err, exitCode } = await run({}, resource, bad, "--json");
  assert.equal(exitCode, 1);
  assert.equal(err, "");
  assert.equal(out.indexOf("\n"), out.length - 1);
  assert.deepEqual(JSON.parse(out), {
    resourceType: "OperationOutcome",
    issue: [
      {
        severity: "error",
        code: "not-found",
        details: { coding: [{ system: PATCH_CODE_SYSTEM, code: "patch.no-match" }] },
        diagnostics: "No content found at Observation.component when adding",
        expression: ["Observation.component"],
      },
    ],
  });
  const french = await run({ LANG: "fr_FR.UTF-8" }, resource, bad);
  assert.match(french.err, /aucun élément/);
  assert.equal((await run({}, resource, resource)).exitCode, 1);
});

test("files that are no JSON are wrong use, said in words", async () => {
  const cases = [
    [join(folder, "absent.json"), /cannot be read/],
    [folder, /cannot be read/],
    [file("cut.json", '{"resourceType":'), /not JSON/],
    [file("empty.json", ""), /not JSON/],
    [file("latin.json", new Uint8Array([0x22, 0xe9, 0x22])), /not JSON/],
    [file("resource.xml", '\n<?xml version="1.0"?><Patient/>'), /XML, which is not taken/],
  ] as const;
  for (const [path, words] of cases) {
    for (const files of [
      [path, good],
      [resource, path],
    ]) {
      const { out, err, exitCode } = await run({}, ...files, "--json");
      assert.deepEqual([out, exitCode], ["", 2]);
      assert.match(err, words);
    }
  }
});

test("every code of a refusal has its row in the catalogue", () => {
  for (const code of patchCodes) assert.ok(Object.hasOwn(errorCatalogue, code), code);
});
