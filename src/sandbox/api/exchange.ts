import { isIdNatStruct } from "../../domain/identifiers/id-nat-struct.ts";
import type { Clock } from "../../runtime/clock.ts";
import { together } from "../../runtime/together.ts";
import { readBody } from "../dialect/read-body.ts";
import { clientOf, writableBy } from "../gate/registry.ts";
import { keptBody, writeExchange } from "../journal/journal.ts";
import { placesFor, rowsFor } from "../places/places.ts";
import type { SandboxDatabase, Work } from "../places/tables.ts";
import type { Finding } from "../rules/finding.ts";
import { judgePatch } from "../rules/order.ts";
import { type AddressReading, designated, operationIn, type PatchFacts } from "../rules/patch-facts.ts";
import type { EnvironmentSettings } from "../settings.ts";
import type { AccessTokens, BearerReading, TokenReading } from "../token/access-token.ts";
import { type ApiAnswer, acceptedAnswer, refusedAnswer } from "./answer.ts";
import { applyPatch } from "./apply.ts";

/** A PATCH as the HTTP server hands it over. */
export interface PatchRequest {
  readonly url: string;
  readonly authorization: string | undefined;
  readonly contentType: string | undefined;
  readonly rorHeaders: readonly string[];
  /** The `identifier` parameters of the query, percent-decoded. */
  readonly identifiers: readonly string[];
  readonly body: Uint8Array;
}

/** What the API of one environment works with. */
export interface ApiEnvironment {
  readonly settings: EnvironmentSettings;
  readonly database: SandboxDatabase;
  readonly tokens: AccessTokens;
  readonly clock: Clock;
}

const IDENTIFIER_MAX_CHARACTERS = 200;
const URL_KEPT_CHARACTERS = 1000;

/**
 * Judges one PATCH, does what it asks, and journals it: all in one transaction, committed when this resolves. Calls at the same time share commits.
 */
export async function patchLocation(env: ApiEnvironment, request: PatchRequest): Promise<ApiAnswer> {
  const nowMs = env.clock.nowMs();
  const token = await env.tokens.read(request.authorization, nowMs);
  return together(env.database, async (work) => {
    const facts = await gather(work, env, request, token, nowMs);
    const findings = judgePatch(facts);
    const answer =
      findings.length > 0
        ? refusedAnswer(findings, facts.settings)
        : acceptedAnswer(await applyPatch(work, facts), facts.settings);
    const exchange = {
      atMs: nowMs,
      endpoint: "patch" as const,
      clientId: token.kind === "valid" ? token.clientId : null,
      place: facts.address.kind === "identifier" ? facts.address.text : null,
      status: answer.status,
      codes: findings.map((finding) => finding.code),
      request: {
        method: "PATCH",
        url: request.url.slice(0, URL_KEPT_CHARACTERS),
        contentType: request.contentType ?? null,
        rorHeaders: request.rorHeaders,
        body: keptBody(request.body),
      },
      answer: { headers: answer.headers, body: answer.body ?? null },
    };
    await writeExchange(work, exchange, env.settings.journalRowsMax);
    return answer;
  });
}

/** Refuses a call that is no PATCH that could be judged, and journals it. */
export async function refuseCall(
  env: ApiEnvironment,
  call: { readonly method: string; readonly url: string; readonly contentType: string | undefined },
  finding: Finding,
): Promise<ApiAnswer> {
  const answer = refusedAnswer([finding], env.settings.behaviour);
  const exchange = {
    atMs: env.clock.nowMs(),
    endpoint: "other" as const,
    clientId: null,
    place: null,
    status: answer.status,
    codes: [finding.code],
    request: { ...call, url: call.url.slice(0, URL_KEPT_CHARACTERS), contentType: call.contentType ?? null },
    answer: { headers: answer.headers, body: answer.body ?? null },
  };
  await env.database
    .transaction()
    .execute((work) => writeExchange(work, exchange, env.settings.journalRowsMax));
  return answer;
}

async function gather(
  work: Work,
  env: ApiEnvironment,
  request: PatchRequest,
  token: TokenReading,
  nowMs: number,
): Promise<PatchFacts> {
  const bearer = await bearerOf(work, token);
  const address = readAddress(request.identifiers);
  const places = address.kind === "identifier" ? await placesFor(work, address.text) : [];
  const facts: PatchFacts = {
    settings: env.settings.behaviour,
    nowMs,
    bearer,
    contentType: request.contentType,
    rorHeaders: request.rorHeaders,
    address,
    writable: bearer.kind === "caller" ? await writableBy(work, bearer.client.subjectDn) : new Set(),
    body: readBody(request.body),
    places,
    rows: [],
  };
  const operation = operationIn(facts);
  const combination = operation && designated(operation);
  const [place] = places;
  return place && combination ? { ...facts, rows: await rowsFor(work, place.id, combination) } : facts;
}

async function bearerOf(work: Work, token: TokenReading): Promise<BearerReading> {
  if (token.kind !== "valid") return { kind: token.kind };
  const client = await clientOf(work, token.clientId);
  return client ? { kind: "caller", client } : { kind: "unknown-client", clientId: token.clientId };
}

function readAddress(identifiers: readonly string[]): AddressReading {
  const [text = ""] = identifiers;
  if (identifiers.length > 1) return { kind: "repeated" };
  if (text === "") return { kind: "missing" };
  if (text.length > IDENTIFIER_MAX_CHARACTERS) return { kind: "too-long" };
  const head = text.slice(0, Math.max(0, text.indexOf("/")));
  return { kind: "identifier", text, idNatStruct: isIdNatStruct(head) ? head : undefined };
}
