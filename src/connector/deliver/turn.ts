import type { ClaimedPlace } from "../store/delivery-store.ts";
import { refreshDiffers } from "../store/differs.ts";
import { postponePlace, readPlace } from "../store/places.ts";
import { applyExchange } from "./apply.ts";
import { exchangeRow } from "./exchange.ts";
import type { Gate } from "./gate.ts";
import type { LaneContext } from "./lane-context.ts";
import type { Told } from "./tell.ts";
import type { TokenResult } from "./token.ts";

/**
 * One turn of one place: its differing rows, one request after the other, each with the newest wanted value, until
 * nothing differs, something stops the place, or its share is used. The token comes first, so that a row is only
 * marked in doubt when its request is about to leave.
 */
export async function runTurn(
  context: LaneContext,
  gate: Gate,
  place: ClaimedPlace,
  stopped: () => boolean,
): Promise<void> {
  const nowMs = (): number => context.clock.nowMs();
  for (let sent = 0; sent < context.limits.rowsPerTurnMax; sent += 1) {
    if (stopped()) return;
    const token = await context.connection().tokens.current();
    if (stopped()) return;
    if (token.kind !== "token") return applyNoToken(context, gate, place, token);
    const next = await context.store.beginSend(place, nowMs());
    if (next.kind === "not-owner") return;
    if (next.kind === "nothing-differs") {
      if (sent === 0)
        await context.store.asOwner(place, (handle) => refreshDiffers(handle, place.placeId, nowMs()));
      return;
    }
    const { row } = next;
    const exchange = await exchangeRow(context, place, row, token.value, {
      untilMs: next.leaseUntilMs,
      extend: (nowMs) => context.store.extend(place, nowMs),
    });
    if (!exchange) return;
    const step = await applyExchange(context, gate, place, row, exchange);
    if (step === "end-turn") return;
  }
  await context.store.asOwner(place, (handle) => postponePlace(handle, place.placeId, 0, nowMs(), 0));
}

async function applyNoToken(
  context: LaneContext,
  gate: Gate,
  place: ClaimedPlace,
  token: Exclude<TokenResult, { kind: "token" }>,
): Promise<void> {
  const told: Told = [];
  await context.store.asOwner(place, async (handle) => {
    told.length = 0;
    if (token.kind === "fault") {
      await gate.pause(handle, token.reason, token.detail, told);
      return;
    }
    const attempts = (await readPlace(handle, place.placeId))?.attempts ?? 0;
    const failure = {
      placeAttempts: attempts,
      retryAfterMs: token.retryAfterMs,
      detail: token.detail.slice(0, 200),
    };
    const nextAtMs = await gate.transient(handle, failure, told);
    await postponePlace(handle, place.placeId, nextAtMs, context.clock.nowMs(), attempts + 1);
  });
  context.log.warn({ target: context.target.name, detail: token.detail }, "no token");
  for (const change of told) context.notify(change);
}
