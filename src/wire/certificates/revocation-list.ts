import "reflect-metadata";
import { X509Certificate, X509Crl } from "@peculiar/x509";
import { pemBlocks } from "./pem.ts";

/** A revocation list (RFC 5280 §5) whose signature was found good. */
export interface RevocationList {
  readonly thisUpdateMs: number;
  /** Absent when the list names no end. */
  readonly nextUpdateMs: number | undefined;
  /** Serial numbers, lower-case hexadecimal without leading zeros, and the instant of revocation. */
  readonly revokedAtMs: ReadonlyMap<string, number>;
}

export type RevocationListReading =
  | { readonly kind: "list"; readonly list: RevocationList }
  | { readonly kind: "unreadable" | "not-of-this-issuer" };

/** Reads a revocation list in DER or PEM and verifies it with the certificate of its issuer (DER). Never throws. */
export async function readRevocationList(
  bytes: Uint8Array,
  issuerDer: Uint8Array,
): Promise<RevocationListReading> {
  try {
    const armoured = bytes[0] === 0x2d ? pemBlocks(Buffer.from(bytes).toString("latin1"))[0]?.bytes : bytes;
    if (!armoured) return { kind: "unreadable" };
    const crl = new X509Crl(Uint8Array.from(armoured));
    const issuer = new X509Certificate(Uint8Array.from(issuerDer));
    if (crl.issuer !== issuer.subject || !(await crl.verify({ publicKey: issuer }))) {
      return { kind: "not-of-this-issuer" };
    }
    const entries = crl.entries.map((it): [string, number] => [
      plainSerial(it.serialNumber),
      it.revocationDate.getTime(),
    ]);
    const list = {
      thisUpdateMs: crl.thisUpdate.getTime(),
      nextUpdateMs: crl.nextUpdate?.getTime(),
      revokedAtMs: new Map(entries),
    };
    return { kind: "list", list };
  } catch {
    return { kind: "unreadable" };
  }
}

/** One spelling of a serial number, so that two can be compared. */
export function plainSerial(hexadecimal: string): string {
  return hexadecimal.toLowerCase().replace(/^0+(?=.)/, "");
}
