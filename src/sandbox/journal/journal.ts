import { sandboxCodes } from "../../runtime/errors/codes-sandbox.ts";
import { sandboxStatement, type Work } from "../places/tables.ts";
import type { SandboxCode } from "../rules/finding.ts";

type Endpoint = "token" | "patch" | "read" | "other";

/** One exchange, without the token, without a secret. */
export interface Exchange {
  readonly atMs: number;
  /** `other`: a call of the API that is neither a readable PATCH nor a read. */
  readonly endpoint: Endpoint;
  readonly clientId: string | null;
  /** The identifier of the request line, as sent. */
  readonly place: string | null;
  /** 0: no answer was ever sent. */
  readonly status: number;
  /** Why it was refused; empty when it was accepted. */
  readonly codes: readonly SandboxCode[];
  /** Name of the fault that struck, when one did. */
  readonly fault: string | null;
  readonly request: unknown;
  readonly answer: unknown;
}

/** An exchange as read back: with the clause that decided and what to do, in both languages. */
export interface JournalEntry extends Omit<Exchange, "codes"> {
  readonly id: number;
  readonly verdict: "accepted" | "refused";
  readonly reasons: readonly {
    readonly code: SandboxCode;
    readonly clause: string;
    readonly fr: string;
    readonly en: string;
    readonly adviceFr: string;
    readonly adviceEn: string;
  }[];
}

/** Longest part of a body that is kept. */
const BODY_KEPT_CHARACTERS = 16_384;

/** Text of a body for the journal. */
export function keptBody(body: Uint8Array): string {
  // A view: `Buffer.from(body)` alone would copy what may be a megabyte.
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  return bytes.toString("utf8").slice(0, BODY_KEPT_CHARACTERS);
}

type JournalValues = {
  readonly atMs: number;
  readonly endpoint: string;
  readonly clientId: string | null;
  readonly place: string | null;
  readonly status: number;
  readonly codes: string;
  readonly fault: string | null;
  readonly request: string;
  readonly answer: string;
};

const insertion = sandboxStatement((tables, the: JournalValues) =>
  tables.insertInto("journal").values({
    at_ms: the.atMs,
    endpoint: the.endpoint,
    client_id: the.clientId,
    place: the.place,
    status: the.status,
    codes: the.codes,
    fault: the.fault,
    request: the.request,
    answer: the.answer,
  }),
);
const oldestDeletion = sandboxStatement((tables, the: { oldest: number }) =>
  tables.deleteFrom("journal").where("id", "<=", the.oldest),
);

/** Writes one exchange and drops the oldest beyond `rowsMax`. */
export function writeExchange(work: Work, exchange: Exchange, rowsMax: number): void {
  const { codes, request, answer, ...rest } = exchange;
  const number = insertion.run(work, {
    ...rest,
    codes: JSON.stringify(codes),
    request: JSON.stringify(request),
    answer: JSON.stringify(answer),
  });
  const oldest = number - rowsMax;
  if (oldest > 0) oldestDeletion.run(work, { oldest });
}

/** Which exchanges to read. */
export interface JournalFilter {
  /** Number of the last exchange that is known already. */
  readonly after: number;
  /** Most exchanges to read. */
  readonly limit: number;
  readonly clientId?: string | undefined;
  /** Only those whose client is not known. */
  readonly unnamed?: "true" | undefined;
  readonly verdict?: JournalEntry["verdict"] | undefined;
  readonly endpoint?: Endpoint | undefined;
}

/** Exchanges that fit, oldest first. */
export async function readJournal(work: Work, filter: JournalFilter): Promise<JournalEntry[]> {
  const { after, limit, clientId, unnamed, verdict, endpoint } = filter;
  let query = work.selectFrom("journal").selectAll().where("id", ">", after);
  if (clientId !== undefined) query = query.where("client_id", "=", clientId);
  if (unnamed !== undefined) query = query.where("client_id", "is", null);
  if (verdict !== undefined) query = query.where("codes", verdict === "accepted" ? "=" : "!=", "[]");
  if (endpoint !== undefined) query = query.where("endpoint", "=", endpoint);
  const rows = await query.orderBy("id").limit(limit).execute();
  return rows.map((row) => {
    const codes = JSON.parse(row.codes) as SandboxCode[];
    return {
      id: row.id,
      atMs: row.at_ms,
      endpoint: row.endpoint as Endpoint,
      clientId: row.client_id,
      place: row.place,
      status: row.status,
      verdict: codes.length === 0 ? "accepted" : "refused",
      reasons: codes.map(reasonOf),
      fault: row.fault,
      request: JSON.parse(row.request),
      answer: JSON.parse(row.answer),
    };
  });
}

/** Forgets every exchange; numbers go on from where they were. */
export async function clearJournal(work: Work): Promise<void> {
  await work.deleteFrom("journal").execute();
}

function reasonOf(code: SandboxCode): JournalEntry["reasons"][number] {
  const { clause, fr, en, adviceFr, adviceEn } = sandboxCodes[code];
  return { code, clause, fr, en, adviceFr, adviceEn };
}
