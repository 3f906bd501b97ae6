import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { stripTypeScriptTypes } from "node:module";
import { extname, join } from "node:path";

/** One file of the page, ready to be sent. */
export interface Asset {
  readonly contentType: string;
  readonly etag: string;
  readonly body: Buffer;
}

const contentTypes: Readonly<Record<string, string>> = {
  ".ts": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
};

/**
 * Reads the page's folder once. `page` is its index.html with the title filled in; `files` maps the name below
 * `/assets/` to the file, TypeScript modules as JavaScript. There is no build step: types are blanked out by Node and
 * import paths turned from `.ts` to `.js`. Rejects when the folder cannot be read or a module has types that
 * cannot be erased.
 */
export async function loadAssets(
  folder: string,
  title: string,
): Promise<{ page: Asset; files: ReadonlyMap<string, Asset> }> {
  const files = new Map<string, Asset>();
  for (const name of await readdir(folder)) {
    const extension = extname(name);
    const contentType = contentTypes[extension];
    if (contentType === undefined || name.endsWith(".test.ts")) continue;
    const text = await readFile(join(folder, name), "utf8");
    if (extension === ".ts") files.set(`${name.slice(0, -3)}.js`, asset(contentType, browserModule(text)));
    else files.set(name, asset(contentType, text));
  }
  const html = await readFile(join(folder, "index.html"), "utf8");
  return { page: asset("text/html; charset=utf-8", html.replaceAll("{{title}}", escapeHtml(title))), files };
}

/** The browser's form of one TypeScript module. */
export function browserModule(source: string): string {
  const plain = withoutStripWarning(() => stripTypeScriptTypes(source, { mode: "strip" }));
  return plain.replace(/(\b(?:from|import)\s*\(?\s*")(\.{1,2}\/[^"\n]+)\.ts"/g, '$1$2.js"');
}

/**
 * Node warns once that blanking types is experimental; the version of Node is pinned by the project, so the warning
 * tells the user nothing. Any other warning passes.
 */
function withoutStripWarning<Value>(run: () => Value): Value {
  const emitWarning = process.emitWarning;
  process.emitWarning = (warning: string | Error, ...rest: unknown[]) => {
    if (String(warning).includes("stripTypeScriptTypes")) return;
    Reflect.apply(emitWarning, process, [warning, ...rest]);
  };
  try {
    return run();
  } finally {
    process.emitWarning = emitWarning;
  }
}

function asset(contentType: string, text: string): Asset {
  const body = Buffer.from(text, "utf8");
  const etag = `"${createHash("sha256").update(body).digest("base64url").slice(0, 27)}"`;
  return { contentType, etag, body };
}

function escapeHtml(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
  };
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? character);
}
