import { together } from "../../../runtime/together.ts";
import { FHIR_JSON } from "../../../wire/fhir/operation-outcome.ts";
import type { FaultChoice } from "../../faults/book.ts";
import { answerAfter, answerInstead, clockShiftMs, faultName } from "../../faults/strike.ts";
import type { HttpAnswer } from "../../http/answer.ts";
import { writeExchange } from "../../journal/journal.ts";
import { type HeldPlace, placesById, placesFor } from "../../places/places.ts";
import type { Work } from "../../places/tables.ts";
import type { SandboxCode } from "../../rules/finding.ts";
import { judgeRead } from "../../rules/order.ts";
import type { ReadFacts, ReadQuery } from "../../rules/read-facts.ts";
import type { TokenReading } from "../../token/access-token.ts";
import { refusedAnswer } from "../answer.ts";
import { bearerOf } from "../bearer.ts";
import { type ApiEnvironment, faultUnreadable, keptUrl } from "../call.ts";
import { searchBundle } from "./bundle.ts";
import { readQuery } from "./read-query.ts";

/** A search of places as the HTTP server hands it over. */
export interface ReadRequest {
  readonly url: string;
  /** Address of the API host as the caller reached it. */
  readonly apiUrl: string;
  readonly authorization: string | undefined;
  readonly missingHeaders: readonly string[];
  readonly faultHeader: string | undefined;
  readonly query: unknown;
}

/** The prefix of reads (ror-api §2). */
export const READ_PREFIX = "/ws-diffusion-fhir";

interface Outcome {
  readonly answer: HttpAnswer;
  readonly codes: readonly SandboxCode[];
}

/** Judges and answers one search of places, and journals it without what it found. */
export async function searchLocations(env: ApiEnvironment, request: ReadRequest): Promise<HttpAnswer> {
  const query = readQuery(request.query);
  const place = [...query.identifiers, ...query.ids].join(",").slice(0, 200) || null;
  let token = await env.tokens.read(request.authorization, env.clock.nowMs());
  const clientId = token.kind === "valid" ? token.clientId : null;
  const choice = env.faults.choose({ endpoint: "read", clientId, place, header: request.faultHeader });
  const nowMs = env.clock.nowMs() + clockShiftMs(choice);
  token = await env.tokens.read(request.authorization, nowMs);
  const answered = async (work: Work): Promise<HttpAnswer> => {
    const { answer, codes } =
      outcomeOfFault(env, choice) ?? (await judged(work, env, request, query, token, choice));
    const sent = answerAfter(choice, answer, nowMs);
    writeExchange(
      work,
      {
        atMs: nowMs,
        endpoint: "read",
        clientId,
        place,
        status: sent.status,
        codes,
        fault: faultName(choice),
        request: { method: "GET", url: keptUrl(request.url), missingHeaders: request.missingHeaders },
        answer: { headers: sent.headers, body: codes.length === 0 ? null : (sent.raw ?? sent.body ?? null) },
      },
      env.settings.journalRowsMax,
    );
    return sent;
  };
  // A read changes nothing: its line in the journal need not wait for the disk.
  return together(env.database, answered, "crash");
}

function outcomeOfFault(env: ApiEnvironment, choice: FaultChoice): Outcome | undefined {
  if (choice.kind === "none") return undefined;
  if (choice.kind === "unreadable") {
    const refusal = faultUnreadable(choice.why);
    return { answer: refusedAnswer([refusal], env.settings.behaviour), codes: [refusal.code] };
  }
  const answer = answerInstead(choice);
  return answer && { answer, codes: ["sandbox.fault-struck"] };
}

async function judged(
  work: Work,
  env: ApiEnvironment,
  request: ReadRequest,
  query: ReadQuery,
  token: TokenReading,
  choice: FaultChoice,
): Promise<Outcome> {
  const bearer = bearerOf(work, token, choice);
  const settings = env.settings.behaviour;
  const facts: ReadFacts = { settings, bearer, missingHeaders: request.missingHeaders, query };
  const findings = judgeRead(facts);
  if (findings.length > 0 || bearer.kind !== "caller") {
    return { answer: refusedAnswer(findings, settings), codes: findings.map((it) => it.code) };
  }
  const body = await searchBundle(work, {
    places: await found(work, query),
    profile: bearer.client.profile ?? 0,
    withServices: query.withServices,
    baseUrl: `${request.apiUrl}${READ_PREFIX}`,
    selfUrl: `${request.apiUrl}${request.url}`,
  });
  return {
    answer: { status: 200, headers: { "content-type": `${FHIR_JSON};charset=UTF-8` }, body },
    codes: [],
  };
}

/** Values of one parameter are alternatives, two parameters must both fit (FHIR R4 §3.1.1.4.19). */
async function found(work: Work, { identifiers, ids }: ReadQuery): Promise<readonly HeldPlace[]> {
  const byIdentifier = new Map<number, HeldPlace>();
  for (const identifier of identifiers) {
    const value = bareValue(identifier);
    if (value === undefined) continue;
    for (const place of placesFor(work, value)) byIdentifier.set(place.id, place);
  }
  if (ids.length === 0) return [...byIdentifier.values()];
  const byId = await placesById(work, ids.filter((id) => /^\d{1,15}$/.test(id)).map(Number));
  return identifiers.length === 0 ? byId : byId.filter((place) => byIdentifier.has(place.id));
}

/** A token search compares `identifier.system`, which these identifiers do not have (ror-api §13 row 15). */
function bareValue(text: string): string | undefined {
  const bar = text.indexOf("|");
  if (bar < 0) return text;
  return bar === 0 ? text.slice(1) : undefined;
}
