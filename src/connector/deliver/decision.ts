import type { Answer, Issue } from "./outcome.ts";
import { capacityPath, type PatchOperation } from "./patch-body.ts";

export type ParkReason = "delivery.place-unknown" | "delivery.place-duplicated";
export type PauseReason =
  | "delivery.credential-fault"
  | "delivery.credential-unreadable"
  | "delivery.server-not-trusted";

/** What to do next (DESIGN §4). */
export type Decision =
  | { readonly kind: "confirmed" }
  | { readonly kind: "add-now" }
  | { readonly kind: "hold-family" }
  | { readonly kind: "park-place"; readonly reason: ParkReason }
  | { readonly kind: "park-unknown" }
  | { readonly kind: "park-establishment" }
  | { readonly kind: "renew-token" }
  | { readonly kind: "pause-target"; readonly reason: PauseReason }
  | { readonly kind: "retry-later"; readonly retryAfterMs?: number };

/**
 * The table of DESIGN §4, on status, `issue.code` and `issue.expression`, never on `diagnostics` (ror-api §5.5).
 *
 * | Answer                                     | replace     | add          | delete    |
 * |--------------------------------------------|-------------|--------------|-----------|
 * | 200                                        | confirmed   | confirmed    | confirmed |
 * | 404 not-found, the capacity extension path | add-now     | park-unknown | confirmed |
 * | 404 not-found, `Location`                  | park-place  | =            | =         |
 * | 412 multiple-matches                       | park-place  | =            | =         |
 * | 400 business-rule                          | hold-family | =            | =         |
 * | 401 / 403                                  | renew-token / park-establishment           |||
 * | 408, 429, 5xx, no answer                   | retry-later                                |||
 * | certificate problems before any answer     | pause-target                               |||
 * | anything else                              | park-unknown                               |||
 *
 * Several issues, or several expressions in one: the most restrictive row wins. A row to delete that is not there
 * is what was wanted.
 */
export function decide(answer: Answer, operation: PatchOperation): Decision {
  switch (answer.kind) {
    case "done":
      return { kind: "confirmed" };
    case "unavailable":
      return answer.retryAfterMs === undefined
        ? { kind: "retry-later" }
        : { kind: "retry-later", retryAfterMs: answer.retryAfterMs };
    case "lost":
      if (answer.cause === "client-certificate-refused") {
        return { kind: "pause-target", reason: "delivery.credential-fault" };
      }
      if (answer.cause === "server-not-trusted") {
        return { kind: "pause-target", reason: "delivery.server-not-trusted" };
      }
      return { kind: "retry-later" };
    case "refused":
      return decideRefusal(answer.status, answer.issues, operation);
  }
}

function decideRefusal(status: number, issues: readonly Issue[], operation: PatchOperation): Decision {
  if (status === 401) return { kind: "renew-token" };
  if (status === 403) return { kind: "park-establishment" };
  const decisions = issues.flatMap((issue) => decideIssue(status, issue, operation));
  const unexplained: Decision = { kind: "park-unknown" };
  return decisions.reduce(
    (worst, one) => (rank(one) > rank(worst) ? one : worst),
    decisions[0] ?? unexplained,
  );
}

function decideIssue(status: number, issue: Issue, operation: PatchOperation): Decision[] {
  if (status === 400 && issue.code === "business-rule") return [{ kind: "hold-family" }];
  if (status === 412 && issue.code === "multiple-matches") {
    return [{ kind: "park-place", reason: "delivery.place-duplicated" }];
  }
  if (status === 404 && issue.code === "not-found" && issue.expressions.length > 0) {
    return issue.expressions.map((expression) => decideNotFound(expression, operation));
  }
  return [{ kind: "park-unknown" }];
}

function decideNotFound(expression: string, operation: PatchOperation): Decision {
  if (expression === "Location") return { kind: "park-place", reason: "delivery.place-unknown" };
  if (expression !== capacityPath) return { kind: "park-unknown" };
  switch (operation) {
    case "replace":
      return { kind: "add-now" };
    case "delete":
      return { kind: "confirmed" };
    case "add":
      return { kind: "park-unknown" };
  }
}

/** How much each decision stops: the row, the family, the place, the place and a person's reading. */
function rank(decision: Decision): number {
  switch (decision.kind) {
    case "confirmed":
      return 0;
    case "add-now":
      return 1;
    case "retry-later":
      return 2;
    case "hold-family":
      return 3;
    case "park-place":
      return 4;
    case "park-unknown":
      return 5;
    case "renew-token":
      return 6;
    case "park-establishment":
      return 7;
    case "pause-target":
      return 8;
  }
}
