import { X509Certificate } from "node:crypto";
import { type DerValue, derValues, oidText } from "../wire/certificates/der.ts";
import { stringText, x509Fields } from "../wire/certificates/x509-fields.ts";

/** Short names as OpenSSL prints them; a type that is not here is printed as its dotted number and its DER. */
const shortNames: Readonly<Record<string, string>> = {
  "2.5.4.3": "CN",
  "2.5.4.4": "SN",
  "2.5.4.5": "serialNumber",
  "2.5.4.6": "C",
  "2.5.4.7": "L",
  "2.5.4.8": "ST",
  "2.5.4.9": "street",
  "2.5.4.10": "O",
  "2.5.4.11": "OU",
  "2.5.4.12": "title",
  "2.5.4.13": "description",
  "2.5.4.17": "postalCode",
  "2.5.4.42": "GN",
  "2.5.4.43": "initials",
  "2.5.4.46": "dnQualifier",
  "2.5.4.65": "pseudonym",
  "2.5.4.97": "organizationIdentifier",
  "0.9.2342.19200300.100.1.1": "UID",
  "0.9.2342.19200300.100.1.25": "DC",
  "1.2.840.113549.1.9.1": "emailAddress",
};

/**
 * Subject of a certificate as RFC 4514 text: last attribute first, accents readable, for example
 * `CN=CLIENT,OU=1990000011,O=CENTRE,ST=Paris (75),C=FR`. Equal to what
 * `openssl x509 -subject -nameopt RFC2253,-esc_msb,utf8` prints, which is the form that the applicant sends to be
 * put on the white list (onboarding §5.3, §5.7).
 *
 * `certificate` is PEM text or DER bytes. Throws when it is not a certificate.
 */
export function subjectDn(certificate: string | Uint8Array | X509Certificate): string {
  const read = certificate instanceof X509Certificate ? certificate : new X509Certificate(certificate);
  return nameText(x509Fields(read.raw).subject);
}

/** RFC 4514 text of a DER name. */
export function nameText(name: DerValue): string {
  const parts = derValues(name.content).reverse();
  return parts.map((part) => derValues(part.content).reverse().map(attributeText).join("+")).join(",");
}

function attributeText(attribute: DerValue): string {
  const [type, value] = derValues(attribute.content);
  if (!type || !value) throw new RangeError("name attribute without a value");
  const oid = oidText(type.content);
  const name = shortNames[oid];
  const text = stringText(value);
  if (name === undefined || text === undefined) {
    return `${name ?? oid}=#${Buffer.from(value.whole).toString("hex").toUpperCase()}`;
  }
  return `${name}=${escaped(text)}`;
}

/** RFC 2253 §2.4, with control characters as hexadecimal pairs, and everything above ASCII left readable. */
function escaped(text: string): string {
  const inner = text
    .replace(/[,+"\\<>;]/g, "\\$&")
    .replace(/[\u0000-\u001f\u007f]/g, (character) => `\\${hexPair(character)}`);
  // A value that is one `#` stays bare: RFC 4514 escapes it, OpenSSL, whose text the white list holds, does not.
  const head = /^ |^#./su.test(inner) ? `\\${inner}` : inner;
  const endsInSpace = text.length > 1 && text.endsWith(" ");
  return endsInSpace ? `${head.slice(0, -1)}\\ ` : head;
}

function hexPair(character: string): string {
  return character.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0");
}
