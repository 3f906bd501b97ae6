import type { JourneyFacts } from "../facts.ts";
import { whiteListLines } from "./lines.ts";

/** Service prefix of the capacity PATCH (ror-api §2): the connector adds it itself. */
const patchPrefix = "/ws-synchro-dispo-lits-fhir";

/** Settings of one target as a connector takes them; the key stays with whoever runs it, in its certificate store. */
export interface TargetExport {
  readonly name: string;
  readonly environment: "production";
  readonly tokenUrl: string;
  readonly apiBase: string;
  readonly clientId: string;
  readonly certificate: {
    readonly store: string;
    readonly environment: "production";
    readonly role: "writer";
  };
  /** Who may be written with this certificate: the connector refuses a place of anybody else. */
  readonly establishments: readonly string[];
}

/**
 * What a connector needs to feed production with a certificate of the white list: address of feeding, client, certificate,
 * establishments (official page, step 09). `undefined` while nothing is open for it.
 */
export function targetOf(facts: JourneyFacts, fingerprint: string): TargetExport | undefined {
  const lines = whiteListLines(facts).filter((line) => line.certificate.fingerprint === fingerprint);
  const newest = lines.toSorted((one, other) => one.recordedAt.localeCompare(other.recordedAt)).at(-1);
  if (newest === undefined) return undefined;
  const base = newest.feedingUrl.replace(/\/+$/, "");
  return {
    name: targetName(newest.instance),
    environment: "production",
    tokenUrl: newest.tokenUrl,
    apiBase: base.endsWith(patchPrefix) ? base.slice(0, -patchPrefix.length) : base,
    clientId: newest.clientId,
    certificate: { store: "certificates", environment: "production", role: "writer" },
    establishments: lines.map(({ establishment }) => establishment.idNatStruct),
  };
}

/** Lower-case letters, digits and hyphens, as the names of targets are. */
function targetName(instance: string): string {
  const slug = instance
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 40);
  return slug === "" ? "ror-production" : `ror-production-${slug}`;
}
