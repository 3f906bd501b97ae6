import type { sandboxCodes } from "../../runtime/errors/codes-sandbox.ts";
import { sandboxCodes as texts } from "../../runtime/errors/codes-sandbox.ts";
import type { OutcomeIssue } from "../../wire/fhir/operation-outcome.ts";
import type { PatchFacts } from "./patch-facts.ts";

export type SandboxCode = keyof typeof sandboxCodes;

/** Why a PATCH is refused: our stable code, the HTTP status, and the issue that goes into the answer. */
export interface Finding {
  readonly code: SandboxCode;
  readonly status: number;
  readonly issue: OutcomeIssue;
}

/** One check: pure, total, silent when what it judges could not be read (an earlier check said so). */
export type PatchCheck = (facts: PatchFacts) => readonly Finding[];

export const nothing: readonly Finding[] = [];

interface FindingOptions {
  readonly status: number;
  /** Code of the FHIR issue-type list. */
  readonly issueCode: string;
  /** The published text, when there is one; else the text of our catalogue. */
  readonly diagnostics?: string;
  /** Added to the catalogue's text. */
  readonly detail?: string;
  readonly expression?: string | readonly string[];
}

export function finding(code: SandboxCode, options: FindingOptions): Finding {
  const { status, issueCode, expression, detail } = options;
  const own = detail === undefined ? texts[code].fr : `${texts[code].fr} : ${detail}`;
  return {
    code,
    status,
    issue: {
      severity: "error",
      code: issueCode,
      diagnostics: options.diagnostics ?? own,
      ...(expression === undefined ? {} : { expression }),
    },
  };
}

/** A 400 whose issue code the public text does not give (DIFFERENCES.md, `malformedIssueCode`). */
export function malformed(
  facts: PatchFacts,
  code: SandboxCode,
  options: { readonly issueCode: string; readonly detail?: string; readonly expression?: readonly string[] },
): Finding {
  const issueCode =
    facts.settings.malformedIssueCode === "business-rule" ? "business-rule" : options.issueCode;
  return finding(code, { ...options, status: 400, issueCode });
}
