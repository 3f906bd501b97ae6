import type { HttpClient, HttpReply } from "../../runtime/http-client.ts";
import type { PlaceAddress } from "../deliver/exchange.ts";
import type { ClientConnection, LaneContext } from "../deliver/lane-context.ts";
import { requestPath } from "../deliver/request-line.ts";
import { retryAfterMs } from "../deliver/retry-after.ts";
import type { TokenResult } from "../deliver/token.ts";
import type { ReaderSettings } from "./reader-settings.ts";
import { type RemotePlace, readRemotePlace } from "./remote-place.ts";

/** What one read needs of the delivery to a target. */
type ReadContext = Pick<LaneContext, "target" | "limits" | "clock">;

/** What became of one read. */
export type Reading =
  | { readonly kind: "read"; readonly remote: Exclude<RemotePlace, { kind: "unreadable" }> }
  /** Our identity, or the request itself, is refused: a person must look. */
  | { readonly kind: "refused"; readonly detail: string }
  /** May pass by itself. */
  | { readonly kind: "unavailable"; readonly detail: string; readonly retryAfterMs?: number };

/** A Location with every indicator of the list is some tens of kilobytes. */
const answerMaxBytes = 1_048_576;

/**
 * Reads one place by its identifier with the four `Ror-*` headers (ror-api §4, §9.2). A refused token is renewed
 * once. Nothing is thrown.
 */
export async function readPlaceBack(
  context: ReadContext,
  reader: ReaderSettings,
  connection: ClientConnection,
  place: PlaceAddress,
): Promise<Reading> {
  let token = await connection.tokens.current();
  for (let renewals = 0; ; renewals += 1) {
    if (token.kind !== "token") return withoutToken(token);
    const reply = await ask(context, reader, connection.http, place, token.value);
    const refusedToken = reply.kind === "answer" && reply.status === 401;
    if (!refusedToken || renewals > 0) return readReply(context, place, reply);
    token = await connection.tokens.renewed(token.value);
  }
}

function withoutToken(token: Exclude<TokenResult, { kind: "token" }>): Reading {
  if (token.kind === "fault") return { kind: "refused", detail: token.detail };
  return {
    kind: "unavailable",
    detail: token.detail,
    ...(token.retryAfterMs === undefined ? {} : { retryAfterMs: token.retryAfterMs }),
  };
}

function ask(
  { target }: ReadContext,
  reader: ReaderSettings,
  http: HttpClient,
  place: PlaceAddress,
  token: string,
): Promise<HttpReply> {
  const address = { ...target, patchPrefix: reader.readPrefix };
  return http.send({
    method: "GET",
    url: `${target.apiBase}${requestPath(address, place.establishment, place.externalId)}`,
    headers: {
      authorization: `Bearer ${token}`,
      accept: "application/fhir+json",
      "Ror-Profil-Utilisateur-Code": reader.userProfileCode,
      "Ror-Profil-Utilisateur-System": reader.userProfileSystem,
      "Ror-Role-Metier-Code": reader.roleCode,
      "Ror-Role-Metier-System": reader.roleSystem,
    },
    timeoutMs: target.requestTimeoutMs,
    answerMaxBytes,
  });
}

function readReply(context: ReadContext, place: PlaceAddress, reply: HttpReply): Reading {
  if (reply.kind === "lost") {
    const refused = reply.cause === "client-certificate-refused" || reply.cause === "server-not-trusted";
    return { kind: refused ? "refused" : "unavailable", detail: `${reply.cause}: ${reply.detail}` };
  }
  const { status } = reply;
  if (status === 408 || status === 429 || status >= 500) {
    const nowMs = context.clock.nowMs();
    const wait = retryAfterMs(reply.headers["retry-after"], nowMs, context.limits.retryAfterMaxMs);
    return {
      kind: "unavailable",
      detail: `HTTP ${status}`,
      ...(wait === undefined ? {} : { retryAfterMs: wait }),
    };
  }
  if (status !== 200) return { kind: "refused", detail: `HTTP ${status} ${reply.body.slice(0, 500)}` };
  if (reply.cut) return { kind: "unavailable", detail: `an answer of more than ${answerMaxBytes} bytes` };
  const remote = readRemotePlace(reply.body, `${place.establishment}/${place.externalId}`);
  if (remote.kind === "unreadable") return { kind: "unavailable", detail: remote.detail };
  return { kind: "read", remote };
}
