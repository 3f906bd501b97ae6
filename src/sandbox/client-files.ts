import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import forge from "node-forge";
import type { Authority, IssuedCertificate } from "../trust/authority/authority.ts";
import { certificatesOf } from "../trust/chain.ts";
import { writePrivateFile } from "../trust/key-files.ts";
import { subjectDn } from "../trust/subject-dn.ts";

/** Files of one client: what IGC-Santé would have delivered (`.p12`, `.cer`), and the same as PEM (ror-api §3). */
export interface ClientFiles {
  readonly certificateFile: string;
  /** Encrypted. */
  readonly keyFile: string;
  readonly authorityFile: string;
  /** Certificate and key, opened by the same passphrase. */
  readonly pkcs12File: string;
}

export function clientFiles(folder: string): ClientFiles {
  return {
    certificateFile: join(folder, "cert.pem"),
    keyFile: join(folder, "key.pem"),
    authorityFile: join(folder, "ca.pem"),
    pkcs12File: join(folder, "client.p12"),
  };
}

/** Names of the authorities as IGC-Santé publishes them: root, then issuing one (onboarding §5.7). */
const authorityNames = ["ACR-EL.cer", "ACI-EL-ORG.cer"];

/** Writes every file of a client. */
export function writeClientFiles(
  folder: string,
  issued: IssuedCertificate,
  authority: Authority,
  passphrase: string,
): void {
  const files = clientFiles(folder);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writePrivateFile(files.keyFile, issued.encryptedKeyPem(passphrase));
  writeFileSync(files.authorityFile, authority.chainPem);
  for (const certificate of certificatesOf(authority.chainPem)) {
    const self = certificate.checkIssued(certificate);
    writeFileSync(join(folder, authorityNames[self ? 0 : 1] ?? ""), certificate.raw);
  }
  writeFileSync(files.pkcs12File, pkcs12(issued, passphrase), { mode: 0o600 });
  writeFileSync(files.certificateFile, issued.certificatePem);
}

/** The certificate in the files of a client, when it is that of `dn`. */
export function clientCertificate(folder: string, dn: string) {
  const files = clientFiles(folder);
  if (!existsSync(files.certificateFile) || !existsSync(files.pkcs12File)) return undefined;
  const [leaf] = certificatesOf(readFileSync(files.certificateFile, "utf8"));
  return leaf && subjectDn(leaf) === dn ? leaf : undefined;
}

function pkcs12(issued: IssuedCertificate, passphrase: string): Buffer {
  const key = forge.pki.privateKeyFromPem(issued.keyPem);
  const certificate = forge.pki.certificateFromPem(issued.certificatePem);
  const content = forge.pkcs12.toPkcs12Asn1(key, [certificate], passphrase, { algorithm: "aes256" });
  return Buffer.from(forge.asn1.toDer(content).getBytes(), "latin1");
}
