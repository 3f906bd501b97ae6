import type { z } from "zod";
import type { Clock } from "../../runtime/clock.ts";
import { createHttpClient, type HttpReply } from "../../runtime/http-client.ts";
import {
  type Board,
  boardSchema,
  type Explanation,
  explanationSchema,
  type Problem,
} from "./board-schema.ts";
import {
  type PatchPreview,
  type PatchWish,
  patchPreviewSchema,
  type SampleReading,
  sampleReadingSchema,
} from "./connector-schemas.ts";
import { sharedCall } from "./shared-call.ts";

/** A good answer, or the reason why there is none. */
export type Answer<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problem: Problem; readonly detail: string };

/** The connector's HTTP API, as far as the page needs it. Never throws; every call ends within its time limit. */
export interface ConnectorClient {
  /** The board; pages that ask at once share one call. */
  board(): Promise<Answer<Board>>;
  explain(placeId: string): Promise<Answer<Explanation>>;
  endWarmUp(feed: string, by: string): Promise<Answer<undefined>>;
  /** What one file of the hospital would mean to the connector, which stores nothing of it. */
  readSample(fileName: string, bytes: Uint8Array): Promise<Answer<SampleReading>>;
  /** One PATCH as the connector would send it; nothing is sent. */
  patchPreview(wish: PatchWish): Promise<Answer<PatchPreview>>;
  close(): Promise<void>;
}

const timeoutMs = 10_000;
/** Four megabytes of messages are read one by one. */
const sampleTimeoutMs = 15_000;
const answerMaxBytes = 16_777_216;

/** `connectorUrl` without a final slash. */
export function createConnectorClient(connectorUrl: string, clock: Clock): ConnectorClient {
  const http = createHttpClient({ clock, connectionsMax: 16, connectTimeoutMs: 5_000 });
  const call = (method: "GET" | "POST", path: string, body?: object): Promise<HttpReply> =>
    http.send({
      method,
      url: connectorUrl + path,
      headers: { accept: "application/json", ...(body && { "content-type": "application/json" }) },
      ...(body && { body: JSON.stringify(body) }),
      timeoutMs,
      answerMaxBytes,
    });
  return {
    board: sharedCall(async () => parsed(await call("GET", "/board"), boardSchema)),
    explain: async (placeId) =>
      parsed(await call("GET", `/places/${encodeURIComponent(placeId)}/explain`), explanationSchema),
    async endWarmUp(feed, by) {
      const good = successful(await call("POST", `/feeds/${encodeURIComponent(feed)}/warm-up/end`, { by }));
      return good.ok ? { ok: true, value: undefined } : good;
    },
    readSample: async (fileName, bytes) =>
      parsed(
        await http.send({
          method: "POST",
          url: `${connectorUrl}/samples?name=${encodeURIComponent(fileName)}`,
          headers: { accept: "application/json", "content-type": "application/octet-stream" },
          bytes,
          timeoutMs: sampleTimeoutMs,
          answerMaxBytes,
        }),
        sampleReadingSchema,
      ),
    async patchPreview(wish) {
      const query = new URLSearchParams({ ...wish, count: String(wish.count) });
      return parsed(await call("GET", `/patch-preview?${query}`), patchPreviewSchema);
    },
    close: () => http.close(),
  };
}

function successful(reply: HttpReply): Answer<string> {
  if (reply.kind === "lost") {
    return {
      ok: false,
      problem: reply.cause === "timeout" ? "timeout" : "unreachable",
      detail: reply.detail,
    };
  }
  if (reply.status === 404) return { ok: false, problem: "not-found", detail: "status 404" };
  if (reply.status >= 500) return { ok: false, problem: "unreachable", detail: `status ${reply.status}` };
  if (reply.status >= 300) return { ok: false, problem: "refused", detail: `status ${reply.status}` };
  return reply.cut
    ? { ok: false, problem: "not-understood", detail: `longer than ${answerMaxBytes} bytes` }
    : { ok: true, value: reply.body };
}

function parsed<Schema extends z.ZodType>(reply: HttpReply, schema: Schema): Answer<z.output<Schema>> {
  const good = successful(reply);
  if (!good.ok) return good;
  let json: unknown;
  try {
    json = JSON.parse(good.value);
  } catch {
    return { ok: false, problem: "not-understood", detail: "not JSON" };
  }
  const checked = schema.safeParse(json);
  if (checked.success) return { ok: true, value: checked.data };
  const [issue] = checked.error.issues;
  return { ok: false, problem: "not-understood", detail: `${issue?.path.join(".")}: ${issue?.message}` };
}
