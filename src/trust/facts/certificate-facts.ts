import type { X509Certificate } from "node:crypto";
import { nameAttributes, stringText, x509Fields } from "../../wire/certificates/x509-fields.ts";
import { type IssuerReading, readIssuer } from "../known-authorities.ts";
import { nameText } from "../subject-dn.ts";
import { type Product, productOf } from "./product.ts";
import { readStructure, type StructureReading } from "./structure.ts";

/** What a certificate says, read without judging it. */
export interface CertificateFacts {
  /** RFC 4514 text, ready to be sent for the white list (onboarding §5.3). */
  readonly subjectDn: string;
  readonly issuerDn: string;
  readonly issuer: IssuerReading;
  readonly product: Product;
  readonly commonName: string | undefined;
  readonly organization: string | undefined;
  /** The structure behind the OU. */
  readonly structure: StructureReading | undefined;
  /** Code between the brackets of the ST, for example `75`. */
  readonly department: string | undefined;
  readonly validFromMs: number;
  readonly validToMs: number;
  readonly key: string;
  /** Upper-case hexadecimal. */
  readonly serialNumber: string;
  readonly fingerprintSha1: string;
  readonly fingerprintSha256: string;
  readonly keyUsages: readonly string[];
  readonly extendedKeyUsages: readonly string[];
  readonly policies: readonly string[];
  readonly crlUrls: readonly string[];
  readonly ocspUrls: readonly string[];
  readonly issuerUrls: readonly string[];
}

const COMMON_NAME_OID = "2.5.4.3";
const STATE_OID = "2.5.4.8";
const ORGANIZATION_OID = "2.5.4.10";
const UNIT_OID = "2.5.4.11";

/** Reads the facts of a certificate. */
export function certificateFacts(certificate: X509Certificate): CertificateFacts {
  const fields = x509Fields(certificate.raw);
  const attributes = nameAttributes(fields.subject);
  const texts = (oid: string): string[] =>
    attributes.filter((it) => it.type === oid).flatMap((it) => stringText(it.value) ?? []);
  const issuerDn = nameText(fields.issuer);
  return {
    subjectDn: nameText(fields.subject),
    issuerDn,
    issuer: readIssuer(issuerDn, fields.authorityKeyId),
    product: productOf(fields, certificate.ca),
    commonName: texts(COMMON_NAME_OID)[0],
    organization: texts(ORGANIZATION_OID)[0],
    structure: texts(UNIT_OID).flatMap((it) => readStructure(it) ?? [])[0],
    department: /\(([0-9A-Z]{2,3})\)\s*$/.exec(texts(STATE_OID)[0] ?? "")?.[1],
    validFromMs: Date.parse(certificate.validFrom),
    validToMs: Date.parse(certificate.validTo),
    key: keyText(certificate),
    serialNumber: certificate.serialNumber,
    fingerprintSha1: certificate.fingerprint,
    fingerprintSha256: certificate.fingerprint256,
    keyUsages: fields.keyUsages,
    extendedKeyUsages: fields.extendedKeyUsages,
    policies: fields.policies,
    crlUrls: fields.crlUrls,
    ocspUrls: fields.ocspUrls,
    issuerUrls: fields.issuerUrls,
  };
}

function keyText({ publicKey }: X509Certificate): string {
  const { asymmetricKeyType = "unknown", asymmetricKeyDetails } = publicKey;
  const size = asymmetricKeyDetails?.modulusLength ?? asymmetricKeyDetails?.namedCurve ?? "";
  return `${asymmetricKeyType.toUpperCase()} ${size}`.trim();
}
