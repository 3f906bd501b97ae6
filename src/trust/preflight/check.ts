import type { KeyObject, X509Certificate } from "node:crypto";
import type { TrustCode } from "../../runtime/errors/codes-trust.ts";
import type { CertificateFacts } from "../facts/certificate-facts.ts";
import type { StructureReading } from "../facts/structure.ts";
import type { CertificateFile } from "../files/read-certificate-file.ts";
import type { TrustEnvironment } from "../known-authorities.ts";
import type { FetchBytes } from "../revocation/check-online.ts";

/** Which `client_id` a certificate serves: reading and feeding are two (onboarding §1 step 07). */
export type CertificateRole = "reader" | "writer";

/** A certificate already in service somewhere, for comparison. */
export interface KnownUse {
  readonly fingerprintSha256: string;
  readonly environment: TrustEnvironment;
  readonly role: CertificateRole;
}

/** All that the twelve checks look at. */
export interface PreflightFacts {
  readonly file: CertificateFile;
  readonly certificate: X509Certificate;
  readonly facts: CertificateFacts;
  /** Key files given beside the certificate. */
  readonly keys: readonly KeyObject[];
  /** The certificate and the authorities above it that are known. */
  readonly chain: { readonly certificates: readonly X509Certificate[]; readonly complete: boolean };
  readonly environment: TrustEnvironment;
  readonly role: CertificateRole;
  /** The file is meant to be sent to someone. */
  readonly toSend: boolean;
  readonly structure: StructureReading | undefined;
  /** Department of the structure, for example `75`. */
  readonly department: string | undefined;
  /** Certificates in service; undefined when no store was looked at. */
  readonly knownUses: readonly KnownUse[] | undefined;
  readonly whiteListDn: string | undefined;
  readonly revocationList: Uint8Array | undefined;
  readonly fetch: FetchBytes;
  readonly nowMs: number;
}

/** Verdict of one check. All but `passed` name a row of the error catalogue, which says what to do. */
export type Verdict =
  | { readonly status: "passed" }
  | {
      readonly status: "warned" | "failed" | "could-not-check";
      readonly code: TrustCode;
      /** What was found, for example `TEST`, a date, a number. Never a secret. */
      readonly detail: string;
    };

export type Check = (facts: PreflightFacts) => Verdict | Promise<Verdict>;

export const passed: Verdict = { status: "passed" };

export function warned(code: TrustCode, detail = ""): Verdict {
  return { status: "warned", code, detail };
}

export function failed(code: TrustCode, detail = ""): Verdict {
  return { status: "failed", code, detail };
}

export function unchecked(code: TrustCode, detail = ""): Verdict {
  return { status: "could-not-check", code, detail };
}
