import { together } from "../../runtime/together.ts";
import { type BodyReading, readBody } from "../dialect/read-body.ts";
import type { FaultChoice } from "../faults/book.ts";
import { answerAfter, answerInstead, clockShiftMs, faultName } from "../faults/strike.ts";
import { writableAmong } from "../gate/registry.ts";
import type { HttpAnswer } from "../http/answer.ts";
import { keptBody, writeExchange } from "../journal/journal.ts";
import { type HeldPlace, placesFor } from "../places/places.ts";
import { rowsFor } from "../places/rows.ts";
import type { Work } from "../places/tables.ts";
import type { Finding, SandboxCode } from "../rules/finding.ts";
import { judgePatch } from "../rules/order.ts";
import { type AddressReading, designated, operationIn, type PatchFacts } from "../rules/patch-facts.ts";
import type { BearerReading, TokenReading } from "../token/access-token.ts";
import { acceptedAnswer, refusedAnswer } from "./answer.ts";
import { applyPatch } from "./apply.ts";
import { bearerOf } from "./bearer.ts";
import { type ApiEnvironment, faultUnreadable, keptUrl } from "./call.ts";
import { evaluateOtherPath, type OtherPath } from "./other-path.ts";
import { readAddress } from "./read-address.ts";

/** A PATCH as the HTTP server hands it over. */
export interface PatchRequest {
  readonly url: string;
  readonly authorization: string | undefined;
  readonly contentType: string | undefined;
  readonly rorHeaders: readonly string[];
  readonly faultHeader: string | undefined;
  /** The `identifier` parameters of the query, percent-decoded. */
  readonly identifiers: readonly string[];
  readonly body: Uint8Array;
}

/** A PATCH with what is known of it before it is judged. */
interface Call {
  readonly request: PatchRequest;
  readonly nowMs: number;
  readonly token: TokenReading;
  readonly address: AddressReading;
  readonly body: BodyReading;
  readonly choice: FaultChoice;
}

/** What becomes of it. */
interface Outcome {
  readonly answer: HttpAnswer;
  readonly codes: readonly SandboxCode[];
}

/**
 * Judges one PATCH, does what it asks, and journals it: all in one transaction, committed when this resolves. A
 * fault that is switched on for this call changes what it says (`faults/`). Calls at the same time share commits.
 */
export async function patchLocation(env: ApiEnvironment, request: PatchRequest): Promise<HttpAnswer> {
  const call = await chosenCall(env, request);
  const other =
    call.token.kind === "valid" ? await evaluateOtherPath(env, call.body, call.address) : undefined;
  return together(env.database, (work) => {
    const outcome = outcomeOfFault(env, call) ?? judged(work, env, call, other);
    const { answer, codes } = outcome;
    const { token, address, choice, nowMs } = call;
    const exchange = {
      atMs: nowMs,
      endpoint: "patch" as const,
      clientId: token.kind === "valid" ? token.clientId : null,
      place: address.kind === "identifier" ? address.text : null,
      status: answer.status,
      codes,
      fault: faultName(choice),
      request: {
        method: "PATCH",
        url: keptUrl(request.url),
        contentType: request.contentType ?? null,
        rorHeaders: request.rorHeaders,
        body: keptBody(request.body),
      },
      answer: { headers: answer.headers, body: answer.raw ?? answer.body ?? null },
    };
    writeExchange(work, exchange, env.settings.journalRowsMax);
    return answer;
  });
}

async function chosenCall(env: ApiEnvironment, request: PatchRequest): Promise<Call> {
  const trueNowMs = env.clock.nowMs();
  const token = await env.tokens.read(request.authorization, trueNowMs);
  const address = readAddress(request.identifiers);
  const body = readBody(request.body, env.settings.behaviour);
  const choice = env.faults.choose({
    endpoint: "patch",
    clientId: token.kind === "valid" ? token.clientId : null,
    place: address.kind === "identifier" ? address.text : null,
    header: request.faultHeader,
  });
  const shiftMs = clockShiftMs(choice);
  if (shiftMs === 0) return { request, nowMs: trueNowMs, token, address, body, choice };
  const nowMs = trueNowMs + shiftMs;
  return {
    request,
    nowMs,
    token: await env.tokens.read(request.authorization, nowMs),
    address,
    body,
    choice,
  };
}

