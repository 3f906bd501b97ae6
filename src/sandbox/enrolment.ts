import type { ClientSubject } from "../trust/authority/names.ts";
import { certificatesOf, judgeClientCertificate } from "../trust/chain.ts";
import { type ClientFiles, clientCertificate, clientFiles, writeClientFiles } from "./client-files.ts";
import type { RunningEnvironment, SandboxWorld } from "./environment.ts";
import { grantWriteRights, registerClients } from "./gate/registry.ts";
import { heldStructures } from "./places/places.ts";

/** An enrolled client with its files. The key is encrypted; its passphrase is alone in its own file. */
export interface EnrolledClient extends ClientFiles {
  readonly environment: string;
  readonly clientId: string;
  readonly subjectDn: string;
  readonly passphraseFile: string;
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
 * one without may write every establishment that has a place there: two roles, two clients (ror-api §3). The files
 * are made once; a certificate of another subject or another authority, or at its end, is replaced.
 */
export async function enrolClient(
  environment: RunningEnvironment,
  enrolment: Enrolment,
  world: SandboxWorld,
): Promise<EnrolledClient> {
  const { clientId, folder, passphrase, passphraseFile } = enrolment;
  const issued = await environment.authority.issueClient(enrolment.subject);
  if (!usable(folder, issued.subjectDn, environment, world.clock.nowMs())) {
    writeClientFiles(folder, issued, environment.authority, passphrase);
  }
  const { subjectDn } = issued;
  const establishments = await environment.database.transaction().execute(async (work) => {
    if (enrolment.profile !== undefined) {
      await registerClients(work, [{ clientId, subjectDn, profile: enrolment.profile }]);
      return [];
    }
    const structures = await heldStructures(work);
    await registerClients(work, [{ clientId, subjectDn }]);
    grantWriteRights(
      work,
      structures.map((idNatStruct) => ({ subjectDn, idNatStruct })),
    );
    return structures;
  });
  return {
    environment: environment.name,
    clientId,
    subjectDn,
    ...clientFiles(folder),
    passphraseFile,
    establishments,
  };
}

function usable(folder: string, wanted: string, environment: RunningEnvironment, nowMs: number): boolean {
  const leaf = clientCertificate(folder, wanted);
  if (!leaf) return false;
  const anchors = certificatesOf(environment.authority.chainPem);
  return judgeClientCertificate(leaf, anchors, nowMs).kind === "trusted";
}
