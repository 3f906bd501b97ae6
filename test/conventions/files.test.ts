import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import { isTestSide, projectFiles, root, sources, textOf } from "./tree.ts";

/** Lines that nine modules of the product in ten stay within, and that none exceeds. */
const usualLinesMax = 200;
const linesMax = 400;

/** Modules whose length is that of their data, each with what it holds. */
const tables: Readonly<Record<string, string>> = {
  "src/portal/web/live/texts-en.ts": "the page's words in English",
  "src/portal/web/live/texts-fr.ts": "the page's words in French",
  "src/runtime/errors/codes-hl7.ts": "errors, in two languages",
  "src/runtime/errors/codes-sandbox.ts": "errors, in two languages",
  "src/runtime/errors/codes-sheets.ts": "errors, in two languages",
  "src/runtime/errors/codes-trust.ts": "errors, in two languages",
};

test("no module is longer than it may be", () => {
  const long = sources.filter(({ lineCount }) => lineCount > linesMax).map(({ path }) => path);
  assert.deepEqual(
    long.filter((path) => tables[path] === undefined),
    [],
  );
});

test("every named table is there and needs its exception", () => {
  const longer = sources.filter(({ lineCount }) => lineCount > usualLinesMax).map(({ path }) => path);
  assert.deepEqual(
    Object.keys(tables).filter((path) => !longer.includes(path)),
    [],
  );
});

test("nine modules in ten of the product are short", () => {
  const product = sources.filter(
    ({ path }) => path.startsWith("src/") && !isTestSide(path) && tables[path] === undefined,
  );
  const long = product.filter(({ lineCount }) => lineCount > usualLinesMax);
  const list = long.map(({ path, lineCount }) => `${lineCount} ${path}`).join("\n");
  assert.ok(product.length > 100);
  assert.ok(long.length <= product.length / 10, `${long.length} of ${product.length} are longer:\n${list}`);
});

/** Names that tools or readers expect as they are. */
const givenNames =
  /^([A-Z]+\.md|LICENSE|Containerfile|NOTICE|VERSION|JDV-J\d+-[A-Za-z]+-ROR\.json|[a-z.]+\.config(\.schema)?\.json|\.[a-z]+)$/;
/** Clients in other languages follow the customs of their language. */
const foreignNames = /^examples\/.*\/[a-z0-9_]+\.py$/;
const kebabCase = /^[a-z0-9]+([.-][a-z0-9]+)*$/;

test("names are in kebab case", () => {
  const own = projectFiles.filter((path) => !foreignNames.test(path));
  const odd = own.filter((path) =>
    path.split("/").some((name, index, all) => {
      const given = index === all.length - 1 ? givenNames.test(name) : /^\.[a-z]+$/.test(name);
      return !given && !kebabCase.test(name);
    }),
  );
  assert.deepEqual(odd, []);
});

test(".tsx stands under portal/web only", () => {
  const astray = projectFiles.filter((path) => path.endsWith(".tsx") && !path.startsWith("src/portal/web/"));
  assert.deepEqual(astray, []);
});

/** What belongs to a machine or a network and never to the project. */
const machinePatterns: readonly RegExp[] = [
  /(?<![\w./:-])\/(work|home|root|Users|mnt|private)\/[\w.-]/,
  /[A-Z]:\\\\?(Users|work)/,
  /\bregistry\.[a-z-]+\.[a-z]+/,
  /"resolved":/,
  /\b(npm|artifactory|nexus|verdaccio|packages)\.[a-z0-9-]+\.(internal|local|corp|lan)\b/,
];
/** This file spells the patterns; documents may speak of the tables called registry. */
const patternHolders = new Set(["test/conventions/files.test.ts"]);

test("no path of a machine and no registry host in any file", () => {
  const found = projectFiles
    .filter((path) => !patternHolders.has(path) && !/\.(png|ico|woff2)$/.test(path))
    .flatMap((path) => {
      const text = textOf(path);
      return machinePatterns.flatMap((pattern) => {
        const match = pattern.exec(text);
        return match === null || isOwnModule(match[0]) ? [] : [`${path}: ${match[0]}`];
      });
    });
  assert.deepEqual(found, []);
});

/** `registry.metrics()` and `registry.ts` are code. */
function isOwnModule(match: string): boolean {
  return /^registry\.(ts|[a-z]+\.?[a-z]*)$/.test(match) && !/\.(org|com|net|io|fr|cn|dev)$/.test(match);
}

test("the search for machine paths finds them", () => {
  const samples = [
    `see /${"work"}/x`,
    "cd /home/someone",
    `https://registry.${"npmjs"}.org/zod`,
    '"resolved": "https://x"',
  ];
  for (const sample of samples) {
    const match = machinePatterns.map((pattern) => pattern.exec(sample)).find((it) => it !== null);
    assert.ok(match && !isOwnModule(match[0]), sample);
  }
  assert.ok(isOwnModule("registry.metrics"));
});

test("every test is picked up by its command", () => {
  const named = sources.map(({ path }) => path).filter((path) => /\.(test|prove)\.ts$/.test(path));
  for (const mode of ["test", "prove"]) {
    const listed = execFileSync(process.execPath, ["tools/run-tests.ts", mode, "--list"], {
      cwd: root,
      encoding: "utf8",
    });
    assert.deepEqual(
      listed.trim().split("\n").sort(),
      named.filter((path) => path.endsWith(`.${mode}.ts`)).sort(),
    );
  }
  const callers = sources.filter(({ imports }) => imports.includes("node:test")).map(({ path }) => path);
  const unnamed = callers.filter((path) => !/\.(test|prove)\.ts$/.test(path) && !isSharedCases(path));
  assert.deepEqual(unnamed, [], "tests in files that no command runs");
});

/** Cases that several test files call: they are run through one that a command picks up. */
function isSharedCases(path: string): boolean {
  const name = path.replace(/^.*\//, "./");
  return sources.some(
    (source) =>
      /\.(test|prove)\.ts$/.test(source.path) && source.imports.some((it) => it.endsWith(name.slice(1))),
  );
}

test("every test file asserts something", () => {
  const silent = sources
    .filter(({ path }) => /\.(test|prove)\.ts$/.test(path))
    .filter(({ code, imports }) => !asserts(code) && !assertsThroughImport(imports))
    .map(({ path }) => path);
  assert.deepEqual(silent, []);
});

function asserts(code: string): boolean {
  return /\bassert\b\s*[.(]|\bcheck\w*\(|\bfc\s*\.\s*assert\b/.test(code);
}

/** Assertions may stand in shared cases. */
function assertsThroughImport(imports: readonly string[]): boolean {
  return imports.some((target) => {
    const end = target.replace(/^[./]+/, "");
    return (
      target.startsWith(".") &&
      sources.some(({ path, code }) => `/${path}`.endsWith(`/${end}`) && asserts(code) && isTestSide(path))
    );
  });
}
