import { closeSync, fsyncSync, openSync, writeSync } from "node:fs";
import { RaccordError } from "../../runtime/errors/raccord-error.ts";

/** Anyone may read a public file; only the owner a private one. */
const modes = { public: 0o644, private: 0o600 } as const;

/** Writes a file that must not exist yet. Throws `trust.file-exists`: a key written over is lost. */
export function writeNewFile(path: string, text: string, access: keyof typeof modes): void {
  let file: number;
  try {
    file = openSync(path, "wx", modes[access]);
  } catch (error) {
    const exists = error instanceof Error && "code" in error && error.code === "EEXIST";
    throw new RaccordError(exists ? "trust.file-exists" : "trust.file-missing", path, { cause: error });
  }
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
