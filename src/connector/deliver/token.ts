import { decodeJwt } from "jose";
import {
  allowInsecureRequests,
  clientCredentialsGrantRequest,
  customFetch,
  None,
  processClientCredentialsResponse,
  ResponseBodyError,
  TlsClientAuth,
} from "oauth4webapi";
import type { Clock } from "../../runtime/clock.ts";
import type { HttpClient, HttpReply } from "../../runtime/http-client.ts";
import type { PauseReason } from "./decision.ts";
import { retryAfterMs } from "./retry-after.ts";
import type { TargetSettings } from "./target-settings.ts";

/** A token, or why there is none. `detail` is for people and holds no secret. */
export type TokenResult =
  | { readonly kind: "token"; readonly value: string }
  | { readonly kind: "fault"; readonly reason: PauseReason; readonly detail: string }
  | { readonly kind: "unavailable"; readonly detail: string; readonly retryAfterMs?: number };

export interface TokenSource {
  /** The kept token while it has more than ten seconds to live, else a new one. */
  current(): Promise<TokenResult>;
  /** A token other than `refused`; callers that were refused the same one share one renewal. */
  renewed(refused: string): Promise<TokenResult>;
  /** Forgets the kept token. */
  forget(): void;
}

export interface TokenSettings {
  readonly target: Pick<TargetSettings, "tokenUrl" | "clientId" | "requestTimeoutMs" | "certificate">;
  readonly http: HttpClient;
  readonly clock: Clock;
  readonly retryAfterMaxMs: number;
  readonly answerMaxBytes: number;
}

/** Renewed when less than this remains, as the published sample does (ror-api §3). */
const renewBeforeMs = 10_000;

interface Kept {
  readonly value: string;
  /** `undefined`: the server told nothing, kept until it is refused. */
  readonly endsAtMs: number | undefined;
}

/**
 * OAuth 2.0 client credentials; the TLS certificate replaces the secret (RFC 8705, ror-api §3). One request at a
 * time, whoever asks. Lifetime: `expires_in` first, else the `exp` of a JWT.
 */
export function createTokenSource(settings: TokenSettings): TokenSource {
  let kept: Kept | undefined;
  let running: Promise<TokenResult> | undefined;
  const fetchOnce = (): Promise<TokenResult> => {
    running ??= requestToken(settings)
      .then((answer) => {
        if (answer.kind !== "token") return answer;
        kept = { value: answer.value, endsAtMs: answer.endsAtMs };
        return { kind: "token", value: answer.value } as const;
      })
      .finally(() => {
        running = undefined;
      });
    return running;
  };
  return {
    async current() {
      const fresh =
        kept && (kept.endsAtMs === undefined || settings.clock.nowMs() < kept.endsAtMs - renewBeforeMs);
      return kept && fresh ? { kind: "token", value: kept.value } : fetchOnce();
    },
    async renewed(refused) {
      if (kept && kept.value !== refused) return { kind: "token", value: kept.value };
      kept = undefined;
      return fetchOnce();
    },
    forget() {
      kept = undefined;
    },
  };
}

type Fetched = Exclude<TokenResult, { kind: "token" }> | ({ readonly kind: "token" } & Kept);

class LostReply extends Error {
  readonly reply: Extract<HttpReply, { kind: "lost" }>;
  constructor(reply: Extract<HttpReply, { kind: "lost" }>) {
    super(reply.detail);
    this.reply = reply;
  }
}

async function requestToken(settings: TokenSettings): Promise<Fetched> {
  const { target, clock } = settings;
  const server = { issuer: new URL(target.tokenUrl).origin, token_endpoint: target.tokenUrl };
  const client = { client_id: target.clientId };
  // Both send `client_id` only; without a certificate the request is that of a public client.
  const identity = target.certificate === undefined ? None() : TlsClientAuth();
  const startedMs = clock.nowMs();
  try {
    const response = await clientCredentialsGrantRequest(
      server,
      client,
      identity,
      {},
      {
        [customFetch]: (url, options) => fetchThrough(settings, url, options.headers, options.body),
        [allowInsecureRequests]: target.tokenUrl.startsWith("http:"),
      },
    );
    const refusal = readRefusal(settings, response);
    if (refusal) return refusal;
    const token = await processClientCredentialsResponse(server, client, response);
    return {
      kind: "token",
      value: token.access_token,
      endsAtMs: endOf(token.access_token, token.expires_in, startedMs),
    };
  } catch (error) {
    return readFault(error);
  }
}

async function fetchThrough(
  settings: TokenSettings,
  url: string,
  headers: Readonly<Record<string, string>>,
  body: URLSearchParams,
): Promise<Response> {
  const reply = await settings.http.send({
    method: "POST",
    url,
    headers,
    body: body.toString(),
    timeoutMs: settings.target.requestTimeoutMs,
    answerMaxBytes: settings.answerMaxBytes,
  });
  if (reply.kind === "lost") throw new LostReply(reply);
  const bodiless = reply.status === 204 || reply.status === 205 || reply.status === 304;
  return new Response(bodiless ? null : reply.body, { status: reply.status, headers: reply.headers });
}

/**
 * Statuses that say enough by themselves, whatever the body. Only a clear refusal of our identity is a fault that
 * pauses the target; a proxy's page or a wrong path may pass, and the breaker raises its alarm if it does not.
 */
function readRefusal(settings: TokenSettings, response: Response): Fetched | undefined {
  const { status } = response;
  if (status === 401 || status === 403) {
    return { kind: "fault", reason: "delivery.credential-fault", detail: `token: ${status}` };
  }
  if (status === 408 || status === 429 || status >= 500) {
    const header = response.headers.get("retry-after") ?? undefined;
    const wait = retryAfterMs(header, settings.clock.nowMs(), settings.retryAfterMaxMs);
    return {
      kind: "unavailable",
      detail: `token: ${status}`,
      ...(wait === undefined ? {} : { retryAfterMs: wait }),
    };
  }
  return undefined;
}

/** OAuth errors that speak of the server, not of us (RFC 6749 §4.1.2.1; some servers use them here too). */
const passingErrors = new Set(["temporarily_unavailable", "server_error"]);

function readFault(error: unknown): Fetched {
  if (error instanceof LostReply) {
    const { cause, detail } = error.reply;
    switch (cause) {
      case "client-certificate-refused":
        return { kind: "fault", reason: "delivery.credential-fault", detail: `token: ${detail}` };
      case "server-not-trusted":
        return { kind: "fault", reason: "delivery.server-not-trusted", detail: `token: ${detail}` };
      case "connect":
      case "timeout":
      case "reset":
        return { kind: "unavailable", detail: `token: ${detail}` };
    }
  }
  if (error instanceof ResponseBodyError) {
    const detail = `token: ${error.error.slice(0, 100)}`;
    if (passingErrors.has(error.error)) return { kind: "unavailable", detail };
    return { kind: "fault", reason: "delivery.credential-fault", detail };
  }
  const why = error instanceof Error && "code" in error ? String(error.code) : "unreadable answer";
  return { kind: "unavailable", detail: `token: ${why}` };
}

function endOf(token: string, expiresInSeconds: number | undefined, startedMs: number): number | undefined {
  if (expiresInSeconds !== undefined) return startedMs + expiresInSeconds * 1000;
  try {
    const { exp } = decodeJwt(token);
    return exp === undefined ? undefined : exp * 1000;
  } catch {
    return undefined;
  }
}
