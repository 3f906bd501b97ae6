import assert from "node:assert/strict";
import { posix } from "node:path";
import { test } from "node:test";
import { importsOf } from "./source-text.ts";
import { isTestSide, projectFiles, type Source, sources } from "./tree.ts";

/** DESIGN §2: what each folder of src may import, besides itself and the data under spec/. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  wire: [],
  runtime: [],
  trust: ["domain", "wire", "runtime"],
  connector: ["domain", "wire", "runtime", "trust"],
  sandbox: ["domain/identifiers", "wire", "runtime", "trust"],
  portal: ["domain", "wire", "runtime", "trust"],
  "portal/web": ["domain"],
  simulator: ["domain", "wire", "runtime", "trust"],
  cli: ["domain", "wire", "runtime", "trust", "connector", "sandbox", "portal", "simulator"],
};

/**
 * Packages and Node modules of the layers without input and output; the other folders may take what they need. `wire`
 * holds the encodings of certificates and FHIRPath Patch (DESIGN §2), whose engine runs in a worker (DESIGN §10).
 */
const packagesAllowed: Readonly<Record<string, readonly string[]>> = {
  domain: ["temporal-polyfill", "zod"],
  wire: [
    "@peculiar/x509",
    "asn1js",
    "csv-parse/sync",
    "exceljs",
    "fhirpath",
    "fhirpath/fhir-context/r4",
    "node-forge",
    "node:buffer",
    "node:crypto",
    "node:worker_threads",
    "node:zlib",
    "pkijs",
    "reflect-metadata",
    "saxes",
  ],
  "portal/web": [
    "@mantine/core",
    "@mantine/core/styles.css",
    "@mantine/hooks",
    "@tanstack/react-query",
    "@tanstack/react-router",
    "@tanstack/react-table",
    "i18next",
    "react",
    "react-dom/client",
    "react-hook-form",
    "react-i18next",
    "recharts",
  ],
};

/** Faults of one module against the direction of imports. */
function importFaults(source: Pick<Source, "path" | "text">): string[] {
  const part = partOf(source.path);
  if (part === undefined) return [];
  // A type costs nothing at run time: the page and its server agree on the shape of the board.
  const text = part === "portal/web" ? source.text.replace(/^import type [^;]+;$/gm, "") : source.text;
  return importsOf(text).flatMap((target) => {
    if (!target.startsWith(".")) return packageFault(source.path, part, target);
    const path = posix.join(posix.dirname(source.path), target);
    if (path.startsWith("spec/") && path.endsWith(".json")) return [];
    if (!path.startsWith("src/")) return [`${source.path} imports ${path}, outside src`];
    const inner = path.slice("src/".length);
    if (part === "portal" && isTestSide(source.path) && inner.startsWith("portal/web/")) return [];
    if (part === "portal/web" && isTestSide(source.path) && inner.startsWith("runtime/")) return [];
    const reachable = [part, ...(allowed[part] ?? [])];
    const web = inner.startsWith("portal/web/") && part !== "portal/web";
    if (!web && reachable.some((folder) => inner.startsWith(`${folder}/`))) return [];
    return [`${source.path} imports ${inner}: ${part} may not`];
  });
}

function packageFault(path: string, part: string, target: string): string[] {
  const known = packagesAllowed[part];
  return known === undefined || isTestSide(path) || known.includes(target)
    ? []
    : [`${path} imports ${target}: ${part} may not`];
}

function partOf(path: string): string | undefined {
  if (path.startsWith("src/portal/web/")) return "portal/web";
  return path.startsWith("src/") ? path.split("/")[1] : undefined;
}

test("imports point down only", () => {
  assert.deepEqual(sources.flatMap(importFaults), []);
});

test("every folder of src has its rule", () => {
  const folders = new Set(sources.flatMap(({ path }) => partOf(path) ?? []));
  assert.deepEqual(
    [...folders].filter((folder) => allowed[folder] === undefined),
    [],
  );
  assert.ok(folders.size >= 9);
});

for (const [path, target] of [
  ["src/domain/a.ts", "../wire/b.ts"],
  ["src/domain/a.ts", "../runtime/clock.ts"],
  ["src/domain/a.ts", "node:fs"],
  ["src/wire/mllp/a.ts", "../../domain/b.ts"],
  ["src/runtime/a.ts", "../trust/b.ts"],
  ["src/trust/a.ts", "../connector/b.ts"],
  ["src/connector/a.ts", "../sandbox/b.ts"],
  ["src/connector/a.ts", "../portal/b.ts"],
  ["src/sandbox/a.ts", "../domain/indicators/b.ts"],
  ["src/simulator/a.ts", "../connector/b.ts"],
  ["src/portal/a.ts", "../cli/b.ts"],
  ["src/portal/live/a.ts", "../web/b.ts"],
  ["src/portal/web/a.ts", "node:path"],
  ["src/portal/web/a.ts", "../journey/b.ts"],
  ["src/portal/web/a.ts", "../../runtime/clock.ts"],
  ["src/cli/a.ts", "../../test/support/rig.ts"],
] as const) {
  test(`the rule refuses ${path} importing ${target}`, () => {
    assert.equal(importFaults({ path, text: `import { b } from "${target}";\n` }).length, 1);
  });
}

for (const [path, target] of [
  ["src/trust/a.ts", "../domain/b.ts"],
  ["src/sandbox/rules/a.ts", "../../domain/identifiers/b.ts"],
  ["src/sandbox/a.ts", "../../spec/terminology/list.json"],
  ["src/cli/a.ts", "../simulator/start.ts"],
  ["src/portal/live/page.test.ts", "../web/page.ts"],
  ["src/portal/web/a.tsx", "../../domain/b.ts"],
  ["src/portal/web/drafts/a.test.ts", "../../../runtime/clock.ts"],
] as const) {
  test(`the rule takes ${path} importing ${target}`, () => {
    assert.deepEqual(importFaults({ path, text: `import { b } from "${target}";\n` }), []);
  });
}

test("relative imports end in the name of a file that is there", () => {
  const files = new Set(projectFiles);
  const faults = sources.flatMap(({ path, imports }) =>
    imports
      .filter((target) => target.startsWith("."))
      .filter((target) => !files.has(posix.join(posix.dirname(path), target)))
      .map((target) => `${path}: ${target}`),
  );
  assert.deepEqual(faults, []);
});

test("no module imports itself through others", () => {
  const edges = new Map(
    sources.map(({ path, text }) => {
      const lasting = importsOf(text.replace(/^(import|export) type [^;]+;$/gm, ""));
      return [
        path,
        lasting.filter((it) => it.startsWith(".")).map((it) => posix.join(posix.dirname(path), it)),
      ];
    }),
  );
  assert.deepEqual(cycleIn(edges), []);
  assert.deepEqual(
    cycleIn(
      new Map([
        ["a", ["b"]],
        ["b", ["c"]],
        ["c", ["b"]],
      ]),
    ),
    ["b", "c", "b"],
  );
});

/** The first cycle of a graph, or nothing. */
function cycleIn(edges: ReadonlyMap<string, readonly string[]>): string[] {
  const done = new Set<string>();
  const visit = (node: string, way: readonly string[]): string[] => {
    if (way.includes(node)) return [...way.slice(way.indexOf(node)), node];
    if (done.has(node)) return [];
    for (const next of edges.get(node) ?? []) {
      const cycle = visit(next, [...way, node]);
      if (cycle.length > 0) return cycle;
    }
    done.add(node);
    return [];
  };
  for (const node of edges.keys()) {
    const cycle = visit(node, []);
    if (cycle.length > 0) return cycle;
  }
  return [];
}
