import Fastify, { type FastifyInstance } from "fastify";
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from "fastify-type-provider-zod";
import type { Registry } from "prom-client";
import { z } from "zod";
import type { Change } from "../board/changes.ts";
import type { CampaignDesk } from "../campaign/desk.ts";
import type { PatchPreview, PatchWish } from "../deliver/patch-preview.ts";
import type { Decided } from "../read-back/decide-foreign.ts";
import { campaignRoutes } from "./campaigns.ts";

/** What the HTTP face of the connector asks of its inside. */
export interface ConnectorFace {
  board(): Promise<unknown>;
  /** The certificates of the targets, with the notice due now. */
  certificates(): unknown;
  /** `undefined`: no such place, or not computed yet. */
  explain(placeId: string): Promise<unknown>;
  /** `false`: no such feed. */
  endWarmUp(feed: string, by: string): Promise<boolean>;
  /** Rows of one place that the ROR shows and that Raccord does not feed; `undefined`: no such place. */
  foreignRows(placeId: string): Promise<unknown>;
  /** What a person decides about them. */
  decideForeignRows(decision: {
    readonly placeId: string;
    readonly decision: "delete" | "keep";
    readonly keys: readonly string[];
    readonly by: string;
  }): Promise<Decided>;
  /** `false`: no such place. */
  retryPlace(placeId: string): Promise<boolean>;
  /** `false`: no such target. */
  retryTarget(target: string): Promise<boolean>;
  /** What a sample means; nothing of it is stored. */
  readSample(fileName: string, bytes: Uint8Array): unknown;
  /** One PATCH as it would go out; `undefined`: no such indicator. */
  patchPreview(wish: PatchWish): PatchPreview | undefined;
  readonly campaigns: CampaignDesk;
  readonly changes: Change;
  readonly metrics: Registry;
}

/** Silence after which an event stream says that it is alive. */
const heartbeatMs = 15_000;
const bodyMaxBytes = 65_536;
const streamsMax = 50;
/** A sample to look at, not a feed. */
const sampleMaxBytes = 4 * 1024 * 1024;

/**
 * The HTTP face of the connector: board, explanations, events, health, metrics, and the few things that a person may
 * decide. Meant for loopback or a trusted network: it has no sign-in of its own.
 */
