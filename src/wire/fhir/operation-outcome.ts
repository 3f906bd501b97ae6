/** Media type of every FHIR body (ror-api §4). */
export const FHIR_JSON = "application/fhir+json";

/**
 * One issue of an OperationOutcome, members in the published order. `expression` is a list in FHIR R4, yet one
 * published answer of the national service holds a plain string (ror-api §5.5): both are syntax here.
 */
export interface OutcomeIssue {
  readonly severity: "error" | "warning" | "information";
  readonly code: string;
  readonly diagnostics: string;
  readonly expression?: string | readonly string[];
}

export interface OperationOutcome {
  readonly resourceType: "OperationOutcome";
  readonly issue: readonly OutcomeIssue[];
}

/** The resource over its issues, `resourceType` first as in the published bodies. */
export function operationOutcome(issue: readonly OutcomeIssue[]): OperationOutcome {
  return { resourceType: "OperationOutcome", issue };
}
