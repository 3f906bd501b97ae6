import type { DeliveryHandle } from "./delivery-tables.ts";

/** Which place of a target may be read back, and how often one may. */
export interface ReadingRequest {
  readonly target: string;
  readonly nowMs: number;
  /** Places that this process delivers or reads now. */
  readonly running: ReadonlySet<string>;
  readonly leaseMs: number;
  readonly placesInParallelMax: number;
  /** Between two readings of the target. */
  readonly paceMs: number;
  /** A place whose reading does not end is read again after so long. */
  readonly againMs: number;
  /** A due instant further ahead was written under a wrong clock. */
  readonly everyMs: number;
}

type Pace = Pick<ReadingRequest, "target" | "nowMs" | "paceMs" | "everyMs">;

/** Places that are open and have nothing to send: what leaves goes first, and a parked place has its task already. */
function quietPlaces(handle: DeliveryHandle, target: string) {
  return handle
    .selectFrom("place_delivery")
    .where("target", "=", target)
    .where("state", "=", "open")
    .where("due", "=", 0);
}

/** The place that has waited longest for its reading; `undefined` when none is due or the pace says no. */
export async function placeToRead(handle: DeliveryHandle, request: ReadingRequest) {
  if ((await nextByPaceMs(handle, request)) > request.nowMs) return undefined;
  const overdue = quietPlaces(handle, request.target)
    .select(["place_id", "target", "establishment", "external_id", "state", "attempts"])
    .where((where) =>
      where.or([
        where("read_back_due_ms", "<=", request.nowMs),
        where("read_back_due_ms", ">", request.nowMs + request.everyMs),
      ]),
    );
  const free =
    request.running.size === 0 ? overdue : overdue.where("place_id", "not in", [...request.running]);
  return await free.orderBy("read_back_at_ms").orderBy("place_id").limit(1).executeTakeFirst();
}

/** Notes that a reading begins: from now on the pace counts it, and a crash only postpones it. */
export async function noteReading(
  handle: DeliveryHandle,
  placeId: string,
  nowMs: number,
  againMs: number,
): Promise<void> {
  await setReadingDue(handle, placeId, nowMs + againMs, nowMs);
}

export async function setReadingDue(
  handle: DeliveryHandle,
  placeId: string,
  dueMs: number,
  beganMs: number,
): Promise<void> {
  await handle
    .updateTable("place_delivery")
    .set({ read_back_at_ms: beganMs, read_back_due_ms: dueMs })
    .where("place_id", "=", placeId)
    .execute();
}

/** The next instant at which a place may be read; `undefined` when there is none to read. */
export async function nextReadingMs(handle: DeliveryHandle, pace: Pace): Promise<number | undefined> {
  const first = await quietPlaces(handle, pace.target)
    .select((select) => select.fn.min("read_back_due_ms").as("at"))
    .executeTakeFirst();
  const last = await quietPlaces(handle, pace.target)
    .select((select) => select.fn.max("read_back_due_ms").as("at"))
    .executeTakeFirst();
  if (typeof first?.at !== "number") return undefined;
  const wrongClock = typeof last?.at === "number" && last.at > pace.nowMs + pace.everyMs;
  return Math.max(wrongClock ? pace.nowMs : first.at, await nextByPaceMs(handle, pace));
}

async function nextByPaceMs(handle: DeliveryHandle, pace: Pace): Promise<number> {
  // A reading that is noted in the future was noted under a wrong clock.
  const last = await handle
    .selectFrom("place_delivery")
    .select((select) => select.fn.max("read_back_at_ms").as("at"))
    .where("target", "=", pace.target)
    .where("read_back_at_ms", "<=", pace.nowMs)
    .executeTakeFirst();
  return typeof last?.at === "number" ? last.at + pace.paceMs : 0;
}
