import type { HttpReply } from "../../runtime/http-client.ts";
import { retryAfterMs } from "./retry-after.ts";

/** One issue of an OperationOutcome; `expressions` is empty when the member is absent. */
export interface Issue {
  readonly code: string;
  readonly expressions: readonly string[];
  /** For people only: nothing is decided on it (ror-api §5.5). */
  readonly diagnostics: string;
}

/**
 * What the ROR said, or that it said nothing.
 *
 * `done`: 200. `unavailable`: 408, 429 or 5xx, worth trying again. `refused`: any other status, with the issues that
 * could be read, none when the body is missing or is not an outcome. `lost`: no complete answer; `sent` is false
 * only when the request certainly never left.
 */
export type Answer =
  | { readonly kind: "done" }
  | { readonly kind: "refused"; readonly status: number; readonly issues: readonly Issue[] }
  | { readonly kind: "unavailable"; readonly status: number; readonly retryAfterMs?: number }
  | { readonly kind: "lost"; readonly cause: LostCause; readonly sent: boolean };

export type LostCause = Extract<HttpReply, { kind: "lost" }>["cause"];

/** Reads a reply of the capacity PATCH. Never throws: whatever came is one of the four kinds. */
export function readAnswer(reply: HttpReply, nowMs: number, retryAfterMaxMs: number): Answer {
  if (reply.kind === "lost") return { kind: "lost", cause: reply.cause, sent: reply.sent };
  const { status } = reply;
  // A maintenance page of some proxy is not the ROR: believing it would confirm figures that were never stored.
  if (status === 200 && !isHtml(reply.headers["content-type"])) return { kind: "done" };
  if (status === 408 || status === 429 || (status >= 500 && status <= 599)) {
    const wait = retryAfterMs(reply.headers["retry-after"], nowMs, retryAfterMaxMs);
    return { kind: "unavailable", status, ...(wait === undefined ? {} : { retryAfterMs: wait }) };
  }
  return { kind: "refused", status, issues: readIssues(reply.body) };
}

function isHtml(contentType: string | undefined): boolean {
  return contentType !== undefined && /^\s*text\/html\b/i.test(contentType);
}

/** The issues of an OperationOutcome; `expression` may be a text or a list (ror-api §5.5). Empty for other texts. */
export function readIssues(body: string): readonly Issue[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    return [];
  }
  if (!isRecord(parsed) || parsed["resourceType"] !== "OperationOutcome") return [];
  const issues = parsed["issue"];
  return Array.isArray(issues) ? issues.filter(isRecord).map(readIssue) : [];
}

function readIssue(issue: Record<string, unknown>): Issue {
  return {
    code: text(issue["code"]),
    expressions: [issue["expression"]].flat().filter((one) => typeof one === "string"),
    diagnostics: text(issue["diagnostics"]),
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}
