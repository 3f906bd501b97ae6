import assert from "node:assert/strict";
import { test } from "node:test";
import { codeOnly } from "./source-text.ts";
import { isTestSide, type Source, sources, textOf } from "./tree.ts";

/** A thing that code may not hold, searched in code without comments and texts. */
interface Rule {
  readonly name: string;
  readonly pattern: RegExp;
  readonly applies: (path: string) => boolean;
  /** Code that gives the word a meaning of its own. */
  readonly unless?: RegExp;
  /** Places that may, each with its reason. */
  readonly except?: Readonly<Record<string, string>>;
  /** Code that the rule must find, and code that it must not. */
  readonly bad: readonly string[];
  readonly good: readonly string[];
}

const inProduct = (path: string): boolean => path.startsWith("src/") && !isTestSide(path);
/** DESIGN §2: who may ask the world by itself. The page lives in a browser, which nobody injects. */
const hasWorld = (path: string): boolean =>
  /^src\/(cli|runtime)\//.test(path) || path.startsWith("src/portal/web/") || path.endsWith("/start.ts");
const withoutWorld = (path: string): boolean => inProduct(path) && !hasWorld(path);

const rules: readonly Rule[] = [
  {
    name: "only cli, runtime and start.ts read the environment or end the process",
    pattern: /\bprocess\s*\.\s*(env|argv|exit|exitCode|cwd|hrtime|on|once|kill)\b/,
    applies: withoutWorld,
    bad: ["const a = process.env['A'];", "process.exit(1);"],
    good: ["const note = 'process.env';", "subprocess.exitCode;"],
  },
  {
    name: "only cli, runtime and start.ts read the clock",
    pattern:
      /\bDate\s*\.\s*now\b|\bnew\s+Date\s*(\(\s*\)|(?!\s*\())|\bperformance\s*\.\s*now\b|\bTemporal\s*\.\s*Now\b/,
    applies: withoutWorld,
    bad: [
      "Date.now()",
      "new Date()",
      "new Date( ).toISOString()",
      "performance.now()",
      "Temporal.Now.instant()",
    ],
    good: ["new Date(ms)", "clock.nowMs()", "type A = Date;"],
  },
  {
    name: "only cli, runtime and start.ts wait by themselves",
    pattern: /(?<![.\w])(setTimeout|setInterval)\s*\(/,
    applies: withoutWorld,
    except: { "src/connector/api/server.ts": "the heartbeat of an open event stream carries no meaning" },
    bad: ["setTimeout(run, 5)"],
    good: ["socket.setTimeout(5)", "clock.after(5, run)"],
  },
  {
    name: "only cli, runtime and start.ts take chance by themselves",
    pattern: /\bMath\s*\.\s*random\b|\brandom(Bytes|UUID|Int|Fill|FillSync)\b|\bgetRandomValues\b/,
    applies: withoutWorld,
    bad: ["Math.random()", "import { randomBytes } from x", "crypto.randomUUID()"],
    good: ["world.random.hex(8)"],
  },
  {
    name: "no any",
    pattern: /(:\s*|<\s*|\|\s*|&\s*|\bas\s+)any\b(?=\s*([;,)=>\]|[}&{]|$))/m,
    applies: () => true,
    bad: ["let a: any;", "x as any", "Map<string, string | any>", "function f(a: any) {}"],
    good: ["const any = f(entry, any);", "const [any] = list;", "many: company"],
  },
  {
    name: "no default export",
    pattern: /\bexport\s+default\b|\bas\s+default\b/,
    applies: () => true,
    bad: ["export default f;", "export { f as default };"],
    good: ["export const f = 1;"],
  },
  {
    name: "no enum, no namespace",
    pattern: /^\s*(export\s+)?(declare\s+)?(const\s+)?(enum|namespace)\s+\w+\s*\{/m,
    applies: () => true,
    bad: ["enum A { B }", "export const enum A { B }"],
    good: ["const enumeration = { a };"],
  },
  {
    name: "no test that runs alone or never",
    pattern:
      /\b(test|it|describe|suite)\s*\.\s*(only|skip|todo)\b|\b(only|todo)\s*:\s*true\b|\bskip\s*:\s*true\b/,
    applies: () => true,
    bad: ["test.only(a, b)", "describe.skip(a, b)", "test(a, { skip: true }, b)"],
    good: ["test(a, { skip: !present }, b)", "skip: existsSync(data) ? false : reason"],
  },
  {
    name: "no sleeping in tests",
    pattern:
      /\bawait\s+(sleep|delay|setTimeout)\s*\(|\bnew\s+Promise\b[^;]{0,60}\bsetTimeout\s*\(\s*(\w+)\s*,\s*\d{3,}/,
    applies: isTestSide,
    bad: [
      "await sleep(100);",
      "await setTimeout(500);",
      "await new Promise((done) => setTimeout(done, 500));",
    ],
    good: ["await until(() => done);"],
  },
  {
    name: "no global fetch",
    pattern: /(?<![.\w])fetch\s*\(/,
    applies: inProductWithoutPage,
    // A `fetch` that is handed over is the caller's choice.
    unless: /\bfetch\s*:\s*[A-Z]\w*/,
    bad: ["await fetch(url)"],
    good: ["client.fetch(url)", "prefetch(url)"],
  },
];

function inProductWithoutPage(path: string): boolean {
  return inProduct(path) && !path.startsWith("src/portal/web/");
}

/** Lines of a module that a rule refuses. */
function faults(rule: Rule, source: Pick<Source, "path" | "code">): string[] {
  if (!rule.applies(source.path) || rule.except?.[source.path] !== undefined) return [];
  if (rule.unless?.test(source.code)) return [];
  const every = new RegExp(rule.pattern.source, `${rule.pattern.flags.replace("g", "")}g`);
  return [...source.code.matchAll(every)].map(
    (match) => `${source.path}:${source.code.slice(0, match.index).split("\n").length}: ${match[0].trim()}`,
  );
}

for (const rule of rules) {
  test(rule.name, () => {
    for (const bad of rule.bad) assert.match(codeOnly(bad), rule.pattern);
    for (const good of rule.good) assert.doesNotMatch(codeOnly(good), rule.pattern);
    for (const path of Object.keys(rule.except ?? {})) {
      const source =
        sources.find((it) => it.path === path) ?? assert.fail(`${path} is gone: drop its exception`);
      assert.match(source.code, rule.pattern, `${path} no longer needs its exception`);
    }
    assert.ok(sources.some(({ path }) => rule.applies(path)));
    assert.deepEqual(
      sources.flatMap((source) => faults(rule, source)),
      [],
    );
  });
}

test("nothing is left to do in comments or pages", () => {
  const mark = new RegExp(`\\b(${["TO", "FIX"].map((it, index) => it + ["DO", "ME"][index]).join("|")})\\b`);
  const found = sources.flatMap(({ path, text }) =>
    text.split("\n").flatMap((line, index) => (mark.test(line) ? [`${path}:${index + 1}`] : [])),
  );
  assert.deepEqual(found, []);
  assert.ok(mark.test(`// ${"TO"}DO later`));
});

test("the linter and the compiler keep their strict settings", () => {
  const linter = JSON.parse(textOf("biome.json"));
  assert.equal(linter.linter.rules.suspicious.noExplicitAny, "error");
  assert.equal(linter.linter.rules.style.noDefaultExport, "error");
  assert.equal(linter.linter.rules.style.noNonNullAssertion, "error");
  const compiler = JSON.parse(textOf("tsconfig.json")).compilerOptions;
  for (const option of [
    "strict",
    "noUncheckedIndexedAccess",
    "exactOptionalPropertyTypes",
    "erasableSyntaxOnly",
    "verbatimModuleSyntax",
    "noUnusedLocals",
  ]) {
    assert.equal(compiler[option], true, option);
  }
});
