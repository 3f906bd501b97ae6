import { FHIR_JSON, type OutcomeIssue, operationOutcome } from "../../wire/fhir/operation-outcome.ts";
import type { HttpAnswer } from "../http/answer.ts";

/** An answer that carries one issue of our own wording: none is published for it (ror-api §15). */
export function outcomeAnswer(
  status: number,
  code: string,
  diagnostics: string,
  headers: Readonly<Record<string, string>> = {},
): HttpAnswer {
  return {
    status,
    headers: { "content-type": `${FHIR_JSON};charset=UTF-8`, ...headers },
    body: operationOutcome([{ severity: "error", code, diagnostics }]),
  };
}

/** Changes each issue of an OperationOutcome; any other body is left as it is. */
export function rewriteIssues(change: (issue: OutcomeIssue) => OutcomeIssue) {
  return (answer: HttpAnswer): HttpAnswer => {
    const { body } = answer;
    if (!isOutcome(body)) return answer;
    return { ...answer, body: operationOutcome(body.issue.map(change)) };
  };
}

export function expressionsOf(expression: OutcomeIssue["expression"]): readonly string[] {
  if (expression === undefined) return [];
  return typeof expression === "string" ? [expression] : expression;
}

function isOutcome(body: unknown): body is { readonly issue: readonly OutcomeIssue[] } {
  return (
    typeof body === "object" &&
    body !== null &&
    "resourceType" in body &&
    body.resourceType === "OperationOutcome"
  );
}