export function createApi(face: ConnectorFace): FastifyInstance {
  const server = Fastify({ logger: false, bodyLimit: bodyMaxBytes, forceCloseConnections: true });
  server.setValidatorCompiler(validatorCompiler);
  server.setSerializerCompiler(serializerCompiler);
  const api = server.withTypeProvider<ZodTypeProvider>();
  server.addHook("onRequest", async (request, reply) => {
    if (request.method !== "GET" && fromElsewhere(request.headers)) {
      return reply.code(403).send({ error: "cross-site" });
    }
    return undefined;
  });
  const byId = z.strictObject({ id: z.string().min(1).max(80) });

  api.get("/health/live", async () => ({ status: "live" }));
  // The listener opens last, once the journal is read back: who can ask is answered by a ready connector.
  api.get("/health/ready", async () => ({ status: "ready", certificates: face.certificates() }));
  api.get("/metrics", async (_request, reply) => {
    return reply.type(face.metrics.contentType).send(await face.metrics.metrics());
  });
  api.get("/board", async () => await face.board());
  api.get("/places/:id/explain", { schema: { params: byId } }, async (request, reply) => {
    return (await face.explain(request.params.id)) ?? reply.code(404).send({ error: "unknown-place" });
  });
  const endedBy = z.strictObject({ by: z.string().trim().min(1).max(100) });
  api.post("/feeds/:id/warm-up/end", { schema: { params: byId, body: endedBy } }, async (request, reply) => {
    const known = await face.endWarmUp(request.params.id, request.body.by);
    return known ? { status: "ended" } : reply.code(404).send({ error: "unknown-feed" });
  });
  api.get("/places/:id/foreign-rows", { schema: { params: byId } }, async (request, reply) => {
    return (await face.foreignRows(request.params.id)) ?? reply.code(404).send({ error: "unknown-place" });
  });
  const decided = z.strictObject({
    decision: z.enum(["delete", "keep"]),
    keys: z.array(z.string().min(1).max(40)).min(1).max(200),
    by: z.string().trim().min(1).max(100),
  });
  api.post(
    "/places/:id/foreign-rows/decide",
    { schema: { params: byId, body: decided } },
    async (request, reply) => {
      const outcome = await face.decideForeignRows({ placeId: request.params.id, ...request.body });
      switch (outcome.kind) {
        case "decided":
          return { status: "decided" };
        case "unknown-place":
          return reply.code(404).send({ error: "unknown-place" });
        case "not-listed":
          return reply.code(409).send({ error: "not-listed", keys: outcome.keys });
      }
    },
  );
  api.post("/places/:id/retry", { schema: { params: byId } }, async (request, reply) => {
    const known = await face.retryPlace(request.params.id);
    return known ? { status: "tried" } : reply.code(404).send({ error: "unknown-place" });
  });
  api.post("/targets/:id/retry", { schema: { params: byId } }, async (request, reply) => {
    const known = await face.retryTarget(request.params.id);
    return known ? { status: "tried" } : reply.code(404).send({ error: "unknown-target" });
  });
  const wish = z.strictObject({
    idNatStruct: z.string().min(1).max(20),
    externalId: z.string().min(1).max(100),
    indicator: z.string().min(1).max(64),
    operation: z.enum(["replace", "add", "delete"]),
    count: z.coerce.number().int().min(0).max(9_999),
  });
  api.get("/patch-preview", { schema: { querystring: wish } }, async (request, reply) => {
    return face.patchPreview(request.query) ?? reply.code(404).send({ error: "unknown-indicator" });
  });
  server.register(async (scope) => sampleRoute(scope, face));
  campaignRoutes(server, face.campaigns);
  serveEvents(server, face.changes);
  return server;
}

/** `POST /samples?name=FILE`, bytes as they are: what would the connector make of them? */
async function sampleRoute(scope: FastifyInstance, face: ConnectorFace): Promise<void> {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser("*", { parseAs: "buffer", bodyLimit: sampleMaxBytes }, (_request, body, done) =>
    done(null, body),
  );
  const querystring = z.strictObject({ name: z.string().max(255).default("") });
  scope
    .withTypeProvider<ZodTypeProvider>()
    .post("/samples", { bodyLimit: sampleMaxBytes, schema: { querystring } }, async (request, reply) =>
      Buffer.isBuffer(request.body) && request.body.length > 0
        ? face.readSample(request.query.name, request.body)
        : reply.code(400).send({ error: "empty" }),
    );
}

/** A page of another site, open in the operator's browser, must not decide anything here. */
function fromElsewhere(headers: Readonly<Record<string, string | string[] | undefined>>): boolean {
  const site = headers["sec-fetch-site"];
  if (site !== undefined && site !== "same-origin" && site !== "none") return true;
  const { origin, host } = headers;
  return origin !== undefined && origin !== `http://${host}` && origin !== `https://${host}`;
}

/** `GET /events`: a line whenever something on the board changed (server-sent events). */
function serveEvents(server: FastifyInstance, changes: Change): void {
  let streams = 0;
  server.get("/events", (_request, reply) => {
    if (streams >= streamsMax) {
      void reply.code(503).send({ error: "too-many-streams" });
      return;
    }
    streams += 1;
    reply.hijack();
    const { raw } = reply;
    raw.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
    raw.write(": open\n\n");
    const stop = changes.subscribe((atMs) => {
      raw.write(`event: board\ndata: ${JSON.stringify({ at: new Date(atMs).toISOString() })}\n\n`);
    });
    const beat = setInterval(() => raw.write(": alive\n\n"), heartbeatMs);
    raw.on("close", () => {
      streams -= 1;
      clearInterval(beat);
      stop();
    });
  });
}
