import { createPrivateKey, type KeyObject } from "node:crypto";
import forge from "node-forge";
import { type Protection, protectionOf, ROUNDS_MAX } from "./protection.ts";

/** A private key as found in a file. The key itself stays inside the runtime's key object. */
export type KeyReading =
  | { readonly kind: "key"; readonly key: KeyObject; readonly schemes: readonly Protection[] }
  | { readonly kind: "needs-password" | "wrong-password" | "damaged" | "too-costly" };

type ClearType = "pkcs8" | "pkcs1" | "sec1";

/** Key in clear, DER. */
export function readClearKey(der: Uint8Array, type: ClearType): KeyReading {
  try {
    const key = createPrivateKey({ key: Buffer.from(der), format: "der", type });
    return { kind: "key", key, schemes: ["none"] };
  } catch {
    return { kind: "damaged" };
  }
}

/** PEM key encrypted by its header lines, the way of OpenSSL before 1.0. */
export function readHeaderEncryptedKey(pem: string, password: string | undefined): KeyReading {
  if (password === undefined) return { kind: "needs-password" };
  try {
    return { kind: "key", key: createPrivateKey({ key: pem, passphrase: password }), schemes: ["other"] };
  } catch {
    return { kind: "wrong-password" };
  }
}

/** Encrypted PKCS#8 key, DER (RFC 5958 §3): current schemes by the runtime, old ones by the second library. */
export function readEncryptedKey(der: Uint8Array, password: string | undefined): KeyReading {
  const { schemes, roundsMax } = protectionOf(der);
  if (roundsMax > ROUNDS_MAX) return { kind: "too-costly" };
  if (schemes.length === 0) return { kind: "damaged" };
  if (password === undefined) return { kind: "needs-password" };
  try {
    const key = createPrivateKey({
      key: Buffer.from(der),
      format: "der",
      type: "pkcs8",
      passphrase: password,
    });
    return { kind: "key", key, schemes };
  } catch {
    return readOldEncryptedKey(der, password, schemes);
  }
}

function readOldEncryptedKey(der: Uint8Array, password: string, schemes: readonly Protection[]): KeyReading {
  try {
    const binary = Buffer.from(der).toString("binary");
    const clear = forge.pki.decryptPrivateKeyInfo(forge.asn1.fromDer(binary), password);
    if (!clear) return { kind: "wrong-password" };
    const bytes = Uint8Array.from(Buffer.from(forge.asn1.toDer(clear).getBytes(), "binary"));
    const reading = readClearKey(bytes, "pkcs8");
    return reading.kind === "key" ? { ...reading, schemes } : { kind: "wrong-password" };
  } catch {
    return { kind: "wrong-password" };
  }
}
