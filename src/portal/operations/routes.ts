import type { FastifyInstance } from "fastify";
import { type RawBuilder, sql } from "kysely";
import type { Registry } from "prom-client";
import { isForwarded, isLoopback } from "../live/security-headers.ts";
import type { PortalDatabase } from "../store/tables.ts";

/** What operation looks at. */
export interface OperationParts {
  readonly database: PortalDatabase;
  readonly metrics: Registry;
  readonly pagesReady: boolean;
}

const one: RawBuilder<unknown> = sql`select 1`;

/**
 * `/health/live`, `/health/ready` and `/metrics` (DESIGN §9). Ready: the database answers and the pages are built; otherwise
 * 503 with what is missing. Metrics are told to this machine alone: there is no sign-in for a collector, and how busy a
 * portal is concerns whoever runs it.
 */
export function operationRoutes(app: FastifyInstance, parts: OperationParts): void {
  app.get("/health/live", async () => ({ status: "live" }));
  app.get("/health/ready", async (_request, reply) => {
    if (!parts.pagesReady) return reply.code(503).send({ status: "not-ready", missing: "pages" });
    try {
      await one.execute(parts.database);
    } catch {
      return reply.code(503).send({ status: "not-ready", missing: "database" });
    }
    return { status: "ready" };
  });
  app.get("/metrics", async (request, reply) => {
    if (!isLoopback(request.ip) || isForwarded(request.headers)) return reply.code(404).send();
    return reply.type(parts.metrics.contentType).send(await parts.metrics.metrics());
  });
}
