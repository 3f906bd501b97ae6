import type { X509Certificate } from "node:crypto";
import type { Clock } from "../../runtime/clock.ts";
import type { Random } from "../../runtime/random.ts";
import { together } from "../../runtime/together.ts";
import type { FaultBook, FaultChoice } from "../faults/book.ts";
import { answerAfter, answerInstead, clockShiftMs, faultName } from "../faults/strike.ts";
import { peerCertificate } from "../gate/peer-certificate.ts";
import { clientOf, type HeldClient } from "../gate/registry.ts";
import type { RevocationJudge } from "../gate/revocation-judge.ts";
import type { HttpAnswer } from "../http/answer.ts";
import { writeExchange } from "../journal/journal.ts";
import type { SandboxDatabase } from "../places/tables.ts";
import type { SandboxCode } from "../rules/finding.ts";
import { judgeToken } from "../rules/order.ts";
import { clientRefused, type TokenFacts, type TokenFinding } from "../rules/token-facts.ts";
import type { EnvironmentSettings } from "../settings.ts";
import type { AccessTokens } from "./access-token.ts";
import type { FormReading } from "./read-form.ts";

/** What the token server of one environment works with. */
export interface TokenEnvironment {
  readonly settings: EnvironmentSettings;
  readonly database: SandboxDatabase;
  readonly tokens: AccessTokens;
  readonly anchors: readonly X509Certificate[];
  /** Looks into the list of revoked certificates, as it is at that request. */
  readonly revocation: RevocationJudge;
  readonly faults: FaultBook;
  readonly clock: Clock;
  readonly random: Random;
}

/** A token request as the HTTP server hands it over. */
export interface TokenRequest {
  readonly form: FormReading;
  readonly socket: unknown;
  readonly faultHeader: string | undefined;
}

const IDENTIFIER_BYTES = 16;
const noStore = { "cache-control": "no-store", pragma: "no-cache" };
const json = { ...noStore, "content-type": "application/json" };

/** Judges one token request, answers it and journals it without the token. */
export async function requestToken(env: TokenEnvironment, request: TokenRequest): Promise<HttpAnswer> {
  const { form } = request;
  const clientId = form.kind === "form" ? form.clientId : undefined;
  const choice = env.faults.choose({
    endpoint: "token",
    clientId: clientId ?? null,
    place: null,
    header: request.faultHeader,
  });
  const trueNowMs = env.clock.nowMs();
  const nowMs = trueNowMs + clockShiftMs(choice);
  // A wrong clock shows in the tokens; certificates of the day would all be refused.
  const certificate = await peerCertificate(request.socket, env.anchors, env.revocation, trueNowMs);
  const client = await heldClient(env, clientId);
  const facts: TokenFacts = { settings: env.settings.behaviour, form, certificate, client };
  const { answer, codes } = await outcomeOf(env, facts, choice, nowMs);
  const exchange = {
    atMs: nowMs,
    endpoint: "token" as const,
    clientId: clientId ?? null,
    place: null,
    status: answer.status,
    codes,
    fault: faultName(choice),
    request: {
      method: "POST",
      grantType: form.kind === "form" ? (form.grantType ?? null) : null,
      subjectDn: certificate.kind === "present" ? certificate.subjectDn : null,
    },
    answer: { body: withoutToken(answer) },
  };
  // A grant changes nothing that a power cut could take: its line in the journal need not wait for the disk.
  await together(env.database, (work) => writeExchange(work, exchange, env.settings.journalRowsMax), "crash");
  return answer;
}

async function outcomeOf(
  env: TokenEnvironment,
  facts: TokenFacts,
  choice: FaultChoice,
  nowMs: number,
): Promise<{ readonly answer: HttpAnswer; readonly codes: readonly SandboxCode[] }> {
  if (choice.kind === "unreadable") {
    const body = { error: "invalid_request", error_description: `Raccord-Fault: ${choice.why}` };
    return { answer: { status: 400, headers: json, body }, codes: ["sandbox.fault-unknown"] };
  }
  const instead = choice.kind === "fault" ? answerInstead(choice) : undefined;
  if (instead) return { answer: instead, codes: ["sandbox.fault-struck"] };
  const finding = faultFinding(facts, choice) ?? judgeToken(facts);
  const answer = finding
    ? refusedAnswer(finding)
    : await givenAnswer(env, facts.client?.clientId ?? "", nowMs);
  return { answer: answerAfter(choice, answer, nowMs), codes: finding ? [finding.code] : [] };
}

function faultFinding(facts: TokenFacts, choice: FaultChoice): TokenFinding | undefined {
  if (choice.kind !== "fault" || choice.fault.effect.kind !== "token") return undefined;
  return clientRefused(facts, choice.fault.effect.code);
}

async function heldClient(
  env: TokenEnvironment,
  clientId: string | undefined,
): Promise<HeldClient | undefined> {
  if (clientId === undefined) return undefined;
  return together(env.database, (work) => clientOf(work, clientId), "crash");
}

function refusedAnswer({ status, error, description }: TokenFinding): HttpAnswer {
  return { status, headers: json, body: { error, error_description: description } };
}

/** Members as the documented server sends them for this grant; `expires_in` is the first choice (ror-api §3). */
async function givenAnswer(env: TokenEnvironment, clientId: string, nowMs: number): Promise<HttpAnswer> {
  const lifetimeSeconds = env.settings.behaviour.tokenLifetimeSeconds;
  const token = await env.tokens.issue(clientId, nowMs, lifetimeSeconds, env.random.hex(IDENTIFIER_BYTES));
  return {
    status: 200,
    headers: json,
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

/** What the journal may keep of an answer. */
function withoutToken({ status, body }: HttpAnswer): unknown {
  if (status !== 200 || typeof body !== "object" || body === null) return body ?? null;
  return Object.fromEntries(Object.entries(body).filter(([name]) => name !== "access_token"));
}
