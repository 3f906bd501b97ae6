import forge from "node-forge";
import { CertBag, Certificate, PFX, PKCS8ShroudedKeyBag, PrivateKeyInfo, type SafeContents } from "pkijs";
import { readEncryptedKey } from "./private-key.ts";
import { type Protection, protectionOf, ROUNDS_MAX } from "./protection.ts";

/** Content of a PKCS#12 file: DER certificates and DER PKCS#8 keys in clear, in memory only. */
export interface Pkcs12Content {
  readonly kind: "content";
  readonly certificates: readonly Uint8Array[];
  readonly keys: readonly Uint8Array[];
  /** Weakest and other schemes met in the file (onboarding §5.6 row 10). */
  readonly schemes: readonly Protection[];
}

/**
 * What became of the reading. `wrong-password` also covers a file whose protected part was damaged: its check value
 * cannot tell one from the other (RFC 7292 §5.2).
 */
export type Pkcs12Reading =
  | Pkcs12Content
  | { readonly kind: "wrong-password" | "damaged" | "too-costly" | "unsupported" };

/** Schemes that the modern reader knows; all others go to the old one (dependencies §8). */
const modern: readonly Protection[] = ["aes", "none"];

/**
 * Opens a PKCS#12 file: AES files with the first library, RC2 and 3DES files with the second, so that nothing needs
 * to be installed or converted beforehand. Never throws; time is bounded by `ROUNDS_MAX`.
 */
export async function readPkcs12(bytes: Uint8Array, password: string): Promise<Pkcs12Reading> {
  const { schemes, roundsMax } = protectionOf(bytes);
  if (roundsMax > ROUNDS_MAX) return { kind: "too-costly" };
  const old = schemes.some((scheme) => !modern.includes(scheme));
  const first = old ? readOld(bytes, password) : await readModern(bytes, password);
  const reading = first.kind === "unsupported" && !old ? readOld(bytes, password) : first;
  return reading.kind === "content" ? { ...reading, schemes } : reading;
}

async function readModern(bytes: Uint8Array, text: string): Promise<Pkcs12Reading> {
  const password = Uint8Array.from(Buffer.from(text, "utf8")).buffer;
  let pfx: PFX;
  try {
    pfx = PFX.fromBER(Uint8Array.from(bytes).buffer);
  } catch {
    return { kind: "damaged" };
  }
  try {
    await pfx.parseInternalValues({ password, checkIntegrity: true });
  } catch (error) {
    return { kind: faultKind(error) };
  }
  try {
    const safe = pfx.parsedValue?.authenticatedSafe;
    if (!safe) return { kind: "damaged" };
    await safe.parseInternalValues({ safeContents: safe.safeContents.map(() => ({ password })) });
    const contents: readonly { value: SafeContents }[] = safe.parsedValue.safeContents;
    const certificates: Uint8Array[] = [];
    const keys: Uint8Array[] = [];
    for (const { bagValue } of contents.flatMap((it) => it.value.safeBags)) {
      if (bagValue instanceof CertBag && bagValue.parsedValue instanceof Certificate) {
        certificates.push(new Uint8Array(bagValue.parsedValue.toSchema().toBER()));
      } else if (bagValue instanceof PrivateKeyInfo) keys.push(new Uint8Array(bagValue.toSchema().toBER()));
      else if (bagValue instanceof PKCS8ShroudedKeyBag) {
        const opened = readEncryptedKey(new Uint8Array(bagValue.toSchema().toBER()), text);
        if (opened.kind !== "key") return { kind: opened.kind === "too-costly" ? "too-costly" : "damaged" };
        keys.push(Uint8Array.from(opened.key.export({ type: "pkcs8", format: "der" })));
      }
    }
    return { kind: "content", certificates, keys, schemes: [] };
  } catch (error) {
    return {
      kind: /Unknown|unsupported|Incorrect.*algorithm/i.test(message(error)) ? "unsupported" : "damaged",
    };
  }
}

function faultKind(error: unknown): "wrong-password" | "unsupported" | "damaged" {
  if (/Integrity/i.test(message(error))) return "wrong-password";
  return /Unknown|unsupported|not supported/i.test(message(error)) ? "unsupported" : "damaged";
}

function readOld(bytes: Uint8Array, password: string): Pkcs12Reading {
  try {
    const asn1 = forge.asn1.fromDer(forge.util.createBuffer(Buffer.from(bytes).toString("binary")));
    const file = forge.pkcs12.pkcs12FromAsn1(asn1, true, password);
    const certificates: Uint8Array[] = [];
    const keys: Uint8Array[] = [];
    for (const bag of file.safeContents.flatMap((it) => it.safeBags)) {
      // A certificate that the library does not know (not RSA) is left as its structure.
      if (bag.type === forge.pki.oids["certBag"]) {
        const structure = bag.cert ? forge.pki.certificateToAsn1(bag.cert) : bag.asn1;
        certificates.push(derOf(structure));
      } else if (bag.key) keys.push(derOf(forge.pki.wrapRsaPrivateKey(forge.pki.privateKeyToAsn1(bag.key))));
      else if (bag.asn1 && bag.type !== forge.pki.oids["crlBag"]) keys.push(derOf(bag.asn1));
    }
    return { kind: "content", certificates, keys, schemes: [] };
  } catch (error) {
    const text = message(error);
    if (/MAC could not be verified|Invalid password/i.test(text)) return { kind: "wrong-password" };
    return { kind: /Unsupported|unknown.*OID|Cannot read.*OID/i.test(text) ? "unsupported" : "damaged" };
  }
}

function derOf(structure: forge.asn1.Asn1): Uint8Array {
  return Uint8Array.from(Buffer.from(forge.asn1.toDer(structure).getBytes(), "binary"));
}

function message(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
