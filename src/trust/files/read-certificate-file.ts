import { createPublicKey, type KeyObject, type X509Certificate } from "node:crypto";
import type { TrustCode } from "../../runtime/errors/codes-trust.ts";
import type { BinaryKind } from "../../wire/certificates/identify.ts";
import type { Protection } from "../../wire/certificates/protection.ts";
import { type Content, type ContentFault, contentOf } from "./content.ts";

/** Form in which a file was found. */
export type FileFormat = "PEM" | "DER" | "P7B" | "P12" | "key";

/** What a file of certificates holds. Keys stay inside the runtime's key objects and are never printed. */
export interface CertificateFile {
  readonly kind: "read";
  readonly format: FileFormat;
  /** All certificates once each; the one that the file is about comes first. */
  readonly certificates: readonly [X509Certificate, ...X509Certificate[]];
  /** Private keys that could be opened. */
  readonly keys: readonly KeyObject[];
  /** Private keys that wait for a password. */
  readonly lockedKeys: number;
  /** Password schemes met in the file. */
  readonly protection: readonly Protection[];
}

/** A file that cannot be used, with the reason of the error catalogue. */
export interface FileRefusal {
  readonly kind: "refused";
  readonly code: TrustCode;
}

/** A file that holds keys and no certificate. */
export interface KeyFile {
  readonly kind: "keys";
  readonly keys: readonly KeyObject[];
  readonly lockedKeys: number;
}

/** Largest file that is looked at; a PKCS#7 of every national authority is a tenth of it. */
export const FILE_MAX_BYTES = 524_288;

const faults: Readonly<Record<ContentFault, TrustCode>> = {
  damaged: "trust.file-damaged",
  unknown: "trust.file-unknown",
  "java-store": "trust.file-java-store",
  "too-costly": "trust.file-too-costly",
  unsupported: "trust.file-unsupported",
  "needs-password": "trust.password-needed",
  "wrong-password": "trust.password-wrong",
};

/**
 * Reads a file of certificates in any of the forms met: PEM, DER, PKCS#7, PKCS#12 old and new, with or without a
 * private key. Never throws: whatever the bytes, the answer is content or a reason in words.
 */
export async function readCertificateFile(
  bytes: Uint8Array,
  password?: string,
): Promise<CertificateFile | FileRefusal> {
  const reading = await readAny(bytes, password);
  if (reading.kind === "refused") return reading;
  const { content } = reading;
  const certificates = unique(content.certificates);
  if (content.unreadableCertificates > 0) return { kind: "refused", code: "trust.file-damaged" };
  const first = leafOf(certificates, content.keys);
  if (!first) return { kind: "refused", code: withoutCertificate(content.others) };
  const rest = certificates.filter((it) => it !== first);
  const { format, keys, lockedKeys, protection } = content;
  return { kind: "read", format, certificates: [first, ...rest], keys, lockedKeys, protection };
}

/** Reads a file for its private keys; certificates in it are ignored. */
export async function readKeyFile(bytes: Uint8Array, password?: string): Promise<KeyFile | FileRefusal> {
  const reading = await readAny(bytes, password);
  if (reading.kind === "refused") return reading;
  const { keys, lockedKeys } = reading.content;
  if (keys.length === 0 && lockedKeys === 0) return { kind: "refused", code: "trust.no-key" };
  return { kind: "keys", keys, lockedKeys };
}

/** True when the private key is that of the certificate: their public keys are the same (onboarding §5.6 row 5). */
export function keyFits(key: KeyObject, certificate: X509Certificate): boolean {
  try {
    return createPublicKey(key).equals(certificate.publicKey);
  } catch {
    return false;
  }
}

async function readAny(
  bytes: Uint8Array,
  password: string | undefined,
): Promise<{ readonly kind: "content"; readonly content: Content } | FileRefusal> {
  if (bytes.length > FILE_MAX_BYTES) return { kind: "refused", code: "trust.file-too-large" };
  try {
    const content = await contentOf(bytes, password);
    return typeof content === "string"
      ? { kind: "refused", code: faults[content] }
      : { kind: "content", content };
  } catch {
    // The libraries throw in many ways on bytes that nobody wrote; none of their texts is shown.
    return { kind: "refused", code: "trust.file-damaged" };
  }
}

function withoutCertificate(others: readonly BinaryKind[]): TrustCode {
  return others.includes("request") ? "trust.file-is-request" : "trust.no-certificate";
}

function unique(certificates: readonly X509Certificate[]): X509Certificate[] {
  return [...new Map(certificates.map((it) => [it.fingerprint256, it])).values()];
}

/** The certificate of the key when there is one, else the first that is no authority, else the first. */
function leafOf(
  certificates: readonly X509Certificate[],
  keys: readonly KeyObject[],
): X509Certificate | undefined {
  return (
    certificates.find((certificate) => keys.some((key) => keyFits(key, certificate))) ??
    certificates.find((certificate) => !certificate.ca) ??
    certificates[0]
  );
}
