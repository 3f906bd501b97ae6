import { verify, X509Certificate } from "node:crypto";
import { BasicOCSPResponse, Certificate, OCSPRequest, OCSPResponse } from "pkijs";

/** Answer of an OCSP responder about one certificate (RFC 6960), signature verified. */
export type OcspReading =
  | { readonly kind: "good" | "revoked" | "unknown"; readonly nextUpdateMs: number | undefined }
  | { readonly kind: "unreadable" | "not-of-this-issuer" };

/** The request for one certificate, both certificates in DER. */
export async function ocspRequest(leafDer: Uint8Array, issuerDer: Uint8Array): Promise<Uint8Array> {
  const request = new OCSPRequest();
  const issuerCertificate = certificate(issuerDer);
  await request.createForCertificate(certificate(leafDer), { hashAlgorithm: "SHA-1", issuerCertificate });
  return new Uint8Array(request.toSchema(true).toBER());
}

/** Reads and verifies the answer. Never throws. */
export async function readOcspResponse(
  bytes: Uint8Array,
  leafDer: Uint8Array,
  issuerDer: Uint8Array,
): Promise<OcspReading> {
  try {
    const answer = OCSPResponse.fromBER(Uint8Array.from(bytes).buffer);
    if (!answer.responseBytes) return { kind: "unreadable" };
    const basic = BasicOCSPResponse.fromBER(answer.responseBytes.response.valueBlock.valueHexView);
    if (!signedFor(basic, new X509Certificate(issuerDer))) return { kind: "not-of-this-issuer" };
    const status = await basic.getCertificateStatus(certificate(leafDer), certificate(issuerDer));
    if (!status.isForCertificate) return { kind: "not-of-this-issuer" };
    const ends = basic.tbsResponseData.responses.flatMap((it) => it.nextUpdate?.getTime() ?? []);
    const kind = status.status === 0 ? "good" : status.status === 1 ? "revoked" : "unknown";
    return { kind, nextUpdateMs: ends[0] };
  } catch {
    return { kind: "unreadable" };
  }
}

/** Hashes of the signature algorithms that responders use (RFC 8017, RFC 5758). */
const hashes: Readonly<Record<string, string>> = {
  "1.2.840.113549.1.1.5": "sha1",
  "1.2.840.113549.1.1.11": "sha256",
  "1.2.840.113549.1.1.12": "sha384",
  "1.2.840.113549.1.1.13": "sha512",
  "1.2.840.10045.4.3.2": "sha256",
  "1.2.840.10045.4.3.3": "sha384",
};
const OCSP_SIGNING_OID = "1.3.6.1.5.5.7.3.9";

/** Signed by the issuer itself, or by one that it named for this alone (RFC 6960 §4.2.2.2). */
function signedFor(basic: BasicOCSPResponse, issuer: X509Certificate): boolean {
  const delegates = (basic.certs ?? [])
    .map((it) => new X509Certificate(new Uint8Array(it.toSchema().toBER())))
    .filter((it) => it.keyUsage?.includes(OCSP_SIGNING_OID) && it.checkIssued(issuer))
    .filter((it) => it.verify(issuer.publicKey));
  const hash = hashes[basic.signatureAlgorithm.algorithmId];
  if (!hash) return false;
  const signature = new Uint8Array(basic.signature.valueBlock.valueHexView);
  const signed = basic.tbsResponseData.tbsView;
  return [issuer, ...delegates].some((it) => verify(hash, signed, it.publicKey, signature));
}

function certificate(der: Uint8Array): Certificate {
  return Certificate.fromBER(Uint8Array.from(der).buffer);
}
