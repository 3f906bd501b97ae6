import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { webStamp } from "./web-stamp.ts";

/** The built pages, or why there are none that may be served. */
export type BuiltPages =
  | { readonly state: "ready"; readonly folder: string; readonly html: string; readonly favicon: Buffer }
  | { readonly state: "missing" | "outdated" };

/**
 * Reads what `npm run build-web` left in `dist/portal` below `root`. An old build is never served: where the sources
 * stand beside it, their stamp must be the build's.
 */
export async function readBuiltPages(root: string): Promise<BuiltPages> {
  const folder = join(root, "dist/portal");
  const html = await readOr(join(folder, "index.html"));
  const stamp = await readOr(join(folder, "stamp"));
  if (html === undefined || stamp === undefined) return { state: "missing" };
  if (existsSync(join(root, "src/portal/web")) && (await webStamp(root)) !== stamp) {
    return { state: "outdated" };
  }
  const favicon = await readFile(join(folder, "favicon.svg"));
  return { state: "ready", folder, html, favicon };
}

async function readOr(path: string): Promise<string | undefined> {
  return readFile(path, "utf8").catch(() => undefined);
}
