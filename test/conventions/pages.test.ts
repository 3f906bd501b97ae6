import assert from "node:assert/strict";
import { test } from "node:test";
import { errorCatalogue } from "../../src/runtime/errors/catalogue.ts";
import { generatedDocuments } from "../../tools/documents/documents.ts";
import { codeOnly } from "./source-text.ts";
import { isTestSide, projectFiles, sources, textOf } from "./tree.ts";

/** Rows of the tables of a page, each as its cells. */
function tableRows(page: string): string[][] {
  return page
    .split("\n")
    .filter((line) => line.startsWith("| "))
    .map((line) =>
      line
        .split(/(?<!\\)\|/)
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

const quoted = (cell = ""): string[] => [...cell.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? "");

for (const { path, text } of generatedDocuments) {
  test(`${path} is what the code says`, () => {
    assert.ok(textOf(path) === text(), `${path} is out of date: npm run generate`);
  });
}

test("the catalogue and its page hold the same errors", () => {
  const rows = tableRows(textOf("docs/reference/errors.md")).filter(([code]) => code?.startsWith("`"));
  assert.deepEqual(rows.flatMap(([code]) => quoted(code)).sort(), Object.keys(errorCatalogue).sort());
  for (const [code = "", kind, fr, en, clause] of rows) {
    const text =
      Object.entries(errorCatalogue).find(([name]) => `\`${name}\`` === code)?.[1] ?? assert.fail(code);
    assert.equal(kind, text.kind);
    assert.ok(fr?.includes("→") && en?.includes("→") && clause !== "", code);
  }
});

test("no code stands in two tables, and every row is complete", () => {
  const tables = projectFiles.filter((path) => /^src\/runtime\/errors\/codes-[a-z0-9]+\.ts$/.test(path));
  const written = tables.flatMap((path) =>
    [...textOf(path).matchAll(/^ {2}"([a-z0-9.-]+)": \{$/gm)].map(([, code]) => code),
  );
  assert.equal(written.length, Object.keys(errorCatalogue).length);
  for (const [code, text] of Object.entries(errorCatalogue)) {
    assert.match(code, /^[a-z0-9]+(\.[a-z0-9]+(-[a-z0-9]+)*)+$/);
    assert.ok(
      Object.values(text).every((part) => part.trim().length > 3),
      code,
    );
    assert.notEqual(text.fr, text.en, code);
  }
});

/** Errors that the catalogue holds ahead of their use. */
const errorsToCome: readonly string[] = [
  "trust.card-not-seen",
  "trust.notice-unread",
  "trust.portal-product-absent",
  "trust.rehearsal-failed",
];

test("every error is raised or shown somewhere", () => {
  const words = new Set<string>();
  /** Beginnings of codes that are put together, as in `sheet.column-${code}`. */
  const heads = new Set<string>();
  for (const { path, text } of sources) {
    if (!path.startsWith("src/") || path.includes("/errors/codes-") || isTestSide(path)) continue;
    codeOnly(text, (literal) => words.add(literal.slice(1, -1)));
    for (const [, head = ""] of text.matchAll(/`([a-z0-9]+\.[a-z-]*)\$\{/g)) heads.add(head);
  }
  const isUsed = (code: string): boolean =>
    words.has(code) || [...heads].some((head) => code.startsWith(head) && words.has(code.slice(head.length)));
  assert.deepEqual(
    Object.keys(errorCatalogue)
      .filter((code) => !isUsed(code))
      .sort(),
    errorsToCome,
  );
});

test("the glossary is sorted, each term has one identifier, and the code uses it", () => {
  const rows = tableRows(textOf("GLOSSARY.md")).filter(([, identifier]) => identifier?.startsWith("`"));
  assert.ok(rows.length >= 60);
  const used = new Set<string>();
  for (const { path, text } of sources) {
    if (!path.startsWith("src/") || isTestSide(path)) continue;
    const code = codeOnly(text, (literal) => used.add(literal.slice(1, -1)));
    for (const word of code.match(/[A-Za-z_]\w*/g) ?? []) used.add(word);
  }
  const folded = rows.map(([term = ""]) => term.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase());
  assert.deepEqual(folded, [...folded].sort(), "sorted");
  assert.equal(new Set(folded).size, rows.length);
  const missing = rows.flatMap(([, identifier]) => quoted(identifier)).filter((word) => !used.has(word));
  assert.deepEqual(missing, []);
  for (const [term, identifier, clause] of rows) {
    assert.equal(quoted(identifier).length, 1, term);
    assert.match(clause ?? "", /§|JDV_J\d|TRE_R\d/, term);
  }
});

test("spec/VERSION tells the editions that the files tell", () => {
  const lines = textOf("spec/VERSION")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"));
  const files = projectFiles.filter((path) => path.startsWith("spec/") && path.endsWith(".json"));
  assert.deepEqual(lines.map((line) => line.split(/ +/)[0]).sort(), [...files].sort());
  for (const line of lines) {
    const [path = "", edition, systemEdition] = line.split(/ +/);
    const data = JSON.parse(textOf(path));
    assert.equal(edition, data.version ?? data.status ?? "-", path);
    assert.equal(systemEdition, data.systemVersion ?? "-", path);
  }
});

test("each runtime dependency has its reason, and those without a user yet are named", () => {
  const manifest = JSON.parse(textOf("package.json"));
  const rows = tableRows(textOf("docs/decisions/0003-runtime-dependencies.md")).filter(([name]) =>
    name?.startsWith("`"),
  );
  const named = rows.flatMap(([name]) => quoted(name));
  const declared = Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies });
  assert.deepEqual(named.sort(), declared.sort());
  const imported = new Set(
    sources.filter(({ path }) => path.startsWith("src/")).flatMap(({ imports }) => imports),
  );
  for (const [name = "", reason = "", use] of rows) {
    assert.ok(reason.length > 10, name);
    const [dependency = ""] = quoted(name);
    const isUsed = [...imported].some((it) => it === dependency || it.startsWith(`${dependency}/`));
    if (use !== "not imported") assert.equal(use, isUsed ? "yes" : "not yet", name);
  }
  for (const version of Object.values({ ...manifest.dependencies, ...manifest.devDependencies })) {
    assert.match(String(version), /^\d/, "versions are pinned");
  }
});

test("decisions have numbers of their own and say what was weighed", () => {
  const decisions = projectFiles.filter((path) => path.startsWith("docs/decisions/"));
  const numbers = decisions.map((path) => /\/(\d{4})-[a-z0-9-]+\.md$/.exec(path)?.[1] ?? path);
  assert.equal(new Set(numbers).size, numbers.length);
  decisions.forEach((path, index) => {
    const text = textOf(path);
    assert.match(text, new RegExp(`^# ${numbers[index]}\\. \\S`), path);
    assert.match(text, /^Status: (accepted|superseded by \d{4})(\.|, \d{4}-\d{2}-\d{2})$/m, path);
    for (const part of ["(Context|Question)", "Decision", "Alternatives", "(Consequences|Limits)"]) {
      assert.match(text, new RegExp(`^## ${part}$`, "m"), `${path}: ${part}`);
    }
  });
  assert.ok(decisions.length >= 5);
});
