import assert from "node:assert/strict";
import type { KeyObject } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** Something in which a secret must not stand; `name` is its path when it is a file. */
export interface Searched {
  readonly name: string;
  readonly text: string;
}

/** The private exponent and a prime of the key, in the forms in which they could leak. */
export function privateNumbers(key: KeyObject): string[] {
  const { d = "", p = "" } = key.export({ format: "jwk" });
  return [d, p].flatMap((text) => {
    const bytes = Buffer.from(text, "base64url");
    return [text, bytes.toString("hex"), bytes.toString("latin1")];
  });
}

/** Every file below the folders, as latin-1 text. */
export function filesBelow(...folders: readonly string[]): Searched[] {
  return folders
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => join(folder, name)),
    )
    .filter((path) => statSync(path).isFile())
    .map((path) => ({ name: path, text: readFileSync(path, "latin1") }));
}

/**
 * No private key in clear anywhere; a password or a passphrase in its own file only (`…key-passphrase`,
 * `…password`); files of keys readable by their owner alone.
 */
export function assertNoSecret(places: readonly Searched[], secrets: readonly string[]): void {
  const clear = places.filter(({ text }) => holdsClearKey(text)).map((it) => it.name);
  assert.deepEqual(clear, []);
  for (const secret of secrets) {
    assert.ok(secret.length >= 8);
    for (const { name, text } of places) {
      if (text.includes(secret)) assert.match(name, /(key-passphrase|password)$/, name);
    }
  }
  const privates = places.filter(({ name }) => name.startsWith("/") && /key[^/]*$/.test(name));
  for (const { name } of privates.filter((it) => !it.name.endsWith(".csr"))) {
    assert.equal(statSync(name).mode & 0o077, 0, name);
  }
}

const CLEAR_BEGIN = ["-----BEGIN", "PRIVATE KEY-----"].join(" ");
/** PKCS#8 of an RSA key: version 0, rsaEncryption, an octet string; in DER, and as base64 starts. */
const CLEAR_DER = Buffer.from("020100300d06092a864886f70d01010105000482", "hex").toString("latin1");

function holdsClearKey(text: string): boolean {
  return (
    /-----BEGIN (RSA |EC )?PRIVATE KEY-----/.test(text) ||
    /MIIE[a-zA-Z0-9+/]{4}ADANBgkqhkiG9w0BAQEFAASC/.test(text) ||
    text.includes(CLEAR_DER)
  );
}

/** The search finds what is planted, in each of the forms, and lets an encrypted key pass. */
export function assertSearchFinds(): void {
  const der = "308204bd020100300d06092a864886f70d0101010500048204a7";
  assert.ok(holdsClearKey(`x${CLEAR_BEGIN}\nMIIE\n`));
  assert.ok(holdsClearKey(Buffer.from(der, "hex").toString("latin1")));
  assert.ok(!holdsClearKey("-----BEGIN ENCRYPTED PRIVATE KEY-----"));
  assert.throws(() => assertNoSecret([{ name: "answer", text: "x mot de passe x" }], ["mot de passe"]));
}
