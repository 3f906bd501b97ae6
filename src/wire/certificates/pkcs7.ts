import { Certificate, ContentInfo, SignedData } from "pkijs";

/** DER certificates of a PKCS#7 file (`.p7b`, `.p7c`; RFC 5652 §5.1), in its order. Undefined when it is damaged. */
export function pkcs7Certificates(bytes: Uint8Array): readonly Uint8Array[] | undefined {
  try {
    const info = ContentInfo.fromBER(Uint8Array.from(bytes).buffer);
    const signed = new SignedData({ schema: info.content });
    return (signed.certificates ?? [])
      .filter((it) => it instanceof Certificate)
      .map((it) => new Uint8Array(it.toSchema().toBER()));
  } catch {
    return undefined;
  }
}
