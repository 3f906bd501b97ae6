import { type TargetSettings, targetSettings } from "../../src/connector/deliver/target-settings.ts";
import type { JournalExchange } from "../../src/domain/journey/campaign/read-patch.ts";
import { type Bench, CLIENT_ID, readHeaders, subject } from "../sandbox/support.ts";

export const READER_ID = "essai-lecture";

/** The settings of a target that is the sandbox of the bench, as an operator would write them. */
export async function targetInput(bench: Bench, campaign: Record<string, unknown>, withReader = true) {
  const reader = withReader
    ? await bench.sandbox.enrol({
        clientId: READER_ID,
        subject: { ...subject, commonName: "LECTURE" },
        profile: 1,
      })
    : undefined;
  return {
    name: "test",
    tokenUrl: bench.sandbox.tokenUrl,
    apiBase: bench.sandbox.apiUrl,
    clientId: CLIENT_ID,
    certificate: {
      certificate: { text: bench.client.certificatePem },
      key: { text: bench.client.keyPem },
    },
    authority: { text: bench.sandbox.environments[0]?.authority.chainPem ?? "" },
    campaign,
    ...(reader === undefined
      ? {}
      : {
          reader: {
            clientId: READER_ID,
            profile: 1,
            userProfileCode: readHeaders["Ror-Profil-Utilisateur-Code"],
            certificate: {
              certificate: { file: reader.certificateFile },
              key: { file: reader.keyFile },
              keyPassphraseFile: reader.passphraseFile,
            },
          },
        }),
  };
}

export async function target(
  bench: Bench,
  campaign: Record<string, unknown>,
  withReader = true,
): Promise<TargetSettings> {
  return targetSettings.parse(await targetInput(bench, campaign, withReader));
}

interface HeldView {
  readonly key: string;
  readonly nbCapacity: number;
  readonly capacityUpdateDate: string;
}

/** What the sandbox holds for a place, as its control API shows it. */
export async function heldRows(
  bench: Bench,
  place: string,
): Promise<readonly (readonly [string, number, number])[]> {
  const { json } = await bench.control("GET", `/places/${place}`);
  const { rows } = json as { rows: HeldView[] };
  return rows
    .map((row) => [row.key, row.nbCapacity, Date.parse(row.capacityUpdateDate)] as const)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
}

/** The sandbox's own journal, whole. */
export async function journal(bench: Bench): Promise<readonly JournalExchange[]> {
  const { json } = await bench.control("GET", "/journal?limit=1000");
  return (json as { exchanges: JournalExchange[] }).exchanges;
}
