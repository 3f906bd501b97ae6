import { type OutcomeIssue, operationOutcome } from "../fhir/operation-outcome.ts";

/** Why a patch is refused, as FHIR issue types (http://hl7.org/fhir/R4/valueset-issue-type.html). Codes are stable. */
const issueTypes = {
  "patch.not-a-resource": "structure",
  "patch.not-parameters": "structure",
  "patch.too-large": "too-long",
  "patch.too-deep": "too-long",
  "patch.unknown-operation": "value",
  "patch.unknown-part": "structure",
  "patch.repeated-part": "structure",
  "patch.missing-part": "required",
  "patch.bad-part": "value",
  "patch.path-too-long": "too-long",
  "patch.path-syntax": "invalid",
  "patch.path-forbidden": "not-supported",
  "patch.path-failed": "processing",
  "patch.path-not-an-element": "invalid",
  "patch.path-timeout": "timeout",
  "patch.busy": "throttled",
  "patch.no-match": "not-found",
  "patch.several-matches": "multiple-matches",
  "patch.not-a-list": "invalid",
  "patch.out-of-range": "value",
  "patch.already-there": "duplicate",
  "patch.unknown-element": "structure",
  "patch.wrong-type": "value",
  "patch.required-element": "required",
  "patch.code-invalid": "code-invalid",
  "patch.whole-resource": "not-supported",
} as const;

export type PatchCode = keyof typeof issueTypes;

/** Every code, for whoever keeps texts beside them. */
export const patchCodes = Object.keys(issueTypes) as readonly PatchCode[];

/** An issue of a refused patch: the code of Raccord stands in `details`. */
export interface PatchIssue extends OutcomeIssue {
  readonly details: {
    readonly coding: readonly [{ readonly system: typeof PATCH_CODE_SYSTEM; readonly code: PatchCode }];
  };
}

export interface PatchOutcome {
  readonly resourceType: "OperationOutcome";
  readonly issue: readonly PatchIssue[];
}

export interface Refused {
  readonly ok: false;
  readonly code: PatchCode;
  readonly outcome: PatchOutcome;
}

/** System of the codes in `issue.details.coding`. */
export const PATCH_CODE_SYSTEM = "urn:raccord:patch";
/** A path of the client is quoted up to here. */
const QUOTE_MAX_CHARACTERS = 500;

/** The answer for a patch that is refused. `path` is the client's, quoted in `expression`. */
export function refused(code: PatchCode, diagnostics: string, path?: string): Refused {
  const issue: PatchIssue = {
    severity: "error",
    code: issueTypes[code],
    details: { coding: [{ system: PATCH_CODE_SYSTEM, code }] },
    diagnostics,
    ...(path === undefined ? {} : { expression: [quoted(path)] }),
  };
  return { ok: false, code, outcome: { ...operationOutcome([issue]), issue: [issue] } };
}

/** Ends the work on a patch from wherever it is; `applyPatch` turns it into its answer. */
export class PatchRefusal extends Error {
  readonly code: PatchCode;
  readonly path: string | undefined;

  constructor(code: PatchCode, diagnostics: string, path?: string) {
    super(diagnostics);
    this.name = "PatchRefusal";
    this.code = code;
    this.path = path;
  }
}

/** Text of a client as it may stand in an answer: one line, of limited length. */
export function quoted(text: string): string {
  const line = text.replace(/[\u0000-\u001f\u007f]/g, " ");
  return line.length > QUOTE_MAX_CHARACTERS ? `${line.slice(0, QUOTE_MAX_CHARACTERS)}…` : line;
}
