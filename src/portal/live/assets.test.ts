import assert from "node:assert/strict";
import { once } from "node:events";
import { join } from "node:path";
import { test } from "node:test";
import { browserModule, loadAssets } from "./assets.ts";

const folder = join(import.meta.dirname, "../web");

test("types are blanked out and import paths point to what is served", () => {
  const plain = browserModule(
    'import type { A } from "../live/a.ts";\nimport { b } from "./b.ts";\nexport const c = (d: A): string => b(d);\n',
  );
  assert.match(plain, /import \{ b \} from "\.\/b\.js";/);
  assert.doesNotMatch(plain, /\.ts"|: A|: string/);
});

test("every module that the page reaches is served, and imports nothing but served modules", async () => {
  const { page, files } = await loadAssets(folder, 'A <b> & "c"');
  const html = page.body.toString();
  assert.match(html, /<title>A &lt;b&gt; &amp; &quot;c&quot;<\/title>/);
  assert.doesNotMatch(html, /<style|style=|onclick|https?:/);
  const reached = new Set(["main.js"]);
  for (const name of reached) {
    const file = files.get(name);
    assert.ok(file, `${name} is served`);
    for (const [, path] of file.body.toString().matchAll(/^(?:import|export) .*?from "([^"]+)"/gms)) {
      assert.match(path ?? "", /^\.\/[a-z-]+\.js$/, `import of ${name}`);
      reached.add((path ?? "").slice(2));
    }
  }
  assert.ok(reached.has("view-places.js"));
  for (const path of html.matchAll(/"\/assets\/([^"]+)"/g)) assert.ok(files.has(path[1] ?? ""), path[1]);
});

test("blanking types prints no warning, and other warnings still come", async () => {
  const seen: string[] = [];
  const note = (warning: Error): void => {
    seen.push(warning.message);
  };
  process.on("warning", note);
  try {
    browserModule("const a: number = 1;");
    const other = once(process, "warning");
    process.emitWarning("another matter");
    await other;
  } finally {
    process.off("warning", note);
  }
  assert.deepEqual(seen, ["another matter"]);
});
