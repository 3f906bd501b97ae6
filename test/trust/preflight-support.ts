import assert from "node:assert/strict";
import type { TrustCode } from "../../src/runtime/errors/codes-trust.ts";
import { certificatesOf } from "../../src/trust/chain.ts";
import { type CertificateFile, readCertificateFile } from "../../src/trust/files/read-certificate-file.ts";
import type { PreflightCheckName } from "../../src/trust/preflight/checks.ts";
import {
  type PreflightQuestion,
  type PreflightReport,
  preflight,
} from "../../src/trust/preflight/preflight.ts";
import { authorityOf, clock, STRUCTURE } from "./support.ts";

/** The authority of these tests. */
export const authority = await authorityOf("test", 11);

/** Content of a file that must be readable. */
export async function read(bytes: string | Uint8Array, password?: string): Promise<CertificateFile> {
  const file = await readCertificateFile(typeof bytes === "string" ? Buffer.from(bytes) : bytes, password);
  assert.ok(file.kind === "read", JSON.stringify(file));
  return file;
}

/** The twelve checks, with what they need unless `more` says otherwise. */
export function check(
  file: CertificateFile,
  more: Partial<PreflightQuestion> = {},
): Promise<PreflightReport> {
  return preflight({
    file,
    environment: "test",
    role: "writer",
    structure: STRUCTURE,
    authorities: certificatesOf(authority.chainPem),
    knownUses: [],
    fetch: async () => undefined,
    nowMs: clock.nowMs(),
    ...more,
  });
}

/** `passed`, or the status and the code of one line. */
export function line(report: PreflightReport, name: PreflightCheckName): string {
  const found = report.lines.find((it) => it.name === name);
  return found?.code ? `${found.status} ${found.code}` : (found?.status ?? "absent");
}

export const told = (status: string, code: TrustCode): string => `${status} ${code}`;
