import { establishmentSubject, familySubject, placeSubject } from "../indicators/task-subject.ts";
import {
  confirmRow,
  doubtRow,
  failRow,
  familySettled,
  holdFamily,
  type SendableRow,
} from "../store/confirmed-rows.ts";
import { appendLog } from "../store/delivery-log.ts";
import type { ClaimedPlace } from "../store/delivery-store.ts";
import type { DeliveryHandle, PlaceDelivery } from "../store/delivery-tables.ts";
import { refreshDiffers } from "../store/differs.ts";
import {
  lockPlace,
  openPlace,
  parkPlace,
  postponePlace,
  readEstablishmentParked,
  readPlace,
  writeEstablishment,
} from "../store/places.ts";
import type { Call, Exchange } from "./exchange.ts";
import { failureCode } from "./failure-code.ts";
import type { Gate } from "./gate.ts";
import type { LaneContext } from "./lane-context.ts";
import type { TaskFacts, TaskReason } from "./task-texts.ts";
import { alarmOver, raiseTask, type Told } from "./tell.ts";

/** `next-row`: the place goes on with its next row; `end-turn`: nothing more leaves for it now. */
export type TurnStep = "next-row" | "end-turn";

interface Work {
  readonly context: LaneContext;
  readonly gate: Gate;
  readonly handle: DeliveryHandle;
  readonly place: PlaceDelivery;
  readonly row: SendableRow;
  readonly exchange: Exchange;
  readonly told: Told;
}

/**
 * Stores what an exchange taught, in one transaction: the state of the row, of its place and target, the log and the
 * tasks (DESIGN §4). When the place was given another identity meanwhile, only the log is written: the answer was
 * about another Location. When another process delivers the place by now, the present owner decides: only the log
 * is written, and the row is in doubt if the late request may have had an effect.
 */
export async function applyExchange(
  context: LaneContext,
  gate: Gate,
  claimed: ClaimedPlace,
  row: SendableRow,
  exchange: Exchange,
): Promise<TurnStep> {
  const told: Told = [];
  const outcome = await context.store.asOwner(claimed, async (handle): Promise<TurnStep> => {
    // A transaction that lost against another one begins again.
    told.splice(0, told.length, { kind: "place", placeId: row.placeId });
    await writeLog(context, handle, row, exchange);
    const place = await readPlace(handle, row.placeId);
    const same =
      place?.target === claimed.target &&
      place.establishment === claimed.establishment &&
      place.external_id === claimed.externalId;
    if (!place || !same) return "end-turn";
    const work: Work = { context, gate, handle, place, row, exchange, told };
    const next = await applyDecision(work);
    await refreshDiffers(handle, row.placeId, context.clock.nowMs());
    return next;
  });
  if (outcome.kind === "not-owner") {
    await applyLate(context, row, exchange);
    return "end-turn";
  }
  for (const change of told) context.notify(change);
  return outcome.result;
}

async function applyLate(context: LaneContext, row: SendableRow, exchange: Exchange): Promise<void> {
  await context.store.transaction(async (handle) => {
    await lockPlace(handle, row.placeId);
    await writeLog(context, handle, row, exchange);
    if (!exchange.inDoubt && exchange.decision.kind !== "confirmed") return;
    await doubtRow(handle, row);
    await refreshDiffers(handle, row.placeId, context.clock.nowMs());
  });
}

async function applyDecision(work: Work): Promise<TurnStep> {
  const { context, gate, handle, row, exchange, told } = work;
  const { decision } = exchange;
  if (decision.kind !== "confirmed") {
    const code = failureCode(exchange);
    const detail = JSON.stringify({ status: lastCall(exchange).status, issues: lastCall(exchange).issues });
    await failRow(handle, row, { code, detail: detail.slice(0, 4_000), inDoubt: exchange.inDoubt });
  }
  switch (decision.kind) {
    case "retry-later":
      await retryLater(work, decision.retryAfterMs);
      return "end-turn";
    case "pause-target":
      await gate.pause(handle, decision.reason, exchange.detail || lastCall(exchange).answerBody, told);
      return "end-turn";
    default:
      await gate.answered(handle, told);
  }
  const nextTryMs = context.clock.nowMs() + context.limits.parkRetryMs;
  switch (decision.kind) {
    case "confirmed":
      await confirm(work);
      return "next-row";
    case "hold-family":
      await holdFamily(handle, row);
      await raise(work, "delivery.indicator-refused", "family", familySubject(row.placeId, row.family));
      return "next-row";
    case "park-place":
      await parkPlace(handle, row.placeId, decision.reason, nextTryMs);
      await raise(work, decision.reason, "place", placeSubject(row.placeId));
      return "end-turn";
    case "park-unknown":
      await parkPlace(handle, row.placeId, "delivery.unexpected-answer", nextTryMs);
      await raise(work, "delivery.unexpected-answer", "place", placeSubject(row.placeId));
      return "end-turn";
    case "park-establishment":
      await parkEstablishment(work, nextTryMs);
      return "end-turn";
  }
}

