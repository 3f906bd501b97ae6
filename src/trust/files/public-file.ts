import type { X509Certificate } from "node:crypto";
import { pemBlocks, pemText } from "../../wire/certificates/pem.ts";

/**
 * The file to send: PEM built again from the certificates alone, so that nothing else of the source can be in it,
 * then read back. Throws an Error if anything but certificates were found in it.
 */
export function publicFile(certificates: readonly X509Certificate[]): string {
  const text = certificates.map((it) => pemText("CERTIFICATE", it.raw)).join("");
  const blocks = pemBlocks(text);
  if (blocks.length !== certificates.length || blocks.some((it) => it.label !== "CERTIFICATE")) {
    throw new Error("the public file holds something else than certificates");
  }
  return text;
}
