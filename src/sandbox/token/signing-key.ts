import type { KeyObject } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { encryptedPem, generateRsaKeys, readRsaKeys } from "../../trust/authority/keys.ts";
import { writePrivateFile } from "../../trust/key-files.ts";

/** The key that signs the tokens of one environment, kept encrypted in `path`, made at first use. */
export async function openSigningKey(path: string, passphrase: string): Promise<KeyObject> {
  if (existsSync(path)) return (await readRsaKeys(readFileSync(path, "utf8"), passphrase)).privateKey;
  const { privateKey } = await generateRsaKeys();
  writePrivateFile(path, encryptedPem(privateKey, passphrase));
  return privateKey;
}
