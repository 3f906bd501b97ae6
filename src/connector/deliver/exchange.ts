import { parseKeyText } from "../indicators/canonical-key.ts";
import type { SendableRow } from "../store/confirmed-rows.ts";
import type { ClaimedPlace } from "../store/delivery-store.ts";
import { type Decision, decide } from "./decision.ts";
import type { LaneContext } from "./lane-context.ts";
import { type Answer, type Issue, readAnswer } from "./outcome.ts";
import { type PatchOperation, patchBody } from "./patch-body.ts";
import { requestHeaders, requestPath, requestUrl } from "./request-line.ts";

/** One PATCH that was sent, for the log. Holds no token. */
export interface Call {
  readonly operation: PatchOperation;
  readonly path: string;
  readonly body: string;
  /** `null` when no answer came. */
  readonly status: number | null;
  readonly issues: readonly Issue[];
  readonly answerBody: string;
  readonly startedMs: number;
  readonly durationMs: number;
  readonly decision: Decision;
}

/** Everything that was said about one row, and what follows from it. */
export interface Exchange {
  /** At least one. */
  readonly calls: readonly [Call, ...Call[]];
  readonly decision: Exclude<Decision, { kind: "add-now" | "renew-token" }>;
  /** The ROR may hold what was sent although it did not say so. */
  readonly inDoubt: boolean;
  /** What the token server said, when it decided. */
  readonly detail: string;
}

/** What one exchange needs of the delivery to a target. */
export type ExchangeContext = Pick<LaneContext, "target" | "limits" | "clock" | "metrics" | "connection">;

/** The place as the request line names it. */
export type PlaceAddress = Pick<ClaimedPlace, "establishment" | "externalId">;

/** How long the right to deliver the place lasts, and how it is made longer (`undefined`: it is another's now). */
export interface ExchangeLease {
  readonly untilMs: number;
  extend(nowMs: number): Promise<number | undefined>;
}

/**
 * Sends one row: `replace` first, `add` at once and once when the ROR says that it lacks the row, with the same
 * record (ror-api §5.5); a refused token is renewed once (DESIGN §4). Never begins with `add`, whatever is
 * remembered. At most four calls.
 *
 * Each call is shorter than what is left of the place's lease, which is renewed when need be. Once another process
 * delivers the place nothing more leaves: `undefined` when nothing had left before.
 */
export async function exchangeRow(
  context: ExchangeContext,
  place: PlaceAddress,
  row: SendableRow,
  firstToken: string,
  lease: ExchangeLease,
): Promise<Exchange | undefined> {
  let operation: PatchOperation = row.deleted ? "delete" : "replace";
  let token = firstToken;
  let renewals = 0;
  let leaseUntilMs: number | undefined = lease.untilMs;
  const calls: Call[] = [];
  for (;;) {
    leaseUntilMs = await longEnough(context, lease, leaseUntilMs);
    if (leaseUntilMs === undefined) return cutShort(calls, row);
    const { call, answer } = await sendOne(context, place, row, operation, token);
    calls.push(call);
    const end = (decision: Exchange["decision"], detail = ""): Exchange => ({
      calls: [calls[0] ?? call, ...calls.slice(1)],
      decision,
      inDoubt: row.doubtBefore || mayHaveEffect(answer),
      detail,
    });
    switch (call.decision.kind) {
      case "add-now":
        operation = "add";
        continue;
      case "renew-token": {
        if (renewals > 0) return end({ kind: "pause-target", reason: "delivery.credential-fault" }, "401");
        renewals += 1;
        const renewal = await context.connection().tokens.renewed(token);
        if (renewal.kind === "fault")
          return end({ kind: "pause-target", reason: renewal.reason }, renewal.detail);
        if (renewal.kind === "unavailable") return end(waiting(renewal.retryAfterMs), renewal.detail);
        token = renewal.value;
        continue;
      }
      default:
        return end(call.decision);
    }
  }
}

/** Between the end of the longest request and the end of the lease, at least. */
const leaseMarginMs = 1_000;

/** The end of a lease that outlives one more request; `undefined` when the place belongs to another process now. */
async function longEnough(
  context: ExchangeContext,
  lease: ExchangeLease,
  leaseUntilMs: number,
): Promise<number | undefined> {
  const { clock, target } = context;
  const neededMs = target.requestTimeoutMs + leaseMarginMs;
  let untilMs: number | undefined = leaseUntilMs;
  // Asked again when the answer itself was too slow in coming.
  while (untilMs !== undefined && untilMs - clock.nowMs() < neededMs) {
    untilMs = await lease.extend(clock.nowMs());
  }
  return untilMs;
}

/** The place was lost between two calls; what they taught is still worth a line in the log. */
function cutShort(calls: readonly Call[], row: SendableRow): Exchange | undefined {
  const [first, ...others] = calls;
  if (!first) return undefined;
  return {
    calls: [first, ...others],
    decision: { kind: "retry-later" },
    inDoubt: row.doubtBefore,
    detail: "",
  };
}

function waiting(retryAfterMs: number | undefined): Exchange["decision"] {
  return retryAfterMs === undefined ? { kind: "retry-later" } : { kind: "retry-later", retryAfterMs };
}

/** A 4xx is an answer of the ROR itself: nothing was stored. A 429 is one too. */
function mayHaveEffect(answer: Answer): boolean {
  switch (answer.kind) {
    case "done":
    case "refused":
      return false;
    case "unavailable":
      return answer.status !== 429;
    case "lost":
      return answer.sent;
  }
}

async function sendOne(
  context: ExchangeContext,
  place: PlaceAddress,
  row: SendableRow,
  operation: PatchOperation,
  token: string,
): Promise<{ call: Call; answer: Answer }> {
  const { target, limits, clock } = context;
  const path = requestPath(target, place.establishment, place.externalId);
  const body = JSON.stringify(patchBody(operation, { ...row, key: parseKeyText(row.keyText) }));
  const startedMs = clock.nowMs();
  const reply = await context.connection().http.send({
    method: "PATCH",
    url: requestUrl(target, path),
    headers: requestHeaders(token),
    body,
    timeoutMs: target.requestTimeoutMs,
    answerMaxBytes: limits.answerMaxBytes,
  });
  const nowMs = clock.nowMs();
  const answer = readAnswer(reply, nowMs, limits.retryAfterMaxMs);
  const decision = decide(answer, operation);
  const call: Call = {
    operation,
    path,
    body,
    status: reply.kind === "answer" ? reply.status : null,
    issues: answer.kind === "refused" ? answer.issues : [],
    answerBody: reply.kind === "answer" ? reply.body : reply.detail,
    startedMs,
    durationMs: Math.max(0, nowMs - startedMs),
    decision,
  };
  context.metrics.call(target.name, operation, decision.kind, call.durationMs);
  return { call, answer };
}
