import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { RaccordError } from "../runtime/errors/raccord-error.ts";
import type { Random } from "../runtime/random.ts";
import type { PseudonymKey } from "./journal/pseudonyms.ts";

const secretMinBytes = 32;

/**
 * Reads the pseudonym keys, newest first, one `id base64` a line; makes a first one when the file is not there, for
 * the service's account only (DESIGN §6). To change keys, put a new line on top and keep the old ones.
 *
 * Throws RaccordError `connector.bad-settings` on a line that is not one.
 */
export function pseudonymKeys(file: string, random: Random): PseudonymKey[] {
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true });
    const secret = Buffer.from(random.hex(secretMinBytes), "hex").toString("base64");
    writeFileSync(file, `k${random.hex(3)} ${secret}\n`, { mode: 0o600, flag: "wx" });
  }
  const lines = readFileSync(file, "utf8")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  return lines.map((line, index) => {
    const [id = "", text = ""] = line.split(/\s+/);
    const secret = Buffer.from(text, "base64");
    if (!/^[a-z0-9-]{1,20}$/.test(id) || secret.length < secretMinBytes) {
      throw new RaccordError(
        "connector.bad-settings",
        `${file}, line ${index + 1}: expected an id and ${secretMinBytes} bytes in base64`,
      );
    }
    return { id, secret };
  });
}