/** The outcome of a call that is never judged. */
function outcomeOfFault(env: ApiEnvironment, { choice }: Call): Outcome | undefined {
  switch (choice.kind) {
    case "none":
      return undefined;
    case "unreadable": {
      const refusal = faultUnreadable(choice.why);
      return { answer: refusedAnswer([refusal], env.settings.behaviour), codes: [refusal.code] };
    }
    case "fault": {
      const answer = answerInstead(choice);
      return answer && { answer, codes: ["sandbox.fault-struck"] };
    }
  }
}

function judged(work: Work, env: ApiEnvironment, call: Call, other: OtherPath | undefined): Outcome {
  const { choice, nowMs } = call;
  const facts = changedFacts(withOtherPath(gather(work, env, call), other), choice);
  const findings = findingsOf(facts, choice);
  const answer =
    findings.length > 0
      ? refusedAnswer(findings, facts.settings)
      : acceptedAnswer(applyPatch(work, facts), facts.settings);
  return {
    answer: answerAfter(choice, answer, nowMs),
    codes: findings.map((finding) => finding.code),
  };
}

/** Puts what the engine selected into the facts; not when the place changed meanwhile: the path stays unreadable. */
function withOtherPath(facts: PatchFacts, other: OtherPath | undefined): PatchFacts {
  const [place] = facts.places;
  const operation = operationIn(facts);
  if (!other || !operation || place?.id !== other.placeId || place.version !== other.version) return facts;
  return {
    ...facts,
    body: { kind: "operation", operation: { ...operation, path: other.reading } },
    rows: other.rows,
  };
}

function changedFacts(facts: PatchFacts, choice: FaultChoice): PatchFacts {
  if (choice.kind !== "fault" || choice.fault.effect.kind !== "facts") return facts;
  return choice.fault.effect.change(facts);
}

function findingsOf(facts: PatchFacts, choice: FaultChoice): readonly Finding[] {
  if (choice.kind !== "fault" || choice.fault.effect.kind !== "findings") return judgePatch(facts);
  return choice.fault.effect.of(facts);
}

function gather(work: Work, env: ApiEnvironment, call: Call): PatchFacts {
  const { request, address, nowMs } = call;
  const bearer = bearerOf(work, call.token, call.choice);
  const places = address.kind === "identifier" ? placesFor(work, address.text) : [];
  const facts: PatchFacts = {
    settings: env.settings.behaviour,
    nowMs,
    bearer,
    contentType: request.contentType,
    rorHeaders: request.rorHeaders,
    address,
    writable: writableOf(work, bearer, address, places),
    body: call.body,
    places,
    rows: [],
  };
  const operation = operationIn(facts);
  const combination = operation && designated(operation);
  const [place] = places;
  return place && combination ? { ...facts, rows: rowsFor(work, place.id, combination) } : facts;
}

/** Of the establishments that the call is about, those that its caller may write. */
function writableOf(
  work: Work,
  bearer: BearerReading,
  address: AddressReading,
  places: readonly HeldPlace[],
): ReadonlySet<string> {
  const subjectDn = bearer.kind === "caller" ? bearer.client.subjectDn : undefined;
  if (subjectDn === undefined) return new Set();
  const named =
    address.kind === "identifier" && address.idNatStruct !== undefined ? [address.idNatStruct] : [];
  const establishments = new Set([...named, ...places.map((place) => place.idNatStruct)]);
  return writableAmong(work, subjectDn, [...establishments]);
}
