import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** What the built pages are made of, from the root of the project. */
const sourceFolders = ["src/portal/web", "src/domain"];
const sourceFiles = ["package-lock.json", "tools/build-web.ts"];

/**
 * Hash of everything that the built pages are made of: two trees with the same stamp build the same pages. `root` is
 * the folder of the project. Rejects when a source cannot be read.
 */
export async function webStamp(root: string): Promise<string> {
  const hash = createHash("sha256");
  const paths = [...sourceFiles];
  for (const folder of sourceFolders) {
    const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
    for (const entry of entries) {
      if (!entry.isFile() || /\.test\.tsx?$/.test(entry.name)) continue;
      paths.push(join(entry.parentPath, entry.name).slice(root.length).replace(/^\//, ""));
    }
  }
  for (const path of paths.sort()) {
    hash.update(`${path}\0`);
    hash.update(await readFile(join(root, path)));
    hash.update("\0");
  }
  return hash.digest("hex");
}
