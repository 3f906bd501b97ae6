import { readFileSync } from "node:fs";
import { z } from "zod";
import type { Clock } from "../../runtime/clock.ts";
import { createHttpClient } from "../../runtime/http-client.ts";
import type { PlatformLine, ProductionPlatform } from "./production.ts";

/** Where a sandbox is piloted from. Its control API listens on loopback alone and asks for its token. */
export const platformSettings = z
  .strictObject({
    controlUrl: z
      .url({ protocol: /^http$/ })
      .refine((text) => ["127.0.0.1", "localhost", "[::1]"].includes(new URL(text).hostname), {
        error: "a control API is on this machine",
      })
      .transform((text) => text.replace(/\/+$/, "")),
    /** The bearer token of the control API, or a file that holds nothing but it. */
    token: z.string().min(16).max(500).optional(),
    tokenFile: z.string().min(1).optional(),
    /** Name of the environment in the sandbox; default: test or production. */
    environment: z.string().min(1).max(40).optional(),
    /** Addresses that its suppliers are given. */
    tokenUrl: z.url({ protocol: /^https$/ }).optional(),
    apiUrl: z.url({ protocol: /^https$/ }).optional(),
  })
  .refine(({ token, tokenFile }) => (token === undefined) !== (tokenFile === undefined), {
    error: "give token or tokenFile",
  });
export type PlatformSettings = z.output<typeof platformSettings>;

const timeoutMs = 10_000;
/** A page of the journal holds requests and answers. */
const answerMaxBytes = 33_554_432;
const journalPage = 500;

const writeListShape = z.object({
  writeList: z.array(z.object({ subjectDn: z.string(), idNatStruct: z.string() })),
});
const journalShape = z.object({
  exchanges: z.array(z.object({ id: z.int(), atMs: z.number(), place: z.string().nullable() })),
});

/** One call of a control API. Rejects with what was met where the answer is not the expected one. */
export type ControlCall = (
  method: "GET" | "PUT" | "POST" | "DELETE",
  path: string,
  query?: Readonly<Record<string, string>>,
  body?: object,
) => Promise<unknown>;

/** Opens the control API of one environment of a sandbox. Throws where the file of its token cannot be read. */
export function openControl(
  settings: PlatformSettings,
  clock: Clock,
  environment: "test" | "production",
): { readonly call: ControlCall; close(): Promise<void> } {
  const token = settings.token ?? readFileSync(settings.tokenFile ?? "", "utf8").trim();
  const http = createHttpClient({ clock, connectionsMax: 4, connectTimeoutMs: 5_000 });
  const call: ControlCall = async (method, path, query = {}, body) => {
    const search = new URLSearchParams({ environment: settings.environment ?? environment, ...query });
    const reply = await http.send({
      method,
      url: `${settings.controlUrl}${path}?${search}`,
      headers: {
        accept: "application/json",
        authorization: `Bearer ${token}`,
        ...(body && { "content-type": "application/json" }),
      },
      ...(body && { body: JSON.stringify(body) }),
      timeoutMs,
      answerMaxBytes,
    });
    if (reply.kind === "lost") throw new Error(`${method} ${path}: ${reply.detail}`);
    // A line that is gone already is gone.
    if (method === "DELETE" && reply.status === 404) return undefined;
    if (reply.status >= 300 || reply.cut)
      throw new Error(`${method} ${path}: status ${reply.status} ${reply.body.slice(0, 200)}`);
    return JSON.parse(reply.body);
  };
  return { call, close: () => http.close() };
}

/**
 * The production platform behind a sandbox's control API. A call that is not answered as expected rejects with what was
 * met; the caller tries again.
 */
export function createControlClient(
  settings: PlatformSettings,
  clock: Clock,
): ProductionPlatform & { close(): Promise<void> } {
  const { call, close } = openControl(settings, clock, "production");
  return {
    async putClient(clientId, subjectDn) {
      await call("PUT", `/clients/${encodeURIComponent(clientId)}`, {}, { subjectDn });
    },
    async writeList() {
      return writeListShape.parse(await call("GET", "/write-list")).writeList;
    },
    async addLines(lines) {
      await call("POST", "/write-list", {}, { writeList: lines });
    },
    async removeLine({ subjectDn, idNatStruct }: PlatformLine) {
      await call("DELETE", "/write-list", { subjectDn, idNatStruct });
    },
    async acceptedAfter(clientId, after) {
      const query = {
        clientId,
        after: String(after),
        limit: String(journalPage),
        verdict: "accepted",
        endpoint: "patch",
      };
      return journalShape
        .parse(await call("GET", "/journal", query))
        .exchanges.flatMap(({ id, atMs, place }) => (place === null ? [] : [{ id, atMs, place }]));
    },
    close,
  };
}
