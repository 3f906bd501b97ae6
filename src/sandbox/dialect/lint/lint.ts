import { sandboxCodes } from "../../../runtime/errors/codes-sandbox.ts";
import type { OutcomeIssue } from "../../../wire/fhir/operation-outcome.ts";
import type { SandboxCode } from "../../rules/finding.ts";
import type { Behaviour } from "../../settings.ts";
import { nationalFindings } from "./national.ts";
import { type StandardReason, standardReasons } from "./standard.ts";

/** Why the national service would refuse it. */
export interface NationalReason {
  readonly code: SandboxCode;
  readonly clause: string;
  readonly fr: string;
  readonly en: string;
  readonly adviceFr: string;
  readonly adviceEn: string;
  /** The status and the issue of the answer. */
  readonly status: number;
  readonly issue: OutcomeIssue;
}

/** What a PATCH body is: for the national service, and for FHIR. */
export interface LintReport {
  readonly verdict: "both" | "national-only" | "standard-only" | "neither";
  readonly national: {
    readonly accepted: boolean;
    /** What was supposed, since no place is at hand. */
    readonly supposingFr: string;
    readonly supposingEn: string;
    readonly reasons: readonly NationalReason[];
  };
  readonly standard: { readonly conforms: boolean; readonly reasons: readonly StandardReason[] };
}

/**
 * Judges a PATCH body twice: by the rules of the sandbox, for a known place that the caller may write; and by FHIR
 * R4, as a Parameters resource and as a FHIRPath Patch. Total: any bytes get a report.
 */
export async function lintPatch(body: Uint8Array, settings: Behaviour, nowMs: number): Promise<LintReport> {
  const findings = nationalFindings(body, settings, nowMs);
  const reasons = await standardReasons(body);
  const accepted = findings.length === 0;
  const conforms = reasons.length === 0;
  return {
    verdict: verdictOf(accepted, conforms),
    national: {
      accepted,
      supposingFr:
        "un lieu connu, que l'appelant peut écrire, et qui porte l'indicateur pour un replace ou un delete, pas encore pour un add",
      supposingEn:
        "a known place that the caller may write, which holds the indicator for a replace or a delete, and not yet for an add",
      reasons: findings.map(({ code, status, issue }) => {
        const { clause, fr, en, adviceFr, adviceEn } = sandboxCodes[code];
        return { code, clause, fr, en, adviceFr, adviceEn, status, issue };
      }),
    },
    standard: { conforms, reasons },
  };
}

function verdictOf(accepted: boolean, conforms: boolean): LintReport["verdict"] {
  if (accepted) return conforms ? "both" : "national-only";
  return conforms ? "standard-only" : "neither";
}
