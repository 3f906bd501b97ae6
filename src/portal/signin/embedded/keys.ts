import { generateKeyPairSync } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { Random } from "../../../runtime/random.ts";
import { writePrivateFile } from "../../../trust/key-files.ts";

const keysShape = z.strictObject({
  /** Private key that ID tokens are signed with. */
  signingKey: z.looseObject({
    kty: z.literal("EC"),
    crv: z.literal("P-256"),
    kid: z.string(),
    d: z.string(),
  }),
  /** Cookies of the provider are signed with the first; all are taken. */
  cookieKeys: z.array(z.string().min(32)).min(1),
});
export type EmbeddedKeys = z.infer<typeof keysShape>;

const keysFile = "sign-in-keys.json";

/**
 * Keys of the embedded provider, made at its first start and kept in the state folder for the owner alone. Without a
 * folder they are new each time. Throws when the file is there and cannot be read: it is not written over.
 */
export function embeddedKeys(stateFolder: string | undefined, random: Random): EmbeddedKeys {
  const path = stateFolder === undefined ? undefined : join(stateFolder, keysFile);
  if (path !== undefined && existsSync(path)) return keysShape.parse(JSON.parse(readFileSync(path, "utf8")));
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const jwk = { ...privateKey.export({ format: "jwk" }), kid: random.hex(8), alg: "ES256", use: "sig" };
  const keys = keysShape.parse({ signingKey: jwk, cookieKeys: [random.hex(32)] });
  if (path !== undefined) writePrivateFile(path, `${JSON.stringify(keys)}\n`);
  return keys;
}
