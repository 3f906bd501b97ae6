import { type KeyObject, X509Certificate } from "node:crypto";
import { firstDerValue } from "../../wire/certificates/der.ts";
import { type BinaryKind, identify } from "../../wire/certificates/identify.ts";
import { base64Bytes, type PemBlock, pemBlocks } from "../../wire/certificates/pem.ts";
import { pkcs7Certificates } from "../../wire/certificates/pkcs7.ts";
import { readPkcs12 } from "../../wire/certificates/pkcs12.ts";
import {
  type KeyReading,
  readClearKey,
  readEncryptedKey,
  readHeaderEncryptedKey,
} from "../../wire/certificates/private-key.ts";
import type { Protection } from "../../wire/certificates/protection.ts";
import { x509Fields } from "../../wire/certificates/x509-fields.ts";
import type { FileFormat } from "./read-certificate-file.ts";

/** Everything found in one file, before anyone asks what it is for. */
export interface Content {
  readonly format: FileFormat;
  readonly certificates: readonly X509Certificate[];
  /** Certificates that are there but cannot be read. */
  readonly unreadableCertificates: number;
  readonly keys: readonly KeyObject[];
  readonly lockedKeys: number;
  readonly protection: readonly Protection[];
  /** Values of other kinds, a request for example. */
  readonly others: readonly BinaryKind[];
}

export type ContentFault =
  | "damaged"
  | "unknown"
  | "java-store"
  | "too-costly"
  | "unsupported"
  | "needs-password"
  | "wrong-password";

interface Found {
  readonly certificates: X509Certificate[];
  readonly keys: KeyObject[];
  readonly protection: Set<Protection>;
  readonly others: BinaryKind[];
  unreadableCertificates: number;
  lockedKeys: number;
  fault: ContentFault | undefined;
}

const keyStoreMagic = new Set(["feedfeed", "cececece"]);
const keyLabels: Readonly<Record<string, "pkcs8" | "pkcs1" | "sec1">> = {
  "PRIVATE KEY": "pkcs8",
  "RSA PRIVATE KEY": "pkcs1",
  "EC PRIVATE KEY": "sec1",
};
const certificateLabels = new Set(["CERTIFICATE", "X509 CERTIFICATE", "TRUSTED CERTIFICATE"]);
/** Blocks of one PEM text that are looked at. */
const BLOCKS_MAX = 500;

/** Sorts the content of a file by kind, opening what the password opens. */
export async function contentOf(
  bytes: Uint8Array,
  password: string | undefined,
): Promise<Content | ContentFault> {
  if (bytes.length === 0) return "unknown";
  if (keyStoreMagic.has(Buffer.from(bytes.subarray(0, 4)).toString("hex"))) return "java-store";
  const found = nothing();
  let format: FileFormat;
  if (bytes[0] === 0x30) format = await addBinary(found, bytes, password);
  else {
    const text = textOf(bytes);
    const blocks = pemBlocks(text).slice(0, BLOCKS_MAX);
    const bare = blocks.length === 0 ? base64Bytes(text) : undefined;
    if (bare?.[0] === 0x30) format = await addBinary(found, bare, password);
    else if (blocks.length === 0) return "unknown";
    else format = await addBlocks(found, blocks, password);
  }
  if (found.fault) return found.fault;
  const { protection, ...rest } = found;
  return { ...rest, format, protection: [...protection] };
}

function nothing(): Found {
  return {
    certificates: [],
    keys: [],
    protection: new Set(),
    others: [],
    unreadableCertificates: 0,
    lockedKeys: 0,
    fault: undefined,
  };
}

/** Editors of Windows save text in UTF-16 or with a mark at its start. */
function textOf(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes);
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return buffer.subarray(2).toString("utf16le");
  return buffer.toString("latin1").replace(/^\u00ef\u00bb\u00bf/, "");
}

async function addBlocks(
  found: Found,
  blocks: readonly PemBlock[],
  password: string | undefined,
): Promise<FileFormat> {
  let format: FileFormat = "PEM";
  for (const block of blocks) {
    const { bytes, label } = block;
    const type = keyLabels[label];
    if (type && block.encryptedByHeader) addKey(found, readHeaderEncryptedKey(block.text, password));
    else if (bytes === undefined) found.fault ??= "damaged";
    else if (type) addKey(found, readClearKey(bytes, type));
    else if (label === "ENCRYPTED PRIVATE KEY") addKey(found, readEncryptedKey(bytes, password));
    else if (certificateLabels.has(label)) addCertificate(found, certificateOnly(bytes));
    else if (label === "PKCS7" || label === "CMS") format = await addBinary(found, bytes, password);
    else found.others.push(identify(bytes));
  }
  return format;
}

async function addBinary(found: Found, bytes: Uint8Array, password: string | undefined): Promise<FileFormat> {
  const kind = identify(bytes);
  switch (kind) {
    case "certificate":
      addCertificate(found, bytes);
      return "DER";
    case "pkcs7": {
      const certificates = pkcs7Certificates(bytes);
      if (!certificates) found.fault = "damaged";
      for (const certificate of certificates ?? []) addCertificate(found, certificate);
      return "P7B";
    }
    case "pkcs12":
      await addPkcs12(found, bytes, password);
      return "P12";
    case "key-pkcs8":
      addKey(found, readClearKey(bytes, "pkcs8"));
      return "key";
    case "key-rsa":
      addKey(found, readClearKey(bytes, "pkcs1"));
      return "key";
    case "key-ec":
      addKey(found, readClearKey(bytes, "sec1"));
      return "key";
    case "key-encrypted":
      addKey(found, readEncryptedKey(bytes, password));
      return "key";
    case "request":
    case "revocation-list":
      found.others.push(kind);
      return "DER";
    case "unknown":
      found.fault = "damaged";
      return "DER";
  }
}

async function addPkcs12(found: Found, bytes: Uint8Array, password: string | undefined): Promise<void> {
  const reading = await readPkcs12(bytes, password ?? "");
  if (reading.kind !== "content") {
    const needed = reading.kind === "wrong-password" && password === undefined;
    found.fault = needed ? "needs-password" : reading.kind;
    return;
  }
  for (const certificate of reading.certificates) addCertificate(found, certificate);
  for (const key of reading.keys) addKey(found, readClearKey(key, "pkcs8"));
  for (const scheme of reading.schemes) found.protection.add(scheme);
}

function addCertificate(found: Found, bytes: Uint8Array): void {
  try {
    const certificate = new X509Certificate(bytes);
    // What the runtime reads lazily is read now, so that nothing that is kept can fail later.
    x509Fields(certificate.raw);
    const days = [certificate.validFrom, certificate.validTo].map((text) => Date.parse(text));
    if (certificate.publicKey && !days.some(Number.isNaN)) found.certificates.push(certificate);
    else found.unreadableCertificates += 1;
  } catch {
    found.unreadableCertificates += 1;
  }
}

function addKey(found: Found, reading: KeyReading): void {
  if (reading.kind === "key") {
    found.keys.push(reading.key);
    for (const scheme of reading.schemes) found.protection.add(scheme);
  } else if (reading.kind === "needs-password") found.lockedKeys += 1;
  else found.fault ??= reading.kind;
}

/** A `TRUSTED CERTIFICATE` block is followed by settings of OpenSSL. */
function certificateOnly(bytes: Uint8Array): Uint8Array {
  try {
    return firstDerValue(bytes).whole;
  } catch {
    return bytes;
  }
}
