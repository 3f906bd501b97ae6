import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { stepIds } from "../../../domain/journey/step.ts";
import { stepOf } from "../../../domain/journey/steps/table.ts";

const folder = import.meta.dirname;
const web = join(folder, "..");

type Leaves = ReadonlyMap<string, string>;

/** Texts of one namespace by their path, list items by number. */
async function leavesOf(language: string, namespace: string): Promise<Leaves> {
  const { texts } = await import(`./${language}/${namespace}.ts`);
  const leaves = new Map<string, string>();
  const walk = (value: unknown, path: string): void => {
    if (typeof value === "string") leaves.set(path, value);
    else
      for (const [name, member] of Object.entries(value ?? {}))
        walk(member, path === "" ? name : `${path}.${name}`);
  };
  walk(texts, "");
  return leaves;
}

const namesIn = (language: string): string[] =>
  readdirSync(join(folder, language))
    .map((name) => name.replace(/\.ts$/, ""))
    .sort();
const namespaces = namesIn("fr");

const placeholders = (text = ""): string[] => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([one]) => one).sort();

test("every namespace is there in both languages and registered with its types", () => {
  assert.deepEqual(namesIn("en"), namespaces);
  const registered = readFileSync(join(folder, "namespaces.ts"), "utf8");
  for (const name of namespaces) {
    const own = readFileSync(join(folder, `fr/${name}.ts`), "utf8");
    assert.ok(
      registered.includes(`"./fr/${name}.ts"`) || new RegExp(`readonly "?${name}"?: typeof texts`).test(own),
      name,
    );
  }
});

test("both languages have the same texts with the same placeholders, none of them empty", async () => {
  for (const namespace of namespaces) {
    const [fr, en] = [await leavesOf("fr", namespace), await leavesOf("en", namespace)];
    assert.deepEqual([...en.keys()].sort(), [...fr.keys()].sort(), namespace);
    for (const [path, text] of fr) {
      const name = `${namespace}:${path}`;
      assert.notEqual(text.trim(), "", name);
      assert.notEqual(en.get(path)?.trim(), "", name);
      assert.deepEqual(placeholders(en.get(path)), placeholders(text), name);
    }
  }
});

/** Code of the pages without the texts themselves. */
const code = readdirSync(web, { recursive: true, encoding: "utf8" })
  .filter((path) => /\.tsx?$/.test(path) && !path.startsWith("texts"))
  .map((path) => readFileSync(join(web, path), "utf8"))
  .join("\n");

/** Keys as written in code: whole, or the part before a value that is put in. */
const written = [...code.matchAll(/["'`](?:[\w-]+:)?([\w.-]+?)(\.?)(\$\{|["'`])/g)];
const whole = new Set(written.filter(([, , , end]) => end !== "${").map(([, key]) => key ?? ""));
/** Texts of their own name other ones in the same way: `$t(role.{{role}})`. */
const nested = readdirSync(join(folder, "fr"))
  .flatMap((name) => [...readFileSync(join(folder, "fr", name), "utf8").matchAll(/\$t\(([\w.]+)\.\{\{/g)])
  .map(([, key]) => key ?? "");
const beginnings = new Set([
  ...nested,
  ...written.filter(([, , dot, end]) => end === "${" && dot === ".").map(([, key]) => key ?? ""),
]);

/** Texts of a step that its frame reads by names of the definition. */
const byDefinition = /^(summary|todo|corrections|prepare|tips|contact|sections|findings|moves)(\.|$)/;

function isUsed(namespace: string, path: string): boolean {
  if (namespace.startsWith("step-") && byDefinition.test(path)) return true;
  const key = path.replace(/_(zero|one|other)$/, "");
  // Lists are read whole.
  if (whole.has(key) || whole.has(key.replace(/\.\d+$/, ""))) return true;
  return key.split(".").some((_, index, parts) => beginnings.has(parts.slice(0, index).join(".")));
}

test("no text is left that no page shows", async () => {
  const unused: string[] = [];
  for (const namespace of namespaces) {
    for (const path of (await leavesOf("fr", namespace)).keys()) {
      if (!isUsed(namespace, path)) unused.push(`${namespace}:${path}`);
    }
  }
  assert.deepEqual(unused, []);
  assert.ok(!isUsed("shell", "nobody.says.this"));
});

const pages = stepIds.filter((id) => namespaces.includes(`step-${id}`));

for (const id of pages) {
  test(`step ${id} has a text for each section, field, choice, move and finding, and none for others`, async () => {
    const texts = await leavesOf("fr", `step-${id}`);
    const { sections, moves } = stepOf(id);
    const needed = new Set<string>();
    for (const { name, fields } of sections) {
      needed.add(`sections.${name}.title`);
      for (const [field, definition] of Object.entries(fields)) {
        needed.add(`sections.${name}.fields.${field}.label`);
        if (definition.kind !== "choice") continue;
        for (const option of definition.options)
          needed.add(`sections.${name}.fields.${field}.options.${option}`);
      }
    }
    for (const { name } of moves) needed.add(`moves.${name}`);
    for (const code of findingCodes(id)) needed.add(`findings.${code}`);
    for (const path of needed) assert.ok(texts.has(path), path);
    const surplus = [...texts.keys()].filter(
      (path) => /^(sections|moves)\./.test(path) && !needed.has(path) && !path.endsWith(".help"),
    );
    assert.deepEqual(surplus, []);
  });
}

/** Codes that the file of a step gives to its findings, without those that all steps share. */
function findingCodes(id: string): string[] {
  const steps = join(web, "../../domain/journey/steps");
  const file = readdirSync(steps).find((name) => new RegExp(`^${id}(-[a-z-]+)?\\.ts$`).test(name));
  const text = readFileSync(join(steps, file ?? assert.fail(id)), "utf8");
  const shared = readFileSync(join(folder, "fr/steps.ts"), "utf8");
  return [...text.matchAll(/(?:missing|warning|ask|verified)\(\s*"([a-z0-9-]+)"|code: "([a-z0-9-]+)"/g)]
    .map(([, called, coded]) => called ?? coded ?? "")
    .filter((code) => !shared.includes(`"${code}":`));
}
