import "reflect-metadata";
import type { webcrypto } from "node:crypto";
import {
  AuthorityKeyIdentifierExtension,
  type Extension,
  type Name,
  type PublicKey,
  SubjectKeyIdentifierExtension,
  X509CertificateGenerator,
} from "@peculiar/x509";
import type { Clock } from "../../runtime/clock.ts";
import type { Random } from "../../runtime/random.ts";
import type { RsaKeys } from "./keys.ts";

export interface AuthorityWorld {
  readonly clock: Clock;
  readonly random: Random;
}

/** Validity of one certificate in epoch milliseconds, when it is not the usual one: for tests of expiry. */
export interface Validity {
  readonly fromMs: number;
  readonly toMs: number;
}

interface Signing {
  readonly validity: Validity;
  readonly subject: Name;
  readonly issuer: Name;
  readonly publicKey: webcrypto.CryptoKey | PublicKey;
  readonly issuingKeys: RsaKeys;
  readonly extensions: readonly Extension[];
}

const SERIAL_BYTES = 15;

/** Signs one certificate and gives it as PEM. The two key identifiers are added. */
export async function signCertificate(world: AuthorityWorld, signing: Signing): Promise<string> {
  const { validity, subject, issuer, publicKey, issuingKeys, extensions } = signing;
  const made = await X509CertificateGenerator.create({
    serialNumber: serialNumber(world.random),
    notBefore: new Date(validity.fromMs),
    notAfter: new Date(validity.toMs),
    subject,
    issuer,
    publicKey,
    signingKey: issuingKeys.signing,
    extensions: [
      ...extensions,
      await SubjectKeyIdentifierExtension.create(publicKey),
      await AuthorityKeyIdentifierExtension.create(issuingKeys.verifying),
    ],
  });
  return `${made.toString("pem").trim()}\n`;
}

/** Positive and at most 20 octets (RFC 5280 §4.1.2.2). */
function serialNumber(random: Random): string {
  return `01${random.hex(SERIAL_BYTES)}`;
}
