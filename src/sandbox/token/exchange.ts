import type { X509Certificate } from "node:crypto";
import type { Clock } from "../../runtime/clock.ts";
import type { Random } from "../../runtime/random.ts";
import { together } from "../../runtime/together.ts";
import { peerCertificate } from "../gate/peer-certificate.ts";
import { clientOf } from "../gate/registry.ts";
import { writeExchange } from "../journal/journal.ts";
import type { SandboxDatabase } from "../places/tables.ts";
import { judgeToken } from "../rules/order.ts";
import type { TokenFacts, TokenFinding } from "../rules/token-facts.ts";
import type { EnvironmentSettings } from "../settings.ts";
import type { AccessTokens } from "./access-token.ts";
import type { FormReading } from "./read-form.ts";

/** What the token server of one environment works with. */
export interface TokenEnvironment {
  readonly settings: EnvironmentSettings;
  readonly database: SandboxDatabase;
  readonly tokens: AccessTokens;
  readonly anchors: readonly X509Certificate[];
  /** List of revoked certificates, read at each request. */
  readonly revocationListFile: string;
  readonly clock: Clock;
  readonly random: Random;
}

export interface TokenAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

const IDENTIFIER_BYTES = 16;

/** Judges one token request, answers it and journals it without the token. */
export async function requestToken(
  env: TokenEnvironment,
  form: FormReading,
  socket: unknown,
): Promise<TokenAnswer> {
  const nowMs = env.clock.nowMs();
  const certificate = await peerCertificate(socket, env.anchors, env.revocationListFile, nowMs);
  const clientId = form.kind === "form" ? form.clientId : undefined;
  const client =
    clientId === undefined
      ? undefined
      : await env.database.transaction().execute((work) => clientOf(work, clientId));
  const facts: TokenFacts = { settings: env.settings.behaviour, form, certificate, client };
  const finding = judgeToken(facts);
  const answer = finding ? refusedAnswer(finding) : await givenAnswer(env, clientId ?? "", nowMs);
  const { access_token: _token, ...journaled } = answer.body;
  const exchange = {
    atMs: nowMs,
    endpoint: "token" as const,
    clientId: clientId ?? null,
    place: null,
    status: answer.status,
    codes: finding ? [finding.code] : [],
    request: {
      method: "POST",
      grantType: form.kind === "form" ? (form.grantType ?? null) : null,
      subjectDn: certificate.kind === "present" ? certificate.subjectDn : null,
    },
    answer: { body: journaled },
  };
  await together(env.database, (work) => writeExchange(work, exchange, env.settings.journalRowsMax));
  return answer;
}

function refusedAnswer({ status, error, description }: TokenFinding): TokenAnswer {
  return { status, body: { error, error_description: description } };
}

/** Members as the documented server sends them for this grant; `expires_in` is the first choice (ror-api §3). */
async function givenAnswer(env: TokenEnvironment, clientId: string, nowMs: number): Promise<TokenAnswer> {
  const lifetimeSeconds = env.settings.behaviour.tokenLifetimeSeconds;
  const token = await env.tokens.issue(clientId, nowMs, lifetimeSeconds, env.random.hex(IDENTIFIER_BYTES));
  return {
    status: 200,
    body: {
      access_token: token,
      expires_in: lifetimeSeconds,
      refresh_expires_in: 0,
      token_type: "Bearer",
      "not-before-policy": 0,
      scope: "profile email",
    },
  };
}
