import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { RaccordError } from "../../runtime/errors/raccord-error.ts";
import { pemBlocks } from "../../wire/certificates/pem.ts";
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
import { type AuthorityProfile, defaultProfile, publishedFiles } from "./profile.ts";
import { type Revocation, type RevocationReason, revocationLists, revocationReasons } from "./revocation.ts";

const files = {
  root: "root.pem",
  rootKey: "root.key.pem",
  issuing: "issuing.pem",
  issuingKey: "issuing.key.pem",
  state: "authority.json",
} as const;

const State = z.strictObject({
  profile: z.strictObject({
    publishUrl: z.string().optional(),
    ocspUrl: z.string().optional(),
    authorityKeyBits: z.literal([2048, 3072, 4096]),
    authorityLifeDays: z.int().min(1),
    leafLifeDays: z.int().min(1),
    crlLifeDays: z.int().min(1),
  }),
  revocations: z.array(
    z.strictObject({
      serialNumber: z.string().regex(/^[0-9A-Fa-f]{1,40}$/),
      atMs: z.int(),
      reason: z.enum(revocationReasons),
    }),
  ),
});

/** An authority kept in a folder. */
export interface KeptAuthority extends Authority {
  /** Revokes by serial number (hexadecimal) and writes the list anew; again is the same. */
  revoke(serialNumber: string, reason: RevocationReason): Promise<void>;
  /** Signs the lists again, in force from now. */
  renewLists(): Promise<void>;
  /** File of the list of revoked leaves (DER), which the sandbox reads at each token request. */
  readonly revocationListFile: string;
}

export interface AuthorityPlace extends AuthorityWorld {
  readonly folder: string;
  readonly environment: string;
  readonly passphrase: string;
  /** For an authority that is made now. */
  readonly profile?: AuthorityProfile;
}

/**
 * The authority kept in `folder`, made there at first use. Private keys are encrypted with `passphrase`.
 *
 * Throws `trust.authority-unreadable` when the folder holds something else or the passphrase is another one, and
 * `trust.authority-expired` when its certificates have ended: both say which folder.
 */
export async function openAuthority(place: AuthorityPlace): Promise<KeptAuthority> {
  const { folder, environment, passphrase } = place;
  if (!existsSync(folder)) {
    keep(folder, await makeAuthorityMaterial(environment, place, place.profile), passphrase);
  }
  const state = readState(folder);
  const material = await read(folder, environment, passphrase, state.profile);
  for (const certificate of certificatesOf(material.rootPem + material.issuingPem)) {
    if (Date.parse(certificate.validTo) <= place.clock.nowMs()) {
      throw new RaccordError("trust.authority-expired", folder);
    }
  }
  const renewLists = async (revocations: readonly Revocation[]): Promise<void> => {
    const lists = await revocationLists(material, revocations, place.clock.nowMs());
    replaceFile(join(folder, publishedFiles.issuingList), lists.issuing);
    replaceFile(join(folder, publishedFiles.rootList), lists.root);
  };
  const revocationListFile = join(folder, publishedFiles.issuingList);
  if (!existsSync(revocationListFile)) {
    await renewLists(state.revocations);
    replaceFile(join(folder, publishedFiles.issuing), derOf(material.issuingPem));
    replaceFile(join(folder, publishedFiles.root), derOf(material.rootPem));
  }
  return {
    ...authorityOver(material, place),
    revocationListFile,
    renewLists: () => renewLists(readState(folder).revocations),
    async revoke(serialNumber, reason) {
      // Read again: another process may have revoked meanwhile.
      const held = readState(folder);
      const others = held.revocations.filter((it) => it.serialNumber !== serialNumber);
      const first = held.revocations.find((it) => it.serialNumber === serialNumber);
      const revocations = [...others, first ?? { serialNumber, atMs: place.clock.nowMs(), reason }];
      writeState(folder, { ...held, revocations });
      await renewLists(revocations);
    },
  };
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
  writeState(unfinished, { profile: material.profile, revocations: [] });
  renameSync(unfinished, folder);
}

async function read(
  folder: string,
  environment: string,
  passphrase: string,
  profile: AuthorityProfile,
): Promise<AuthorityMaterial> {
  const text = (name: string): string => readFileSync(join(folder, name), "utf8");
  try {
    return {
      environment,
      profile,
      rootPem: text(files.root),
      issuingPem: text(files.issuing),
      rootKeys: await readRsaKeys(text(files.rootKey), passphrase),
      issuingKeys: await readRsaKeys(text(files.issuingKey), passphrase),
    };
  } catch (error) {
    throw new RaccordError("trust.authority-unreadable", folder, { cause: error });
  }
}

/** An authority made before it kept a state has the usual profile and revoked nothing. */
function readState(folder: string): { profile: AuthorityProfile; revocations: readonly Revocation[] } {
  const path = join(folder, files.state);
  if (!existsSync(path)) return { profile: defaultProfile, revocations: [] };
  try {
    const { profile, revocations } = State.parse(JSON.parse(readFileSync(path, "utf8")));
    const { publishUrl, ocspUrl, ...rest } = profile;
    return {
      profile: {
        ...rest,
        ...(publishUrl === undefined ? {} : { publishUrl }),
        ...(ocspUrl === undefined ? {} : { ocspUrl }),
      },
      revocations,
    };
  } catch (error) {
    throw new RaccordError("trust.authority-unreadable", path, { cause: error });
  }
}

function writeState(
  folder: string,
  state: { readonly profile: AuthorityProfile; readonly revocations: readonly Revocation[] },
): void {
  replaceFile(join(folder, files.state), Buffer.from(`${JSON.stringify(state, null, 2)}\n`));
}

function replaceFile(path: string, bytes: Uint8Array): void {
  writeFileSync(`${path}.tmp`, bytes);
  renameSync(`${path}.tmp`, path);
}

function derOf(pem: string): Uint8Array {
  return pemBlocks(pem)[0]?.bytes ?? new Uint8Array();
}
