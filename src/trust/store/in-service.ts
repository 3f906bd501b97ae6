import { readlinkSync } from "node:fs";
import { join } from "node:path";
import { RaccordError } from "../../runtime/errors/raccord-error.ts";
import { PASSPHRASE_FILE } from "../key-files.ts";
import type { TrustEnvironment } from "../known-authorities.ts";
import type { CertificateRole } from "../preflight/check.ts";

/** Names of the files of one stored certificate. */
export const storedFileNames = {
  certificate: "certificate.pem",
  authorities: "authorities.pem",
  key: "key.pem",
  entry: "entry.json",
} as const;

/** Link to the certificate in service; a switch moves it at once. */
export const CURRENT = "current";

/** Where one stored certificate lies: with its issuing authorities, its authorities alone, its key, encrypted. */
export interface StoredFiles {
  readonly certificateFile: string;
  readonly authoritiesFile: string;
  readonly keyFile: string;
  readonly passphraseFile: string;
}

/** The files of the certificate `id` of a store. */
export function filesOf(
  folder: string,
  environment: TrustEnvironment,
  role: CertificateRole,
  id: string,
): StoredFiles {
  const place = join(folder, environment, role, id);
  return {
    certificateFile: join(place, storedFileNames.certificate),
    authoritiesFile: join(place, storedFileNames.authorities),
    keyFile: join(place, storedFileNames.key),
    passphraseFile: join(folder, PASSPHRASE_FILE),
  };
}

/** The identifier of the certificate in service; `undefined` when none is. */
export function idInService(
  folder: string,
  environment: TrustEnvironment,
  role: CertificateRole,
): string | undefined {
  try {
    return readlinkSync(join(folder, environment, role, CURRENT));
  } catch {
    return undefined;
  }
}

/**
 * The files of the certificate in service, by its own folder: a switch in the middle of a reading cannot mix two of
 * them. Throws `trust.nothing-in-service`.
 */
export function filesInService(
  folder: string,
  environment: TrustEnvironment,
  role: CertificateRole,
): StoredFiles {
  const id = idInService(folder, environment, role);
  if (id === undefined) throw new RaccordError("trust.nothing-in-service", join(folder, environment, role));
  return filesOf(folder, environment, role, id);
}
