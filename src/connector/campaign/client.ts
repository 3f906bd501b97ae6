import type { CampaignExchange } from "../../domain/journey/campaign/report.ts";
import type { Clock } from "../../runtime/clock.ts";
import { type Exchange, exchangeRow, type PlaceAddress } from "../deliver/exchange.ts";
import { noMetrics } from "../deliver/metrics.ts";
import { openTargetClient } from "../deliver/open-client.ts";
import type { CapacityRecord } from "../deliver/patch-body.ts";
import { deliveryLimits, type TargetSettings } from "../deliver/target-settings.ts";
import { createTokenSource, type TokenResult, type TokenSource } from "../deliver/token.ts";
import { familyOf, keyText } from "../indicators/canonical-key.ts";
import { readerIdentity } from "../read-back/reader-identity.ts";
import { type HeldRow, readPlace } from "./read-place.ts";
import { recordingClient } from "./recorder.ts";

/** One record to send, or to delete. */
export interface CampaignRow extends CapacityRecord {
  readonly indicatorId: string;
  readonly deleted?: boolean;
}

/** How one sending differs from the usual one. */
export interface Manner {
  /** Name of a fault of the sandbox, asked for by the header of the first PATCH. */
  readonly fault?: string | undefined;
  /** Used for the first PATCH instead of the kept token, which is forgotten. */
  readonly firstToken?: string;
}

/** The connector's own client (token, exchange, patch body), with a record of what it says and hears. */
export interface CampaignClient {
  token(): Promise<TokenResult>;
  /** A token for another client, with the same certificate. */
  tokenAs(clientId: string): Promise<TokenResult>;
  /** Sends one row as the connector does. `no-token`: nothing was sent. */
  send(
    place: PlaceAddress,
    row: CampaignRow,
    manner?: Manner,
  ): Promise<Exchange | Extract<TokenResult, { kind: "fault" | "unavailable" }>>;
  /** Rows of a place by their key. Throws `campaign.cannot-read`. `undefined` without a reader. */
  read(place: PlaceAddress): Promise<ReadonlyMap<string, HeldRow>> | undefined;
  /** The exchanges since the last call, without tokens and secrets. */
  taken(): readonly CampaignExchange[];
  close(): Promise<void>;
}

/** The fault header of Raccord's sandbox; the national service does not know it. */
const faultHeader = "raccord-fault";

/** Opens the client. Throws `delivery.credential-unreadable`. */
export function openCampaignClient(target: TargetSettings, clock: Clock): CampaignClient {
  const limits = deliveryLimits.parse({});
  const recorder = recordingClient(openTargetClient(target, clock), clock);
  const tokensFor = (clientId: string, http = recorder.http): TokenSource =>
    createTokenSource({ target: { ...target, clientId }, http, clock, ...limits });
  const tokens = tokensFor(target.clientId);
  const connection = { http: recorder.http, tokens };
  const context = { target, limits, clock, metrics: noMetrics, connection: () => connection };
  const reading = openReader(target, clock);
  return {
    token: () => tokens.current(),
    tokenAs: (clientId) => tokensFor(clientId).current(),
    async send(place, row, { fault, firstToken } = {}) {
      const token = await tokens.current();
      if (token.kind !== "token") return token;
      if (firstToken !== undefined) tokens.forget();
      if (fault !== undefined) recorder.withNextPatch(faultHeader, fault);
      const key = keyText(row.key);
      const sendable = {
        placeId: `${place.establishment}/${place.externalId}`,
        keyText: key,
        family: familyOf(row.key),
        indicatorId: row.indicatorId,
        capacityType: row.capacityType,
        sourceType: row.sourceType,
        count: row.count,
        updatedAtMs: row.updatedAtMs,
        revision: 1,
        deleted: row.deleted ?? false,
        attempt: 1,
        doubtBefore: false,
      };
      const lease = { untilMs: Number.POSITIVE_INFINITY, extend: async () => Number.POSITIVE_INFINITY };
      const exchange = await exchangeRow(context, place, sendable, firstToken ?? token.value, lease);
      return exchange ?? { kind: "unavailable", detail: "nothing was sent" };
    },
    read: (place) => reading?.read(place),
    taken: () => [...(reading?.taken() ?? []), ...recorder.taken()].toSorted((a, b) => compare(a.at, b.at)),
    async close() {
      await Promise.all([recorder.http.close(), reading?.close()]);
    },
  };
}

function openReader(target: TargetSettings, clock: Clock) {
  const { reader } = target;
  const as = readerIdentity(target);
  if (reader === undefined || as === undefined) return undefined;
  const limits = deliveryLimits.parse({});
  const { http, taken } = recordingClient(openTargetClient(as, clock), clock);
  const connection = { http, tokens: createTokenSource({ target: as, http, clock, ...limits }) };
  return {
    read: (place: PlaceAddress) => readPlace({ target, limits, clock }, reader, connection, place),
    taken,
    close: () => http.close(),
  };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
