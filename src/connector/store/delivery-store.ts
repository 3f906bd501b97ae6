import type { SendableRow } from "./confirmed-rows.ts";
import type { DeliveryHandle } from "./delivery-tables.ts";
import type { ReadingRequest } from "./read-back-queue.ts";

/** A place that one worker may now deliver. */
export interface ClaimedPlace {
  readonly placeId: string;
  readonly target: string;
  readonly establishment: string;
  readonly externalId: string;
  readonly parked: boolean;
  readonly attempts: number;
  readonly lease: PlaceLease;
}

/**
 * The right to deliver one place (DESIGN §5). Nobody else may before it ends by the clock of the database; whatever
 * is written under `token` is refused once another claim was made, however late it comes.
 */
export interface PlaceLease {
  readonly token: number;
  readonly durationMs: number;
}

export interface ClaimRequest {
  readonly target: string;
  readonly nowMs: number;
  /** At most this many places. */
  readonly limit: number;
  /** Places of the target under way in all processes together, at most; one while the target is not open. */
  readonly placesInParallelMax: number;
  /** Places that this process already delivers. */
  readonly running: ReadonlySet<string>;
  readonly leaseMs: number;
}

/** The next row of a place, ready to be sent; or why there is none. */
export type BeginSend =
  | {
      readonly kind: "row";
      readonly row: SendableRow;
      /** Until then, by the clock of the caller, nobody else delivers the place. */
      readonly leaseUntilMs: number;
    }
  | { readonly kind: "nothing-differs" }
  /** Another claim was made: this worker must end its turn. */
  | { readonly kind: "not-owner" };

/** What an owner did; or that it is no longer one, and nothing was done. */
export type AsOwner<Result> =
  | { readonly kind: "done"; readonly result: Result }
  | { readonly kind: "not-owner" };

/**
 * The storage port of delivery: what differs between databases. Everything else is SQL that both speak, in
 * functions that take the handle, so that they can join a transaction of someone else.
 */
export interface DeliveryStore {
  /** For reads outside a transaction. Never used inside `transaction`: SQLite has one connection. */
  readonly handle: DeliveryHandle;
  /** Other processes work on the same queue: look for work so often. `undefined`: this process is alone. */
  readonly lookEveryMs: number | undefined;
  /**
   * Runs `work` in one transaction. Inside it nothing is awaited but the database (DESIGN §5). It may run again from
   * its beginning when it lost against another transaction.
   */
  transaction<Result>(work: (handle: DeliveryHandle) => Promise<Result>): Promise<Result>;
  /** Due places of a target, longest waiting first; each belongs to this process until `release`, or to the lease's end. */
  claim(request: ClaimRequest): Promise<readonly ClaimedPlace[]>;
  /**
   * The place whose turn it is to be read back, if one is due: claimed as for a delivery, so that neither overtakes
   * the other, and noted as begun.
   */
  claimReading(request: ReadingRequest): Promise<ClaimedPlace | undefined>;
  /** Ends a claim. */
  release(place: ClaimedPlace): Promise<void>;
  /** The next instant, after `nowMs`, at which waiting of a due place ends by itself. */
  nextInstantMs(target: string, nowMs: number): Promise<number | undefined>;
  /** See `beginSend` in `confirmed-rows.ts`; renews the lease. Committed when the promise resolves. */
  beginSend(place: ClaimedPlace, nowMs: number): Promise<BeginSend>;
  /** Renews the lease; returns its end by the caller's clock, `undefined` when another claim was made. */
  extend(place: ClaimedPlace, nowMs: number): Promise<number | undefined>;
  /** A transaction of the owner of a place; does nothing when another claim was made. */
  asOwner<Result>(
    place: ClaimedPlace,
    work: (handle: DeliveryHandle) => Promise<Result>,
  ): Promise<AsOwner<Result>>;
}
