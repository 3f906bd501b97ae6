import { createHash, createPublicKey, type KeyObject } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { exportJWK, type JWK } from "jose";
import { encryptedPem, generateRsaKeys, readRsaKeys } from "../../trust/authority/keys.ts";
import { writePrivateFile } from "../../trust/key-files.ts";

export const SIGNING_ALGORITHM = "RS256";

export interface SigningKey {
  /** Name in the header of the tokens and in the key set. */
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  readonly createdMs: number;
}

/** The keys that sign the tokens of one environment: the newest signs, the others only verify. */
export interface SigningKeys {
  current(): SigningKey;
  byKid(kid: string | undefined): SigningKey | undefined;
  /** Public key set, newest first. */
  published(): { readonly keys: readonly JWK[] };
  /** Makes the next key. Calls that come together share one. Returns its name. */
  rotate(nowMs: number): Promise<string>;
}

/** Keys that still verify, the signing one included: a token lives through two rotations. */
const KEYS_MAX = 3;
const fileForm = /^(\d{1,16})\.key\.pem$/;

/** Opens the keys kept encrypted in `folder`; makes the first one at first use. */
export async function openSigningKeys(
  folder: string,
  passphrase: string,
  nowMs: number,
): Promise<SigningKeys> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const keys: SigningKey[] = [];
  const jwks: JWK[] = [];
  let rotating: Promise<string> | undefined;

  const take = async (privateKey: KeyObject, createdMs: number): Promise<string> => {
    const key = signingKey(privateKey, createdMs);
    const { kid, publicKey } = key;
    jwks.unshift({ kid, ...(await exportJWK(publicKey)), alg: SIGNING_ALGORITHM, use: "sig" });
    keys.unshift(key);
    for (const old of keys.splice(KEYS_MAX)) rmSync(fileOf(folder, old.createdMs), { force: true });
    jwks.splice(KEYS_MAX);
    return kid;
  };
  const make = async (wantedMs: number): Promise<string> => {
    const createdMs = Math.max(wantedMs, (keys[0]?.createdMs ?? 0) + 1);
    const { privateKey } = await generateRsaKeys();
    writePrivateFile(fileOf(folder, createdMs), encryptedPem(privateKey, passphrase));
    return take(privateKey, createdMs);
  };

  for (const createdMs of heldInstants(folder)) {
    const { privateKey } = await readRsaKeys(readFileSync(fileOf(folder, createdMs), "utf8"), passphrase);
    await take(privateKey, createdMs);
  }
  if (keys.length === 0) await make(nowMs);
  return {
    current() {
      const [first] = keys;
      if (!first) throw new Error("no signing key");
      return first;
    },
    byKid: (kid) => keys.find((key) => key.kid === kid),
    published: () => ({ keys: [...jwks] }),
    rotate(atMs) {
      rotating ??= make(atMs).finally(() => {
        rotating = undefined;
      });
      return rotating;
    },
  };
}

function signingKey(privateKey: KeyObject, createdMs: number): SigningKey {
  const publicKey = createPublicKey(privateKey);
  const spki = publicKey.export({ type: "spki", format: "der" });
  return { kid: createHash("sha256").update(spki).digest("base64url"), privateKey, publicKey, createdMs };
}

function fileOf(folder: string, createdMs: number): string {
  return join(folder, `${createdMs}.key.pem`);
}

/** Oldest first. */
function heldInstants(folder: string): number[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .flatMap((name) => fileForm.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((one, other) => one - other);
}
