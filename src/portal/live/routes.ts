import { PassThrough } from "node:stream";
import type { FastifyInstance, FastifyReply } from "fastify";
import type { Clock } from "../../runtime/clock.ts";
import type { Log } from "../../runtime/log.ts";
import { type Board, type Problem, type ProblemBody, warmUpEndSchema } from "./board-schema.ts";
import type { Answer, ConnectorClient } from "./connector-client.ts";
import type { EventRelay } from "./event-relay.ts";
import { isSameOrigin } from "./security-headers.ts";

export interface RouteParts {
  readonly connector: ConnectorClient;
  readonly relay: EventRelay;
  readonly clock: Clock;
  readonly log: Log;
}

const pagesMax = 200;
/** A page that does not read is cut once so much waits for it. */
const unreadMaxBytes = 65_536;

const statusOf: Readonly<Record<Problem, number>> = {
  unreachable: 503,
  timeout: 504,
  "not-understood": 502,
  "not-found": 404,
  refused: 502,
};

/** The connector's API as the page sees it: reading, and the one act of ending a warm-up. */
export function addApiRoutes(app: FastifyInstance, parts: RouteParts): void {
  const { connector, clock, log } = parts;
  let last: Board | null = null;
  const problem = (
    reply: FastifyReply,
    failed: Answer<unknown> & { ok: false },
    more?: { last: Board | null },
  ) => {
    log.warn({ problem: failed.problem, detail: failed.detail }, "connector did not answer as agreed");
    const at = new Date(clock.nowMs()).toISOString();
    return reply
      .code(statusOf[failed.problem])
      .send({ problem: failed.problem, at, ...more } satisfies ProblemBody);
  };
  app.addHook("onRequest", async (_request, reply) => {
    reply.header("cache-control", "no-store");
  });
  app.get("/api/board", async (_request, reply) => {
    const answer = await connector.board();
    if (!answer.ok) return problem(reply, answer, { last });
    last = answer.value;
    return reply.send(answer.value);
  });
  app.get<{ Params: { id: string } }>("/api/places/:id/explain", async (request, reply) => {
    const answer = await connector.explain(request.params.id);
    return answer.ok ? reply.send(answer.value) : problem(reply, answer);
  });
  app.post<{ Params: { feed: string } }>("/api/feeds/:feed/warm-up/end", async (request, reply) => {
    if (!isSameOrigin(request.headers)) return reply.code(403).send();
    const decision = warmUpEndSchema.safeParse(request.body);
    if (!decision.success) return reply.code(400).send();
    const answer = await connector.endWarmUp(request.params.feed, decision.data.by);
    return answer.ok ? reply.code(204).send() : problem(reply, answer);
  });
  app.get("/api/events", (_request, reply) => openEvents(parts.relay, reply));
}

function openEvents(relay: EventRelay, reply: FastifyReply): FastifyReply {
  if (relay.listeners() >= pagesMax) return reply.code(503).send();
  const stream = new PassThrough();
  const end = relay.subscribe((text) => {
    if (stream.writableLength > unreadMaxBytes) stream.destroy();
    else stream.write(text);
  });
  stream.on("close", end);
  // The first bytes make the browser see the open stream; a browser that lost it comes back after this long.
  stream.write("retry: 2000\n\n");
  return reply.type("text/event-stream; charset=utf-8").header("x-accel-buffering", "no").send(stream);
}
