import {
  type BaseBlock,
  BitString,
  Constructed,
  fromBER,
  GeneralizedTime,
  Integer,
  ObjectIdentifier,
  OctetString,
  Sequence,
  UTCTime,
} from "asn1js";

/** What a BER or DER value is, told from its outer shape alone. */
export type BinaryKind =
  | "certificate"
  | "request"
  | "revocation-list"
  | "pkcs7"
  | "pkcs12"
  | "key-pkcs8"
  | "key-encrypted"
  | "key-rsa"
  | "key-ec"
  | "unknown";

/** Bounds of one reading: a file of certificates never comes near them. */
const limits = { maxDepth: 40, maxNodes: 100_000 } as const;
const SIGNED_DATA_OID = "1.2.840.113549.1.7.2";

/** The value that `bytes` starts with; undefined when the bytes do not add up. Never throws. */
export function readBer(bytes: Uint8Array): BaseBlock | undefined {
  try {
    const { offset, result } = fromBER(Uint8Array.from(bytes).buffer, limits);
    return offset < 0 ? undefined : result;
  } catch {
    return undefined;
  }
}

/** The parts of a constructed value; none for another. */
export function partsOf(block: BaseBlock | undefined): readonly BaseBlock[] {
  return block instanceof Constructed ? block.valueBlock.value : [];
}

/** Dotted text of an object identifier; undefined for another value. */
export function oidOf(block: BaseBlock | undefined): string | undefined {
  return block instanceof ObjectIdentifier ? block.getValue() : undefined;
}

/** Tells what the bytes are by their shape (RFC 5280, RFC 2986, RFC 5652, RFC 7292, RFC 5958, RFC 8017, RFC 5915). */
export function identify(bytes: Uint8Array): BinaryKind {
  const outer = readBer(bytes);
  if (!(outer instanceof Sequence)) return "unknown";
  const [first, second, third] = partsOf(outer);
  if (oidOf(first) === SIGNED_DATA_OID) return "pkcs7";
  if (first instanceof Integer) return numbered(first, second, third);
  if (!(first instanceof Sequence)) return "unknown";
  if (second instanceof OctetString && oidOf(partsOf(first)[0])) return "key-encrypted";
  return third instanceof BitString ? signedKind(partsOf(first)) : "unknown";
}

/** Values that start with a version number. */
function numbered(version: Integer, second: BaseBlock | undefined, third: BaseBlock | undefined): BinaryKind {
  if (second instanceof Integer) return "key-rsa";
  if (second instanceof OctetString) return "key-ec";
  if (!(second instanceof Sequence)) return "unknown";
  if (third instanceof OctetString) return "key-pkcs8";
  return version.valueBlock.valueDec === 3 && oidOf(partsOf(second)[0]) ? "pkcs12" : "unknown";
}

/** What was signed: the first fields of a certificate, a request and a revocation list differ. */
function signedKind(fields: readonly BaseBlock[]): BinaryKind {
  const [first, second, third] = fields;
  const dates = fields.slice(0, 5).some((it) => it instanceof UTCTime || it instanceof GeneralizedTime);
  if (dates) return "revocation-list";
  if (first instanceof Integer && second instanceof Sequence && third instanceof Sequence) {
    return oidOf(partsOf(second)[0]) ? "certificate" : "request";
  }
  return first instanceof Constructed && second instanceof Integer ? "certificate" : "unknown";
}
