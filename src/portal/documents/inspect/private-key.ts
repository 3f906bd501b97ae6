import { FILE_MAX_BYTES, readKeyFile } from "../../../trust/files/read-certificate-file.ts";
import { identify } from "../../../wire/certificates/identify.ts";

/** Armour of private keys: PKCS#1, PKCS#8, SEC 1, OpenSSH, PGP, in clear or encrypted; and PuTTY's own files. */
const armour = /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----|PuTTY-User-Key-File-\d/;

/** A store that cannot be opened may hold a key, and is there for nothing else. */
const locked = new Set([
  "trust.password-needed",
  "trust.password-wrong",
  "trust.file-too-costly",
  "trust.file-java-store",
  "trust.file-unsupported",
]);
const keyKinds = new Set(["pkcs12", "key-pkcs8", "key-encrypted", "key-rsa", "key-ec"]);

/**
 * Whether bytes hold a private key in any form that tools write: PEM anywhere in them (UTF-8 or UTF-16), DER, PKCS#12
 * or a Java store. A store under a password counts: nobody can show that it holds none.
 */
export async function holdsPrivateKey(bytes: Uint8Array): Promise<boolean> {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
  if (armour.test(text)) return true;
  if (text.includes("B\0E\0G\0I\0N\0") && armour.test(text.replaceAll("\0", ""))) return true;
  if (bytes.length > FILE_MAX_BYTES) return bytes[0] === 0x30 && keyKinds.has(identify(bytes));
  const reading = await readKeyFile(bytes);
  return reading.kind === "keys" || locked.has(reading.code);
}
