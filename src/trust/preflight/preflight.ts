import type { KeyObject, X509Certificate } from "node:crypto";
import type { TrustCode } from "../../runtime/errors/codes-trust.ts";
import { completeChain } from "../chain.ts";
import { certificateFacts } from "../facts/certificate-facts.ts";
import { readStructure } from "../facts/structure.ts";
import type { CertificateFile } from "../files/read-certificate-file.ts";
import type { TrustEnvironment } from "../known-authorities.ts";
import type { FetchBytes } from "../revocation/check-online.ts";
import type { Language } from "../words.ts";
import { wordsOf } from "../words.ts";
import type { CertificateRole, KnownUse, PreflightFacts } from "./check.ts";
import { type PreflightCheckName, preflightChecks } from "./checks.ts";

/** What is asked of a certificate before it is used or sent. */
export interface PreflightQuestion {
  readonly file: CertificateFile;
  readonly environment: TrustEnvironment;
  readonly role: CertificateRole;
  /** National structure identifier that is declared, for example `1990000011`. */
  readonly structure?: string;
  readonly department?: string;
  readonly toSend?: boolean;
  readonly keys?: readonly KeyObject[];
  /** Authorities at hand beside those of the file. */
  readonly authorities?: readonly X509Certificate[];
  readonly knownUses?: readonly KnownUse[];
  readonly whiteListDn?: string;
  readonly revocationList?: Uint8Array;
  readonly fetch: FetchBytes;
  readonly nowMs: number;
}

/** One line of the report; `code`, `text` and `advice` are there unless it passed. */
export interface PreflightLine {
  /** 1 to 12, the row of onboarding §5.6. */
  readonly row: number;
  readonly name: PreflightCheckName;
  readonly status: "passed" | "warned" | "failed" | "could-not-check";
  readonly code?: TrustCode;
  readonly detail?: string;
}

export interface PreflightReport {
  readonly subjectDn: string;
  readonly environment: TrustEnvironment;
  readonly role: CertificateRole;
  /** `failed` when one check failed, else `warned` when one did not pass, else `passed`. */
  readonly verdict: "passed" | "warned" | "failed";
  readonly lines: readonly PreflightLine[];
}

/** Makes the twelve checks of onboarding §5.6 and reports each of them; the worst one is the verdict. */
export async function preflight(question: PreflightQuestion): Promise<PreflightReport> {
  const facts = factsOf(question);
  const lines: PreflightLine[] = [];
  for (const [index, { name, check }] of preflightChecks.entries()) {
    lines.push({ row: index + 1, name, ...(await check(facts)) });
  }
  const some = (status: PreflightLine["status"]): boolean => lines.some((it) => it.status === status);
  const verdict = some("failed") ? "failed" : some("warned") || some("could-not-check") ? "warned" : "passed";
  const { environment, role } = question;
  return { subjectDn: facts.facts.subjectDn, environment, role, verdict, lines };
}

/** Title, and for a check that did not pass what happened and what to do. */
export function lineWords(
  line: PreflightLine,
  language: Language,
): { readonly title: string; readonly text: string; readonly advice: string } {
  const row = preflightChecks.find((it) => it.name === line.name);
  const words = line.code ? wordsOf(line.code, language) : { text: "", advice: "" };
  return { title: row?.[language] ?? line.name, ...words };
}

function factsOf(question: PreflightQuestion): PreflightFacts {
  const { file, authorities = [] } = question;
  const [certificate, ...others] = file.certificates;
  return {
    file,
    certificate,
    facts: certificateFacts(certificate),
    keys: question.keys ?? [],
    chain: completeChain(certificate, [...others, ...authorities]),
    environment: question.environment,
    role: question.role,
    toSend: question.toSend ?? false,
    structure: question.structure === undefined ? undefined : readStructure(question.structure),
    department: question.department,
    knownUses: question.knownUses,
    whiteListDn: question.whiteListDn,
    revocationList: question.revocationList,
    fetch: question.fetch,
    nowMs: question.nowMs,
  };
}
