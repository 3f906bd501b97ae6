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
    const issuer = certificate(issuerDer);
    if (!(await basic.verify({ trustedCerts: [issuer] }))) return { kind: "not-of-this-issuer" };
    const status = await basic.getCertificateStatus(certificate(leafDer), issuer);
    if (!status.isForCertificate) return { kind: "not-of-this-issuer" };
    const ends = basic.tbsResponseData.responses.flatMap((it) => it.nextUpdate?.getTime() ?? []);
    const kind = status.status === 0 ? "good" : status.status === 1 ? "revoked" : "unknown";
    return { kind, nextUpdateMs: ends[0] };
  } catch {
    return { kind: "unreadable" };
  }
}

function certificate(der: Uint8Array): Certificate {
  return Certificate.fromBER(Uint8Array.from(der).buffer);
}
