import { mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * Puts a file into a folder that somebody watches: under a name that begins with a dot first, then renamed, so
 * that nobody reads half a file. The folder is created when it is missing. Returns the path.
 */
export async function dropFile(folder: string, name: string, text: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const open = join(folder, `.${name}.tmp`);
  const path = join(folder, name);
  await writeFile(open, text, { flush: true });
  await rename(open, path);
  return path;
}
