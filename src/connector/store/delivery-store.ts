import type { SendableRow } from "./confirmed-rows.ts";
import type { DeliveryHandle } from "./delivery-tables.ts";

/** A place that one worker may now deliver. */
export interface ClaimedPlace {
  readonly placeId: string;
  readonly target: string;
  readonly establishment: string;
  readonly externalId: string;
  readonly parked: boolean;
  readonly attempts: number;
}

export interface ClaimRequest {
  readonly target: string;
  readonly nowMs: number;
  /** At most this many places. */
  readonly limit: number;
  /** Places that this process already delivers. */
  readonly running: ReadonlySet<string>;
}

/**
 * The storage port of delivery: what differs between databases. Everything else is SQL that both speak, in
 * functions that take the handle, so that they can join a transaction of someone else.
 */
export interface DeliveryStore {
  /** For reads outside a transaction. Never used inside `transaction`: SQLite has one connection. */
  readonly handle: DeliveryHandle;
  /** Runs `work` in one transaction. Inside it nothing is awaited but the database (DESIGN §5). */
  transaction<Result>(work: (handle: DeliveryHandle) => Promise<Result>): Promise<Result>;
  /** Due places of a target, longest waiting first; each belongs to this process until `release`. */
  claim(request: ClaimRequest): Promise<readonly ClaimedPlace[]>;
  /** Ends a claim. */
  release(placeId: string): Promise<void>;
  /** The next instant, after `nowMs`, at which waiting of a due place ends by itself. */
  nextInstantMs(target: string, nowMs: number): Promise<number | undefined>;
  /** See `beginSend` in `confirmed-rows.ts`; committed when the promise resolves. */
  beginSend(placeId: string, nowMs: number): Promise<SendableRow | undefined>;
}
