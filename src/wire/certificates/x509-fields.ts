import { type DerValue, derValues, firstDerValue, oidText } from "./der.ts";

/** Basic key usages in the order of their bits (RFC 5280 §4.2.1.3). */
const usageNames = [
  "digitalSignature",
  "nonRepudiation",
  "keyEncipherment",
  "dataEncipherment",
  "keyAgreement",
  "keyCertSign",
  "cRLSign",
  "encipherOnly",
  "decipherOnly",
] as const;
export type KeyUsageName = (typeof usageNames)[number];

/** One attribute of a name, in the order of the certificate. */
export interface NameAttribute {
  /** Dotted object identifier. */
  readonly type: string;
  readonly value: DerValue;
}

/** Fields of a certificate that the runtime's own reader does not give (onboarding §5.7, notes). */
export interface X509Fields {
  /** The subject and issuer names, DER. */
  readonly subject: DerValue;
  readonly issuer: DerValue;
  readonly keyUsages: readonly KeyUsageName[];
  readonly extendedKeyUsages: readonly string[];
  readonly policies: readonly string[];
  readonly crlUrls: readonly string[];
  readonly ocspUrls: readonly string[];
  readonly issuerUrls: readonly string[];
  /** Upper-case hexadecimal; undefined when the extension is absent. */
  readonly subjectKeyId: string | undefined;
  readonly authorityKeyId: string | undefined;
}

const OCSP_OID = "1.3.6.1.5.5.7.48.1";
const CA_ISSUERS_OID = "1.3.6.1.5.5.7.48.2";

/** Reads a DER certificate (RFC 5280 §4). Throws a RangeError when its parts do not add up. */
export function x509Fields(der: Uint8Array): X509Fields {
  const [signedPart] = derValues(firstDerValue(der).content);
  const fields = derValues(signedPart?.content ?? new Uint8Array());
  const shift = fields[0]?.tag === 0xa0 ? 1 : 0;
  const [issuer, subject] = [fields[2 + shift], fields[4 + shift]];
  if (!subject || !issuer) throw new RangeError("certificate without a subject");
  const extensions = extensionsOf(fields.find((it) => it.tag === 0xa3));
  const inside = (oid: string): DerValue[] => {
    const value = extensions.get(oid);
    return value ? derValues(firstDerValue(value).content) : [];
  };
  const access = inside("1.3.6.1.5.5.7.1.1").map((it) => derValues(it.content));
  const accessUrls = (method: string): string[] =>
    access
      .filter(([oid]) => oid !== undefined && oidText(oid.content) === method)
      .flatMap(([, place]) => (place?.tag === 0x86 ? [asciiText(place.content)] : []));
  return {
    subject,
    issuer,
    keyUsages: keyUsages(extensions.get("2.5.29.15")),
    extendedKeyUsages: inside("2.5.29.37").map((it) => oidText(it.content)),
    policies: inside("2.5.29.32")
      .flatMap((it) => derValues(it.content).slice(0, 1))
      .map((it) => oidText(it.content)),
    crlUrls: inside("2.5.29.31").flatMap(distributionUrls),
    ocspUrls: accessUrls(OCSP_OID),
    issuerUrls: accessUrls(CA_ISSUERS_OID),
    subjectKeyId: subjectKeyId(extensions.get("2.5.29.14")),
    authorityKeyId: hex(inside("2.5.29.35").find((it) => it.tag === 0x80)?.content),
  };
}

/** The attributes of a name in the order of the certificate. */
export function nameAttributes(name: DerValue): NameAttribute[] {
  return derValues(name.content)
    .flatMap((part) => derValues(part.content))
    .flatMap((attribute) => {
      const [type, value] = derValues(attribute.content);
      return type && value ? [{ type: oidText(type.content), value }] : [];
    });
}

/** Text of an ASN.1 string; undefined for a type that is not a string. */
export function stringText({ tag, content }: DerValue): string | undefined {
  const bytes = Buffer.from(content);
  switch (tag) {
    case 0x0c:
      return bytes.toString("utf8");
    case 0x12:
    case 0x13:
    case 0x14:
    case 0x16:
    case 0x1a:
      return bytes.toString("latin1");
    case 0x1e:
      return bytes.length % 2 === 0 ? Buffer.from(bytes).swap16().toString("utf16le") : undefined;
    case 0x1c:
      return universalText(bytes);
    default:
      return undefined;
  }
}

function universalText(bytes: Buffer): string | undefined {
  if (bytes.length % 4 !== 0) return undefined;
  const points = Array.from({ length: bytes.length / 4 }, (_, index) => bytes.readUInt32BE(index * 4));
  return points.every((it) => it <= 0x10ffff) ? String.fromCodePoint(...points) : undefined;
}

function extensionsOf(wrapper: DerValue | undefined): ReadonlyMap<string, Uint8Array> {
  const [list] = wrapper ? derValues(wrapper.content) : [];
  const entries = list ? derValues(list.content) : [];
  return new Map(
    entries.flatMap((entry): [string, Uint8Array][] => {
      const parts = derValues(entry.content);
      const [oid, value] = [parts[0], parts.at(-1)];
      return oid && value ? [[oidText(oid.content), value.content]] : [];
    }),
  );
}

function keyUsages(extension: Uint8Array | undefined): KeyUsageName[] {
  const bits = extension ? firstDerValue(extension).content.subarray(1) : new Uint8Array();
  return usageNames.filter((_, index) => ((bits[index >> 3] ?? 0) >> (7 - (index & 7))) & 1);
}

/** RFC 5280 §4.2.1.13: distribution point [0], full name [0], address [6]. */
function distributionUrls(point: DerValue): string[] {
  return derValues(point.content)
    .filter((it) => it.tag === 0xa0)
    .flatMap((it) => derValues(it.content))
    .filter((it) => it.tag === 0xa0)
    .flatMap((it) => derValues(it.content))
    .filter((it) => it.tag === 0x86)
    .map((it) => asciiText(it.content));
}

function subjectKeyId(extension: Uint8Array | undefined): string | undefined {
  return extension ? hex(firstDerValue(extension).content) : undefined;
}

function hex(bytes: Uint8Array | undefined): string | undefined {
  return bytes ? Buffer.from(bytes).toString("hex").toUpperCase() : undefined;
}

function asciiText(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("latin1");
}