async function confirm({ context, handle, place, row, told }: Work): Promise<void> {
  const nowMs = context.clock.nowMs();
  await confirmRow(handle, row, nowMs);
  if (place.state === "parked" || place.attempts > 0 || place.next_at_ms > 0) {
    await openPlace(handle, row.placeId);
    await alarmOver(handle, placeSubject(row.placeId), nowMs, told);
  }
  if (await readEstablishmentParked(handle, place.target, place.establishment)) {
    const { target, establishment } = place;
    await writeEstablishment(
      handle,
      { target, establishment, state: "open", reason: null, nextAtMs: 0 },
      nowMs,
    );
    await alarmOver(handle, establishmentSubject(target, establishment), nowMs, told);
  }
  await refreshDiffers(handle, row.placeId, nowMs);
  if (await familySettled(handle, row.placeId, row.family)) {
    await alarmOver(handle, familySubject(row.placeId, row.family), nowMs, told);
  }
}

async function retryLater(work: Work, retryAfterMs: number | undefined): Promise<void> {
  const { context, gate, handle, place, exchange, told } = work;
  const last = lastCall(exchange);
  const detail = exchange.detail || (last.status === null ? last.answerBody : `HTTP ${last.status}`);
  const failure = { placeAttempts: place.attempts, retryAfterMs, detail: detail.slice(0, 200) };
  const nextAtMs = await gate.transient(handle, failure, told);
  await postponePlace(handle, place.place_id, nextAtMs, context.clock.nowMs(), place.attempts + 1);
}

async function parkEstablishment(work: Work, nextAtMs: number): Promise<void> {
  const { context, handle, place } = work;
  const reason = "delivery.establishment-not-on-write-list";
  const { target, establishment } = place;
  const nowMs = context.clock.nowMs();
  await writeEstablishment(handle, { target, establishment, state: "parked", reason, nextAtMs }, nowMs);
  await raise(work, reason, "establishment", establishmentSubject(target, establishment));
}

async function raise(
  work: Work,
  reason: TaskReason,
  kind: "place" | "family" | "establishment",
  subject: string,
): Promise<void> {
  const { row, place, exchange } = work;
  const last = lastCall(exchange);
  const facts: TaskFacts = {
    target: place.target,
    establishment: place.establishment,
    path: last.path,
    operation: last.operation,
    status: last.status,
    issues: last.issues,
    ...(kind === "establishment" ? {} : { externalId: place.external_id }),
    ...(kind === "family"
      ? { indicatorId: row.indicatorId, keyText: row.keyText, requestBody: last.body }
      : {}),
    ...(reason === "delivery.unexpected-answer"
      ? { requestBody: last.body, detail: last.answerBody.slice(0, 4_000) }
      : {}),
  };
  const placeId = kind === "establishment" ? {} : { placeId: place.place_id };
  await raiseTask(work.handle, work.context, { reason, kind, subject, facts, ...placeId }, work.told);
}

function lastCall(exchange: Exchange): Call {
  return exchange.calls.at(-1) ?? exchange.calls[0];
}

/** Orders the log rows of one millisecond. */
let turn = 0;

async function writeLog(
  context: LaneContext,
  handle: DeliveryHandle,
  row: SendableRow,
  exchange: Exchange,
): Promise<void> {
  const last = lastCall(exchange);
  for (const call of exchange.calls) {
    turn += 1;
    const expected = call.decision.kind === "confirmed" || call.decision.kind === "add-now";
    await appendLog(handle, {
      id: context.random.hex(12),
      at_ms: call.startedMs,
      turn,
      target: context.target.name,
      place_id: row.placeId,
      indicator_id: row.indicatorId,
      indicator_key: row.keyText,
      operation: call.operation,
      status: call.status,
      result: call === last ? exchange.decision.kind : call.decision.kind,
      reason: expected ? null : failureCode(exchange),
      issues_json: JSON.stringify(call.issues),
      duration_ms: Math.round(call.durationMs),
      request_path: expected ? null : call.path,
      request_body: expected ? null : call.body,
      answer_body: expected ? null : call.answerBody,
    });
  }
}
