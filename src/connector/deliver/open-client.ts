import { readFileSync } from "node:fs";
import type { Clock } from "../../runtime/clock.ts";
import { RaccordError } from "../../runtime/errors/raccord-error.ts";
import { createHttpClient, type HttpClient } from "../../runtime/http-client.ts";
import type { TargetSettings } from "./target-settings.ts";

type Pem = NonNullable<TargetSettings["authority"]>;

/**
 * The HTTP client of one target, with its certificate read now: open it again after a renewal (`retryTarget` does).
 * The same client serves the token address, which requires the certificate, and the API, which gets it only if it
 * asks (ror-api §3).
 *
 * Throws RaccordError `delivery.credential-unreadable` when a file is missing or key and certificate do not agree.
 */
export function openTargetClient(target: TargetSettings, clock: Clock): HttpClient {
  try {
    return createHttpClient({
      clock,
      connectionsMax: target.placesInParallelMax + 1,
      connectTimeoutMs: target.connectTimeoutMs,
      ...(target.certificate === undefined ? {} : { certificate: readCertificate(target.certificate) }),
      ...(target.authority === undefined ? {} : { authorityPem: readPem(target.authority) }),
    });
  } catch (error) {
    const why = error instanceof Error && "code" in error ? String(error.code) : "unreadable";
    throw new RaccordError("delivery.credential-unreadable", `${target.name}: ${why}`, { cause: error });
  }
}

function readCertificate(certificate: NonNullable<TargetSettings["certificate"]>): {
  certificatePem: string;
  keyPem: string;
  passphrase?: string;
} {
  const read = { certificatePem: readPem(certificate.certificate), keyPem: readPem(certificate.key) };
  const file = certificate.keyPassphraseFile;
  return file === undefined ? read : { ...read, passphrase: readFileSync(file, "utf8").trimEnd() };
}

function readPem(pem: Pem): string {
  return "file" in pem ? readFileSync(pem.file, "utf8") : pem.text;
}
