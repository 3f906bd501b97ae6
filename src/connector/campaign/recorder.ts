import type { CampaignExchange } from "../../domain/journey/campaign/report.ts";
import type { Clock } from "../../runtime/clock.ts";
import type { HttpClient, HttpReply, HttpRequest } from "../../runtime/http-client.ts";

/** An HTTP client that keeps what it said and heard, without tokens and secrets. */
export interface Recorder {
  readonly http: HttpClient;
  /** What was kept since the last call. */
  taken(): readonly CampaignExchange[];
  /** Adds this header to the next PATCH, and to no other. */
  withNextPatch(name: string, value: string): void;
}

/** Longest part of a body that a report keeps. */
const bodyKeptCharacters = 8_192;
const hidden = "***";
const secretMembers = /("(?:access_token|refresh_token|id_token|client_secret)"\s*:\s*")[^"]*(")/g;
const secretFields = /(^|&)(client_secret|client_assertion|password)=[^&]*/g;
const jsonWebTokens = /eyJ[\w-]{5,}\.[\w-]{5,}\.[\w-]*/g;

export function recordingClient(inner: HttpClient, clock: Clock): Recorder {
  let kept: CampaignExchange[] = [];
  let extra: readonly [string, string] | undefined;
  /** Tokens that went over this client, whatever their form. */
  const secrets = new Set<string>();
  const masked = (text: string): string => {
    let shown = text
      .replace(secretMembers, `$1${hidden}$2`)
      .replace(secretFields, `$1$2=${hidden}`)
      .replace(jsonWebTokens, hidden);
    for (const secret of secrets) shown = shown.replaceAll(secret, hidden);
    return shown.slice(0, bodyKeptCharacters);
  };
  const learn = (request: HttpRequest, reply: HttpReply): void => {
    const bearer = /^Bearer (.+)$/i.exec(request.headers["authorization"] ?? "")?.[1];
    const given =
      reply.kind === "answer" ? /"access_token"\s*:\s*"([^"]+)"/.exec(reply.body)?.[1] : undefined;
    for (const secret of [bearer, given]) if (secret !== undefined) secrets.add(secret);
  };
  return {
    http: {
      async send(request) {
        const sent = extra !== undefined && request.method === "PATCH" ? withHeader(request, extra) : request;
        if (sent !== request) extra = undefined;
        const startedMs = clock.nowMs();
        const reply = await inner.send(sent);
        learn(sent, reply);
        kept.push({
          at: new Date(startedMs).toISOString(),
          durationMs: Math.max(0, Math.round(clock.nowMs() - startedMs)),
          method: sent.method,
          url: masked(sent.url),
          requestHeaders: headersShown(sent.headers, masked),
          requestBody: masked(sent.body ?? ""),
          status: reply.kind === "answer" ? reply.status : null,
          answerHeaders: reply.kind === "answer" ? headersShown(reply.headers, masked) : {},
          answerBody: masked(reply.kind === "answer" ? reply.body : reply.detail),
        });
        return reply;
      },
      close: () => inner.close(),
    },
    taken() {
      const all = kept;
      kept = [];
      return all;
    },
    withNextPatch(name, value) {
      extra = [name, value];
    },
  };
}

function withHeader(request: HttpRequest, [name, value]: readonly [string, string]): HttpRequest {
  return { ...request, headers: { ...request.headers, [name]: value } };
}

function headersShown(
  headers: Readonly<Record<string, string>>,
  masked: (text: string) => string,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      /^(authorization|cookie|set-cookie|proxy-authorization)$/i.test(name)
        ? value.replace(/^(Bearer |Basic )?.*$/s, `$1${hidden}`)
        : masked(value),
    ]),
  );
}
