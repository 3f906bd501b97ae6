import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ClientSubject } from "../trust/authority/names.ts";
import { certificatesOf, judgeClientCertificate } from "../trust/chain.ts";
import { writePrivateFile } from "../trust/key-files.ts";
import { subjectDn } from "../trust/subject-dn.ts";
import type { RunningEnvironment, SandboxWorld } from "./environment.ts";
import { grantWriteRights, registerClients } from "./gate/registry.ts";
import { heldStructures } from "./places/places.ts";

/** Files of an enrolled client. The key is encrypted; its passphrase is alone in its own file. */
export interface EnrolledClient {
  readonly environment: string;
  readonly clientId: string;
  readonly subjectDn: string;
  readonly certificateFile: string;
  readonly keyFile: string;
  readonly passphraseFile: string;
  /** Authorities that the client trusts for the servers of the sandbox. */
  readonly authorityFile: string;
  /** Establishments that the client may write: all those that have a place here; none for a reader. */
  readonly establishments: readonly string[];
}

export interface Enrolment {
  readonly clientId: string;
  readonly subject: ClientSubject;
  /** Folder of the client's files. */
  readonly folder: string;
  readonly passphrase: string;
  readonly passphraseFile: string;
  /** Access profile (ror-api §10) of a client that reads; without one it writes. */
  readonly profile?: number;
}

/**
 * Registers a client in a running environment with a certificate of its authority. One with a profile may read;
 * one without may write every establishment that has a place there: two roles, two clients (ror-api §3). The files are made once; a certificate of another subject or another
 * authority, or at its end, is replaced.
 */
export async function enrolClient(
  environment: RunningEnvironment,
  enrolment: Enrolment,
  world: SandboxWorld,
): Promise<EnrolledClient> {
  const { clientId, folder, passphraseFile } = enrolment;
  const files = {
    certificateFile: join(folder, "cert.pem"),
    keyFile: join(folder, "key.pem"),
    authorityFile: join(folder, "ca.pem"),
  };
  const issued = await environment.authority.issueClient(enrolment.subject);
  if (!usable(files.certificateFile, issued.subjectDn, environment, world.clock.nowMs())) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writePrivateFile(files.keyFile, issued.encryptedKeyPem(enrolment.passphrase));
    writeFileSync(files.authorityFile, environment.authority.chainPem);
    writeFileSync(files.certificateFile, issued.certificatePem);
  }
  const establishments = await environment.database.transaction().execute(async (work) => {
    const { subjectDn: dn } = issued;
    if (enrolment.profile !== undefined) {
      await registerClients(work, [{ clientId, subjectDn: dn, profile: enrolment.profile }]);
      return [];
    }
    const structures = await heldStructures(work);
    await registerClients(work, [{ clientId, subjectDn: dn }]);
    await grantWriteRights(
      work,
      structures.map((idNatStruct) => ({ subjectDn: issued.subjectDn, idNatStruct })),
    );
    return structures;
  });
  return {
    environment: environment.name,
    clientId,
    subjectDn: issued.subjectDn,
    ...files,
    passphraseFile,
    establishments,
  };
}

function usable(path: string, wanted: string, environment: RunningEnvironment, nowMs: number): boolean {
  if (!existsSync(path)) return false;
  const [leaf] = certificatesOf(readFileSync(path, "utf8"));
  if (!leaf || subjectDn(leaf) !== wanted) return false;
  const anchors = certificatesOf(environment.authority.chainPem);
  return judgeClientCertificate(leaf, anchors, nowMs).kind === "trusted";
}
