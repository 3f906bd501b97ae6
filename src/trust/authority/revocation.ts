import "reflect-metadata";
import {
  AuthorityKeyIdentifierExtension,
  Extension,
  X509Certificate,
  X509CrlGenerator,
  X509CrlReason,
} from "@peculiar/x509";
import type { AuthorityMaterial } from "./authority.ts";
import type { RsaKeys } from "./keys.ts";

/** Reasons that may be given (RFC 5280 §5.3.1); all are final. */
export const revocationReasons = [
  "unspecified",
  "keyCompromise",
  "affiliationChanged",
  "superseded",
  "cessationOfOperation",
] as const;
export type RevocationReason = (typeof revocationReasons)[number];

/** One revoked certificate, as it is kept. */
export interface Revocation {
  /** Hexadecimal. */
  readonly serialNumber: string;
  readonly atMs: number;
  readonly reason: RevocationReason;
}

/** The two revocation lists, DER: one for the leaves, one for the issuing authority. */
export interface RevocationLists {
  readonly issuing: Uint8Array;
  readonly root: Uint8Array;
}

const DAY_MS = 86_400_000;
const CRL_NUMBER_OID = "2.5.29.20";

/** Makes the lists of an authority, in force from `nowMs`. */
export async function revocationLists(
  material: AuthorityMaterial,
  revocations: readonly Revocation[],
  nowMs: number,
): Promise<RevocationLists> {
  const [issuing, root] = await Promise.all([
    listOf(material.issuingPem, material.issuingKeys, revocations, nowMs, material.profile.crlLifeDays),
    listOf(material.rootPem, material.rootKeys, [], nowMs, material.profile.crlLifeDays),
  ]);
  return { issuing, root };
}

async function listOf(
  issuerPem: string,
  keys: RsaKeys,
  revocations: readonly Revocation[],
  nowMs: number,
  lifeDays: number,
): Promise<Uint8Array> {
  const list = await X509CrlGenerator.create({
    issuer: new X509Certificate(issuerPem).subjectName,
    thisUpdate: new Date(nowMs),
    nextUpdate: new Date(nowMs + lifeDays * DAY_MS),
    signingAlgorithm: { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" },
    signingKey: keys.signing,
    entries: revocations.map(({ serialNumber, atMs, reason }) => ({
      serialNumber,
      revocationDate: new Date(atMs),
      reason: X509CrlReason[reason],
    })),
    extensions: [await AuthorityKeyIdentifierExtension.create(keys.verifying), numberExtension(nowMs)],
  });
  return new Uint8Array(list.rawData);
}

/** Lists are numbered upwards (RFC 5280 §5.2.3): by their instant. */
function numberExtension(nowMs: number): Extension {
  const hex = nowMs.toString(16);
  const bytes = Buffer.from(`00${hex.length % 2 === 0 ? hex : `0${hex}`}`, "hex");
  return new Extension(CRL_NUMBER_OID, false, Uint8Array.from([0x02, bytes.length, ...bytes]));
}
