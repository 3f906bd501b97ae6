import { X509Certificate } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import type { HttpClientSettings } from "../../runtime/http-client.ts";
import { filesInService } from "../../trust/store/in-service.ts";
import type { TargetSettings } from "./target-settings.ts";

type Pem = NonNullable<TargetSettings["authority"]>;
type Named = NonNullable<TargetSettings["certificate"]>;

/** What a connection to a target is made with, as PEM texts. */
export type Credentials = Pick<HttpClientSettings, "certificate" | "authorityPem">;

interface CredentialParts {
  readonly certificate: Pem;
  readonly key: Pem;
  readonly keyPassphraseFile?: string | undefined;
}

/**
 * Certificate, key and authorities of a target, read now. A store is asked which certificate is in service. Throws
 * what the file system says, or `trust.nothing-in-service`.
 */
export function readCredentials(target: Pick<TargetSettings, "certificate" | "authority">): Credentials {
  const { certificate, authority } = target;
  return {
    ...(certificate === undefined ? {} : { certificate: readCertificate(partsOf(certificate)) }),
    ...(authority === undefined ? {} : { authorityPem: readPem(authority) }),
  };
}

/** The certificate that a target is to show, without its key. Throws as `readCredentials`, or what is no certificate. */
export function readLeaf(named: Named): X509Certificate {
  return new X509Certificate(readPem(partsOf(named).certificate));
}

/**
 * A text that changes when a file of the target changes, its rights included, or when the store puts another
 * certificate into service. `undefined`: the settings name no file.
 */
export function credentialMark(
  target: Pick<TargetSettings, "certificate" | "authority">,
): string | undefined {
  const { certificate, authority } = target;
  try {
    const parts = certificate === undefined ? undefined : partsOf(certificate);
    const files = [parts?.certificate, parts?.key, authority].flatMap((pem) =>
      pem !== undefined && "file" in pem ? [pem.file] : [],
    );
    if (parts?.keyPassphraseFile !== undefined) files.push(parts.keyPassphraseFile);
    return files.length === 0 ? undefined : files.map(fileMark).join("\n");
  } catch (error) {
    return faultOf(error);
  }
}

/** What keeps credentials from being used, for people: a code, and the file where one is to blame. Never a content. */
export function faultOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "unreadable";
  const path = error instanceof Error && "path" in error ? String(error.path) : "";
  const detail = error instanceof Error && "detail" in error ? String(error.detail) : "";
  return [code, path || detail].filter((part) => part !== "").join(" ");
}

function partsOf(named: Named): CredentialParts {
  if (!("store" in named)) return named;
  const files = filesInService(named.store, named.environment, named.role);
  return {
    certificate: { file: files.certificateFile },
    key: { file: files.keyFile },
    keyPassphraseFile: files.passphraseFile,
  };
}

function readCertificate(parts: CredentialParts): NonNullable<Credentials["certificate"]> {
  const read = { certificatePem: readPem(parts.certificate), keyPem: readPem(parts.key) };
  const file = parts.keyPassphraseFile;
  return file === undefined ? read : { ...read, passphrase: readFileSync(file, "utf8").trimEnd() };
}

function readPem(pem: Pem): string {
  return "file" in pem ? readFileSync(pem.file, "utf8") : pem.text;
}

function fileMark(path: string): string {
  try {
    const { ino, size, mtimeMs, ctimeMs } = statSync(path);
    return [path, ino, size, mtimeMs, ctimeMs].join(" ");
  } catch (error) {
    return faultOf(error);
  }
}
