import type { FastifyInstance } from "fastify";
import { Gauge, Histogram, Registry } from "prom-client";
import type { PortalDatabase } from "../store/tables.ts";

/** Tables of what waits to be done elsewhere, by the name under which it is counted. */
const waiting = {
  message: "message",
  white_list_change: "platform_change",
  test_access: "test_access",
} as const;

/** The registry of one portal: how long its answers take, and what it has not brought to its place yet. */
export function portalMetrics(database: PortalDatabase): Registry {
  const registry = new Registry();
  new Gauge({
    name: "raccord_portal_waiting",
    help: "Messages and changes of platforms that wait, by how the last attempt ended",
    labelNames: ["what", "state"],
    registers: [registry],
    async collect() {
      this.reset();
      for (const [what, table] of Object.entries(waiting)) {
        for (const state of ["queued", "failed"] as const) {
          const row = await database
            .selectFrom(table)
            .select(({ fn }) => fn.countAll<number>().as("count"))
            .where("state", "=", state)
            .executeTakeFirstOrThrow();
          this.set({ what, state }, Number(row.count));
        }
      }
    },
  });
  new Gauge({
    name: "raccord_portal_journeys",
    help: "Files of suppliers",
    registers: [registry],
    async collect() {
      const row = await database
        .selectFrom("journey")
        .select(({ fn }) => fn.countAll<number>().as("count"))
        .executeTakeFirstOrThrow();
      this.set(Number(row.count));
    },
  });
  return registry;
}

/** Measures every answer of the server into the registry, by route: addresses of files stay out of it. */
export function measureAnswers(app: FastifyInstance, registry: Registry): void {
  const seconds = new Histogram({
    name: "raccord_portal_request_seconds",
    help: "Time until an answer was sent, by route",
    labelNames: ["method", "route", "status"],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2.5, 5],
    registers: [registry],
  });
  app.addHook("onResponse", async (request, reply) => {
    const route = request.routeOptions.url ?? "unknown";
    const { method } = request;
    seconds.observe({ method, route, status: String(reply.statusCode) }, reply.elapsedTime / 1000);
  });
}
