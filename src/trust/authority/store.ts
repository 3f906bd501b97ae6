import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { RaccordError } from "../../runtime/errors/raccord-error.ts";
import { certificatesOf } from "../chain.ts";
import { writePrivateFile } from "../key-files.ts";
import {
  type Authority,
  type AuthorityMaterial,
  type AuthorityWorld,
  authorityOver,
  makeAuthorityMaterial,
} from "./authority.ts";
import { encryptedPem, readRsaKeys } from "./keys.ts";

const files = {
  root: "root.pem",
  rootKey: "root.key.pem",
  issuing: "issuing.pem",
  issuingKey: "issuing.key.pem",
} as const;

/**
 * The authority kept in `folder`, made there at first use. Private keys are encrypted with `passphrase`.
 *
 * Throws `trust.authority-unreadable` when the folder holds something else or the passphrase is another one, and
 * `trust.authority-expired` when its certificates have ended: both say which folder.
 */
export async function openAuthority(
  options: {
    readonly folder: string;
    readonly environment: string;
    readonly passphrase: string;
  } & AuthorityWorld,
): Promise<Authority> {
  const { folder, environment, passphrase } = options;
  if (!existsSync(folder)) keep(folder, await makeAuthorityMaterial(environment, options), passphrase);
  const material = await read(folder, environment, passphrase);
  for (const certificate of certificatesOf(material.rootPem + material.issuingPem)) {
    if (Date.parse(certificate.validTo) <= options.clock.nowMs()) {
      throw new RaccordError("trust.authority-expired", folder);
    }
  }
  return authorityOver(material, options);
}

/** Written beside, then renamed: a folder that exists is complete. */
function keep(folder: string, material: AuthorityMaterial, passphrase: string): void {
  const unfinished = `${folder}.tmp`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true, mode: 0o700 });
  writeFileSync(join(unfinished, files.root), material.rootPem);
  writeFileSync(join(unfinished, files.issuing), material.issuingPem);
  writePrivateFile(join(unfinished, files.rootKey), encryptedPem(material.rootKeys.privateKey, passphrase));
  writePrivateFile(
    join(unfinished, files.issuingKey),
    encryptedPem(material.issuingKeys.privateKey, passphrase),
  );
  renameSync(unfinished, folder);
}

async function read(folder: string, environment: string, passphrase: string): Promise<AuthorityMaterial> {
  const text = (name: string): string => readFileSync(join(folder, name), "utf8");
  try {
    return {
      environment,
      rootPem: text(files.root),
      issuingPem: text(files.issuing),
      rootKeys: await readRsaKeys(text(files.rootKey), passphrase),
      issuingKeys: await readRsaKeys(text(files.issuingKey), passphrase),
    };
  } catch (error) {
    throw new RaccordError("trust.authority-unreadable", folder, { cause: error });
  }
}
