import { growingDelayMs } from "../deliver/delay.ts";
import type { LaneContext } from "../deliver/lane-context.ts";
import { alarmOver, raiseTask, type Told } from "../deliver/tell.ts";
import { readBackSubject } from "../indicators/task-subject.ts";
import type { ClaimedPlace } from "../store/delivery-store.ts";
import { nextReadingMs, setReadingDue } from "../store/read-back-queue.ts";
import { applyReading, type Reconciled } from "./apply-reading.ts";
import { type Reading, readPlaceBack } from "./read-place.ts";
import type { ReaderSettings } from "./reader-settings.ts";

/**
 * The slow, steady reading of what one target holds (DESIGN §3): one place at a time, claimed as for a delivery.
 * A reading that fails waits with a growing delay; one alarm opens when our identity is refused, or after as many
 * failures as open the breaker, and closes with the first reading that succeeds.
 */
export interface ReadBack {
  /** The place to read now, claimed; `undefined` when none is due or the pace says no. */
  claim(running: ReadonlySet<string>, leaseMs: number): Promise<ClaimedPlace | undefined>;
  /** Reads it and stores what that taught. */
  read(place: ClaimedPlace): Promise<void>;
  /** When to ask `claim` again; `undefined`: no place needs reading. */
  nextInstantMs(nowMs: number): Promise<number | undefined>;
  /** Failures are forgotten: a person says that the cause is repaired. */
  hurry(): void;
}

const minuteMs = 60_000;
const hourMs = 3_600_000;

export function createReadBack(context: LaneContext, reader: ReaderSettings): ReadBack {
  const { store, clock, limits, log, target, random } = context;
  const paceMs = Math.ceil(minuteMs / reader.placesPerMinuteMax);
  const everyMs = reader.everyHours * hourMs;
  const subject = readBackSubject(target.name);
  let failures = 0;
  let notBeforeMs = 0;

  const succeeded = async (place: ClaimedPlace, reading: Reading & { kind: "read" }, beganMs: number) => {
    const told: Told = [];
    const outcome = await store.asOwner(place, (handle) => {
      told.length = 0;
      return applyReading(handle, context, reader, place, reading, beganMs, told);
    });
    failures = 0;
    notBeforeMs = 0;
    await store.transaction((handle) => alarmOver(handle, subject, clock.nowMs(), told));
    if (outcome.kind === "done") note(place, outcome.result, told);
    for (const change of told) context.notify(change);
  };
  const note = (place: ClaimedPlace, { result, findings, unconfirmed, foreign }: Reconciled, told: Told) => {
    context.metrics.reading(target.name, result);
    if (result === "agrees" && foreign === 0) return;
    const rows = findings.map((finding) => `${finding.keyText} ${finding.kind}`);
    log.warn({ target: target.name, place: place.placeId, result, unconfirmed, foreign, rows }, "read back");
    if (unconfirmed > 0) told.push({ kind: "place", placeId: place.placeId });
  };
  const failed = async (
    place: ClaimedPlace,
    reading: Exclude<Reading, { kind: "read" }>,
    beganMs: number,
  ) => {
    const nowMs = clock.nowMs();
    const bounds = { minMs: limits.retryDelayMinMs, maxMs: limits.retryDelayMaxMs };
    const asked = reading.kind === "unavailable" ? (reading.retryAfterMs ?? 0) : 0;
    notBeforeMs = nowMs + Math.max(asked, growingDelayMs(failures, bounds, random));
    failures += 1;
    context.metrics.reading(target.name, reading.kind);
    log.warn({ target: target.name, place: place.placeId, detail: reading.detail }, "not read back");
    const told: Told = [];
    await store.asOwner(place, (handle) => setReadingDue(handle, place.placeId, notBeforeMs, beganMs));
    if (reading.kind === "refused" || failures >= limits.breakerFailuresMax) {
      const facts = { target: target.name, detail: reading.detail.slice(0, 500) };
      await store.transaction((handle) => {
        told.length = 0;
        const task = { reason: "delivery.read-back-failing", kind: "target", subject, facts } as const;
        return raiseTask(handle, context, task, told);
      });
    }
    for (const change of told) context.notify(change);
  };

  return {
    async claim(running, leaseMs) {
      const nowMs = clock.nowMs();
      if (nowMs < notBeforeMs) return undefined;
      return await store.claimReading({
        target: target.name,
        nowMs,
        running,
        leaseMs,
        placesInParallelMax: target.placesInParallelMax,
        paceMs,
        againMs: Math.min(everyMs, hourMs),
        everyMs,
      });
    },
    async read(place) {
      const beganMs = clock.nowMs();
      const connection = context.connection().reader;
      if (!connection) return;
      const reading = await readPlaceBack(context, reader, connection, place);
      if (reading.kind === "read") await succeeded(place, reading, beganMs);
      else await failed(place, reading, beganMs);
    },
    async nextInstantMs(nowMs) {
      const nextMs = await nextReadingMs(store.handle, { target: target.name, nowMs, paceMs, everyMs });
      return nextMs === undefined ? undefined : Math.max(nextMs, notBeforeMs);
    },
    hurry() {
      failures = 0;
      notBeforeMs = 0;
    },
  };
}
