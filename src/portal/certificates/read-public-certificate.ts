import type { X509Certificate } from "node:crypto";
import { RaccordError } from "../../runtime/errors/raccord-error.ts";
import {
  type CertificateFile,
  readCertificateFile,
  readKeyFile,
} from "../../trust/files/read-certificate-file.ts";

/** Labels of private keys in PEM text, in the two encodings that editors write. */
const keyLabel = /-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----/;

/**
 * Reads an uploaded file that must hold one public certificate, with or without its authorities, in any form that
 * `trust` reads (PEM, DER, P7B, a P12 without key and password).
 *
 * Throws RaccordError: `certificate.private-key-inside`, `certificate.locked-file` and `certificate.java-store` for files
 * that hold or may hold a private key, whatever else is in them; `certificate.several`; else the reason of `trust`. No
 * password is ever asked for: what opens with one is not public.
 */
export async function readPublicCertificate(bytes: Uint8Array): Promise<CertificateFile> {
  const keys = await readKeyFile(bytes);
  if (keys.kind === "keys" || mentionsKey(bytes)) throw new RaccordError("certificate.private-key-inside");
  const file = await readCertificateFile(bytes);
  if (file.kind === "refused") {
    if (file.code === "trust.password-needed" || file.code === "trust.password-wrong")
      throw new RaccordError("certificate.locked-file");
    if (file.code === "trust.file-java-store") throw new RaccordError("certificate.java-store");
    throw new RaccordError(file.code);
  }
  if (file.keys.length + file.lockedKeys > 0) throw new RaccordError("certificate.private-key-inside");
  if (leaves(file.certificates).length > 1) throw new RaccordError("certificate.several");
  return file;
}

/** A key block that is damaged, or stands where nobody looks, is a key all the same. */
function mentionsKey(bytes: Uint8Array): boolean {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return keyLabel.test(buffer.toString("latin1")) || keyLabel.test(buffer.toString("utf16le"));
}

function leaves(certificates: readonly X509Certificate[]): readonly X509Certificate[] {
  return certificates.filter((one) => !one.ca);
}
