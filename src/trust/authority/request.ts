import "reflect-metadata";
import { createPublicKey } from "node:crypto";
import { Pkcs10CertificateRequest, type PublicKey } from "@peculiar/x509";
import { RaccordError } from "../../runtime/errors/raccord-error.ts";

/** The parts of a request that the authority uses: the rest of its subject is not obeyed (onboarding §5.3). */
export interface RequestReading {
  readonly commonName: string;
  readonly publicKey: PublicKey;
}

/** All leaves seen are RSA 2048 (onboarding §5.4). */
const KEY_BITS = 2048;

/** Reads a request (PKCS#10, PEM or DER) and verifies its signature. Throws `trust.request-refused`, saying why. */
export async function readRequest(request: string | Uint8Array): Promise<RequestReading> {
  let read: Pkcs10CertificateRequest;
  try {
    read = new Pkcs10CertificateRequest(typeof request === "string" ? request : Uint8Array.from(request));
    if (!(await read.verify())) throw new Error("signature");
  } catch (error) {
    throw new RaccordError("trust.request-refused", "CSR", { cause: error });
  }
  const spki = Buffer.from(read.publicKey.rawData);
  const key = createPublicKey({ key: spki, format: "der", type: "spki" });
  if (key.asymmetricKeyType !== "rsa" || key.asymmetricKeyDetails?.modulusLength !== KEY_BITS) {
    throw new RaccordError("trust.request-refused", "RSA 2048");
  }
  const [commonName] = read.subjectName.getField("CN");
  if (!commonName) throw new RaccordError("trust.request-refused", "CN");
  return { commonName, publicKey: read.publicKey };
}
