import type { X509Certificate } from "node:crypto";
import { readFile } from "node:fs/promises";
import { plainSerial, readRevocationList } from "../../wire/certificates/revocation-list.ts";
import type { RevocationVerdict } from "./verdict.ts";

/**
 * Judges a certificate by the revocation list in a file, read anew at each call so that a revocation counts at
 * once. The list must be signed by the certificate's issuer, which is looked for among `anchors`; its end is not
 * judged, since the local authority signs a new one only when something changes.
 */
export async function judgeByRevocationFile(
  leaf: X509Certificate,
  anchors: readonly X509Certificate[],
  path: string,
): Promise<RevocationVerdict> {
  const issuer = anchors.find((anchor) => leaf.checkIssued(anchor));
  if (!issuer) return { kind: "unknown", why: "no-issuer" };
  const bytes = await readFile(path).catch(() => undefined);
  if (!bytes) return { kind: "unknown", why: "no-list" };
  const reading = await readRevocationList(bytes, issuer.raw);
  if (reading.kind !== "list") return { kind: "unknown", why: reading.kind };
  const atMs = reading.list.revokedAtMs.get(plainSerial(leaf.serialNumber));
  return atMs === undefined ? { kind: "good" } : { kind: "revoked", atMs };
}
