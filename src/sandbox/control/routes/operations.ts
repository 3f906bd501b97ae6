import { Gauge, Registry } from "prom-client";
import type { ControlApp, ControlWorld } from "../world.ts";

/** Addresses that tell without the control token whether the sandbox runs: they say nothing else. */
export const healthPaths: ReadonlySet<string> = new Set(["/health/live", "/health/ready"]);

/** `/health/live`, `/health/ready`, and `/metrics` under the control token (DESIGN §9). */
export function operationRoutes(app: ControlApp, world: ControlWorld): void {
  const registry = sandboxMetrics(world);
  app.get("/health/live", { schema: { summary: "The process answers" } }, async () => ({ status: "live" }));
  // The control API is the last to listen: whoever can ask is answered by every environment.
  app.get("/health/ready", { schema: { summary: "Every environment answers" } }, async () => ({
    status: "ready",
    environments: world.environments.map(({ name }) => name),
  }));
  app.get(
    "/metrics",
    { schema: { summary: "Figures in the format of Prometheus" } },
    async (_request, reply) => reply.type(registry.contentType).send(await registry.metrics()),
  );
}

function sandboxMetrics(world: ControlWorld): Registry {
  const registry = new Registry();
  new Gauge({
    name: "raccord_sandbox_exchanges",
    help: "Exchanges that the journal holds, by environment, endpoint and status of the answer",
    labelNames: ["environment", "endpoint", "status"],
    registers: [registry],
    async collect() {
      this.reset();
      for (const { name: environment, database } of world.environments) {
        const rows = await database
          .selectFrom("journal")
          .select(({ fn }) => ["endpoint", "status", fn.countAll<number>().as("count")])
          .groupBy(["endpoint", "status"])
          .execute();
        for (const { endpoint, status, count } of rows)
          this.set({ environment, endpoint, status: String(status) }, Number(count));
      }
    },
  });
  return registry;
}
