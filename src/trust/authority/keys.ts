import { createPrivateKey, createPublicKey, generateKeyPair, type KeyObject, webcrypto } from "node:crypto";
import { promisify } from "node:util";

/** All leaves seen of the national authority are RSA 2048 (onboarding §5.4). */
const MODULUS_LENGTH_BITS = 2048;
const signature = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" } as const;
const generate = promisify(generateKeyPair);

/** An RSA key pair in the two forms that the libraries ask for. */
export interface RsaKeys {
  readonly privateKey: KeyObject;
  /** For the certificate library. */
  readonly signing: webcrypto.CryptoKey;
  readonly verifying: webcrypto.CryptoKey;
}

/** Makes an RSA key pair, of 2048 bits by default, on the thread pool. */
export async function generateRsaKeys(modulusLengthBits: number = MODULUS_LENGTH_BITS): Promise<RsaKeys> {
  const { privateKey } = await generate("rsa", { modulusLength: modulusLengthBits });
  return rsaKeys(privateKey);
}

/** The same pair from a PEM private key. Throws when the passphrase is wrong. */
export async function readRsaKeys(pem: string, passphrase: string): Promise<RsaKeys> {
  return rsaKeys(createPrivateKey({ key: pem, passphrase }));
}

/** PKCS#8 PEM in clear: only for what stays in memory. */
export function clearPem(key: KeyObject): string {
  return key.export({ type: "pkcs8", format: "pem" }).toString();
}

/** Encrypted PKCS#8 PEM (AES-256): what may be written to disk (DESIGN §6). */
export function encryptedPem(key: KeyObject, passphrase: string): string {
  return key.export({ type: "pkcs8", format: "pem", cipher: "aes-256-cbc", passphrase }).toString();
}

async function rsaKeys(privateKey: KeyObject): Promise<RsaKeys> {
  const spki = createPublicKey(privateKey).export({ type: "spki", format: "der" });
  const pkcs8 = privateKey.export({ type: "pkcs8", format: "der" });
  const [signing, verifying] = await Promise.all([
    webcrypto.subtle.importKey("pkcs8", pkcs8, signature, true, ["sign"]),
    webcrypto.subtle.importKey("spki", spki, signature, true, ["verify"]),
  ]);
  return { privateKey, signing, verifying };
}
