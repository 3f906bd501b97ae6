import type { Clock } from "../../runtime/clock.ts";
import { together } from "../../runtime/together.ts";
import type { SelectRows } from "../dialect/select-rows.ts";
import type { FaultBook } from "../faults/book.ts";
import type { HttpAnswer } from "../http/answer.ts";
import { writeExchange } from "../journal/journal.ts";
import type { SandboxDatabase } from "../places/tables.ts";
import { type Finding, finding } from "../rules/finding.ts";
import type { EnvironmentSettings } from "../settings.ts";
import type { AccessTokens } from "../token/access-token.ts";
import { refusedAnswer } from "./answer.ts";

/** What the API of one environment works with. */
export interface ApiEnvironment {
  readonly settings: EnvironmentSettings;
  readonly database: SandboxDatabase;
  readonly tokens: AccessTokens;
  readonly faults: FaultBook;
  /** For paths outside the published forms. */
  readonly selectRows: SelectRows;
  readonly clock: Clock;
}

const URL_KEPT_CHARACTERS = 1000;

/** The part of an address that the journal keeps. */
export function keptUrl(url: string): string {
  return url.slice(0, URL_KEPT_CHARACTERS);
}

/** Refuses a call that could not be judged, and journals it. */
export async function refuseCall(
  env: ApiEnvironment,
  call: { readonly method: string; readonly url: string; readonly contentType: string | undefined },
  refusal: Finding,
): Promise<HttpAnswer> {
  const answer = refusedAnswer([refusal], env.settings.behaviour);
  const exchange = {
    atMs: env.clock.nowMs(),
    endpoint: "other" as const,
    clientId: null,
    place: null,
    status: answer.status,
    codes: [refusal.code],
    fault: null,
    request: { ...call, url: keptUrl(call.url), contentType: call.contentType ?? null },
    answer: { headers: answer.headers, body: answer.body ?? null },
  };
  await together(env.database, (work) => writeExchange(work, exchange, env.settings.journalRowsMax), "crash");
  return answer;
}

/** The header of one call asks for a fault that does not exist, or not here. */
export function faultUnreadable(why: string): Finding {
  return finding("sandbox.fault-unknown", { status: 400, issueCode: "not-supported", detail: why });
}
