import type { X509Certificate } from "node:crypto";
import { certificateStructures } from "../../domain/journey/certificate-structures.ts";
import type { JourneyFacts } from "../../domain/journey/facts.ts";
import type { Clock } from "../../runtime/clock.ts";
import type { ErrorCode } from "../../runtime/errors/catalogue.ts";
import { completeFromNetwork } from "../../trust/complete-from-network.ts";
import { certificateFacts } from "../../trust/facts/certificate-facts.ts";
import type { CertificateFile } from "../../trust/files/read-certificate-file.ts";
import { type PreflightLine, preflight } from "../../trust/preflight/preflight.ts";
import type { FetchBytes } from "../../trust/revocation/check-online.ts";
import { authorityFetch } from "./authority-network.ts";
import type { CertificatePlace } from "./shapes.ts";

/** What the checks work with. */
export interface CertificateChecks {
  /** The network towards the authorities; answers `undefined` where there is none. */
  readonly fetch: FetchBytes;
  /** Hosts that may be asked, `name` or `name:port`. */
  readonly hosts: readonly string[];
  /** Longest time that the network may take for one certificate. */
  readonly totalMs: number;
  /** Authorities that the operator trusts beside those of the file. */
  readonly authorities: readonly X509Certificate[];
}

/** Another certificate of the journey. */
export interface OtherCertificate extends CertificatePlace {
  readonly fingerprint: string;
}

/** What the journey knows beside the file. */
export interface CheckedPlace {
  readonly place: CertificatePlace;
  readonly facts: JourneyFacts;
  readonly others: readonly OtherCertificate[];
  /** Subject that was sent to the ROR team for this place. */
  readonly subjectOnFile: string | undefined;
}

/** One verdict as it is kept. The row's words are looked up when it is shown. */
export interface StoredVerdict {
  readonly check: number;
  readonly name: string;
  readonly result: PreflightLine["status"];
  readonly code?: ErrorCode;
  readonly detail?: string;
  /** Instant of the check, ISO 8601 UTC. */
  readonly at: string;
}

/** Advice of the command line that means nothing on a page, and what the portal says instead. */
const portalCodes: Readonly<Partial<Record<ErrorCode, ErrorCode>>> = {
  "trust.no-key": "certificate.key-stays-with-you",
  "trust.white-list-not-given": "certificate.no-subject-on-file",
  "trust.structure-not-given": "certificate.structure-not-declared",
  "trust.department-unknown": "certificate.department-not-declared",
  "trust.chain-incomplete": "certificate.chain-not-at-hand",
  "trust.revocation-unknown": "certificate.revocation-not-checked",
};

/**
 * Makes the twelve checks (onboarding §5.6) of a public certificate for its place in the journey. Check 5 is never made:
 * the portal has no private key. Returns the verdicts and the authorities that were found above the certificate.
 */
export async function checkCertificate(
  file: CertificateFile,
  { place, facts, others, subjectOnFile }: CheckedPlace,
  checks: CertificateChecks,
  clock: Clock,
): Promise<{ readonly verdicts: readonly StoredVerdict[]; readonly chain: readonly X509Certificate[] }> {
  const fetch = authorityFetch(checks.fetch, { ...checks, clock });
  const [leaf, ...beside] = file.certificates;
  const chain = await completeFromNetwork(leaf, [...beside, ...checks.authorities], fetch);
  const structure = structureFor(leaf, place, facts);
  const nowMs = clock.nowMs();
  const report = await preflight({
    file,
    environment: place.environment,
    role: place.role,
    ...(structure === undefined ? {} : { structure: structure.idNatStruct }),
    ...(structure === undefined || structure.department === "" ? {} : { department: structure.department }),
    toSend: true,
    authorities: chain.certificates.slice(1),
    knownUses: others.map(({ fingerprint, environment, role }) => ({
      fingerprintSha256: fingerprint,
      environment,
      role,
    })),
    ...(subjectOnFile === undefined ? {} : { whiteListDn: subjectOnFile }),
    fetch,
    nowMs,
  });
  const at = new Date(nowMs).toISOString();
  return { verdicts: report.lines.map((line) => stored(line, at)), chain: chain.certificates };
}

/** The declared structure that the certificate bears, or the likeliest when it bears none of them. */
function structureFor(leaf: X509Certificate, place: CertificatePlace, facts: JourneyFacts) {
  const declared = certificateStructures(facts, place);
  const borne = certificateFacts(leaf).structure?.idNatStruct;
  return declared.find(({ idNatStruct }) => idNatStruct === borne) ?? declared[0];
}

function stored(line: PreflightLine, at: string): StoredVerdict {
  const { row, name, status, code, detail } = line;
  return {
    check: row,
    name,
    result: status,
    ...(code === undefined ? {} : { code: portalCodes[code] ?? code }),
    ...(detail === undefined || detail === "" ? {} : { detail }),
    at,
  };
}
