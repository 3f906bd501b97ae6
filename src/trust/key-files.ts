import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Random } from "../runtime/random.ts";

/** Only the owner of the process may read a private file. */
const PRIVATE_MODE = 0o600;
const PRIVATE_FOLDER_MODE = 0o700;
const PASSPHRASE_BYTES = 32;
/** File of a state folder that holds the passphrase of every private key written under it. */
export const PASSPHRASE_FILE = "key-passphrase";

/** Writes `text` so that nobody but the owner can read it, all of it or nothing. */
export function writePrivateFile(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: PRIVATE_FOLDER_MODE });
  const unfinished = `${path}.tmp`;
  writeFileSync(unfinished, text, { mode: PRIVATE_MODE });
  // The mode of writeFileSync holds only for a file that it creates.
  chmodSync(unfinished, PRIVATE_MODE);
  renameSync(unfinished, path);
}

/** The passphrase of a state folder, made at first use (ASCII: some tools cannot read others, dependencies §8). */
export function statePassphrase(stateFolder: string, random: Random): string {
  const path = join(stateFolder, PASSPHRASE_FILE);
  if (!existsSync(path)) writePrivateFile(path, `${random.hex(PASSPHRASE_BYTES)}\n`);
  return readFileSync(path, "utf8").trim();
}
