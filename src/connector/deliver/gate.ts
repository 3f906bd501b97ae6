import { targetSubject } from "../indicators/task-subject.ts";
import type { DeliveryHandle } from "../store/delivery-tables.ts";
import { hurryTarget } from "../store/places.ts";
import { lockTarget, readTarget, type TargetState, writeTarget } from "../store/targets.ts";
import type { PauseReason } from "./decision.ts";
import { growingDelayMs } from "./delay.ts";
import type { LaneContext } from "./lane-context.ts";
import { alarmOver, raiseTask, type Told } from "./tell.ts";

/**
 * Whether requests may leave for one target.
 *
 * `open` → `broken` after a number of consecutive transient failures; → `paused` when our identity or the server's
 * is refused. Both are left by the first definite answer to a probe: when `not_before_ms` has passed, one place at a
 * time may try. A failed probe moves `not_before_ms` further, with a growing delay for `broken`, by a day for
 * `paused`. One alarm opens with the state and closes with it (DESIGN §4).
 */
export interface Gate {
  /** No answer, or one that asks to come back later. Returns when this place may try again. */
  transient(
    handle: DeliveryHandle,
    failure: {
      readonly placeAttempts: number;
      readonly retryAfterMs: number | undefined;
      readonly detail: string;
    },
    told: Told,
  ): Promise<number>;
  /** The target gave a definite answer. */
  answered(handle: DeliveryHandle, told: Told): Promise<void>;
  /** Our certificate can be read: a pause for want of it ends. */
  readable(handle: DeliveryHandle, told: Told): Promise<void>;
  /** Our identity or the server's was refused, or ours cannot be read. */
  pause(handle: DeliveryHandle, reason: PauseReason, detail: string, told: Told): Promise<void>;
}

type GateContext = Pick<LaneContext, "target" | "limits" | "clock" | "random">;

/** The counts live in memory: a new process tries a closed target at once and counts again. */
export function createGate(context: GateContext): Gate {
  const { limits, clock, random } = context;
  const name = context.target.name;
  const subject = targetSubject(name);
  let failures = 0;
  let failedProbes = 0;

  const shut = async (handle: DeliveryHandle, state: TargetState, told: Told): Promise<void> => {
    await writeTarget(handle, name, state);
    told.push({ kind: "target", target: name });
  };
  const open = async (handle: DeliveryHandle, told: Told): Promise<void> => {
    const nowMs = clock.nowMs();
    failedProbes = 0;
    await shut(handle, { state: "open", reason: null, since_ms: nowMs, not_before_ms: 0 }, told);
    await hurryTarget(handle, name);
    await alarmOver(handle, subject, nowMs, told);
  };
  const breakerDelayMs = (): number =>
    growingDelayMs(
      failedProbes,
      { minMs: limits.breakerDelayMinMs, maxMs: limits.breakerDelayMaxMs },
      random,
    );

  return {
    async transient(handle, failure, told) {
      failures += 1;
      const nowMs = clock.nowMs();
      const askedMs = nowMs + (failure.retryAfterMs ?? 0);
      const gate = await lockTarget(handle, name);
      if (gate.state === "open" && failures < limits.breakerFailuresMax) {
        if (askedMs > Math.max(nowMs, gate.not_before_ms)) {
          await shut(handle, { ...gate, not_before_ms: askedMs }, told);
        }
        const bounds = { minMs: limits.retryDelayMinMs, maxMs: limits.retryDelayMaxMs };
        return Math.max(askedMs, nowMs + growingDelayMs(failure.placeAttempts, bounds, random));
      }
      const opening = gate.state === "open";
      // Places that were on their way when the gate shut are not probes.
      if (opening || nowMs >= gate.not_before_ms) {
        failedProbes = opening ? 0 : failedProbes + 1;
        const not_before_ms = Math.max(askedMs, nowMs + breakerDelayMs(), gate.not_before_ms);
        const broken = { state: "broken", reason: "delivery.target-unreachable", since_ms: nowMs } as const;
        await shut(handle, { ...(opening ? broken : gate), not_before_ms }, told);
      }
      if (opening) {
        await hurryTarget(handle, name);
        const facts = { target: name, detail: failure.detail };
        await raiseTask(
          handle,
          context,
          { reason: "delivery.target-unreachable", kind: "target", subject, facts },
          told,
        );
      }
      return 0;
    },
    async answered(handle, told) {
      failures = 0;
      // Most answers change nothing: only the others wait for each other.
      if ((await readTarget(handle, name)).state === "open") return;
      const gate = await lockTarget(handle, name);
      if (gate.state === "open") return;
      // A request that left before the pause proves nothing about the identity now.
      if (gate.state === "paused" && clock.nowMs() < gate.not_before_ms) return;
      await open(handle, told);
    },
    async readable(handle, told) {
      const { state, reason } = await readTarget(handle, name);
      if (state !== "paused" || reason !== "delivery.credential-unreadable") return;
      await open(handle, told);
    },
    async pause(handle, reason, detail, told) {
      const nowMs = clock.nowMs();
      const gate = await lockTarget(handle, name);
      const since_ms = gate.state === "paused" ? gate.since_ms : nowMs;
      await shut(
        handle,
        { state: "paused", reason, since_ms, not_before_ms: nowMs + limits.parkRetryMs },
        told,
      );
      await raiseTask(
        handle,
        context,
        { reason, kind: "target", subject, facts: { target: name, detail } },
        told,
      );
    },
  };
}
