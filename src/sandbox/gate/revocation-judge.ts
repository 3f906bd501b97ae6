import type { X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import {
  plainSerial,
  type RevocationListReading,
  readRevocationList,
} from "../../wire/certificates/revocation-list.ts";

/** Whether a certificate is revoked, by the list as it is now. `unknown`: there is no list that its issuer signed. */
export type RevocationJudge = (leaf: X509Certificate) => Promise<"good" | "revoked" | "unknown">;

/**
 * Judges by the revocation list in a file. The file is read at each call, so that a revocation counts at once; parsed
 * and verified only when its bytes are others than before, which costs more than a handshake. The list must be signed
 * by the certificate's issuer, one of `anchors`; its end is not judged (DIFFERENCES.md, F12).
 */
export function revocationJudge(path: string, anchors: readonly X509Certificate[]): RevocationJudge {
  const readings = new Map<
    string,
    { readonly bytes: Buffer; readonly reading: Promise<RevocationListReading> }
  >();
  const readingFor = (issuer: X509Certificate, bytes: Buffer): Promise<RevocationListReading> => {
    const known = readings.get(issuer.fingerprint256);
    if (known?.bytes.equals(bytes)) return known.reading;
    const reading = readRevocationList(bytes, issuer.raw);
    readings.set(issuer.fingerprint256, { bytes, reading });
    return reading;
  };
  return async (leaf) => {
    const issuer = anchors.find((anchor) => leaf.checkIssued(anchor));
    const bytes = issuer && bytesOf(path);
    if (!bytes) return "unknown";
    const reading = await readingFor(issuer, bytes);
    if (reading.kind !== "list") return "unknown";
    return reading.list.revokedAtMs.has(plainSerial(leaf.serialNumber)) ? "revoked" : "good";
  };
}

function bytesOf(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}
