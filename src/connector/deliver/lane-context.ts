import type { Clock } from "../../runtime/clock.ts";
import type { HttpClient } from "../../runtime/http-client.ts";
import type { Log } from "../../runtime/log.ts";
import type { Random } from "../../runtime/random.ts";
import type { DeliveryStore } from "../store/delivery-store.ts";
import type { DeliveryMetrics } from "./metrics.ts";
import type { DeliveryLimits, TargetSettings } from "./target-settings.ts";
import type { TokenSource } from "./token.ts";

/** Something visible changed; told after the commit. For screens that follow by server-sent events. */
export type DeliveryChange =
  | { readonly kind: "place"; readonly placeId: string }
  | { readonly kind: "target"; readonly target: string }
  | {
      readonly kind: "task";
      readonly change: "opened" | "closed";
      readonly reason: string;
      readonly subject: string;
    };

/** The open client of one identity at one target. */
export interface ClientConnection {
  readonly http: HttpClient;
  readonly tokens: TokenSource;
  /** Why nothing can be sent over it: its certificate could not be read. */
  readonly fault?: string;
}

/** The open clients of one target, the writer's and perhaps the reader's; replaced when certificates are read again. */
export interface Connection extends ClientConnection {
  readonly reader?: ClientConnection;
}

/** Everything that the delivery to one target needs from outside. */
export interface LaneContext {
  readonly target: TargetSettings;
  readonly limits: DeliveryLimits;
  readonly store: DeliveryStore;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly metrics: DeliveryMetrics;
  connection(): Connection;
  /** Canonical keys that a place computes by its settings, even when they are held back; empty: not known. */
  ownKeys(placeId: string): ReadonlySet<string>;
  notify(change: DeliveryChange): void;
}
