import type { RunningEnvironment } from "../../environment.ts";
import type { ActiveRule } from "../../faults/book.ts";
import { faults } from "../../faults/table.ts";
import { EnvironmentQuery, FaultBody, FaultParams } from "../schemas.ts";
import { type ControlApp, type ControlWorld, environmentOf, NotThere } from "../world.ts";

/** Faults by name: what exists, what is on. */
export function faultRoutes(app: ControlApp, world: ControlWorld): void {
  const of = (name: string | undefined): RunningEnvironment["faults"] => environmentOf(world, name).faults;
  app.get("/faults/names", { schema: { summary: "Every fault that can be switched on" } }, async () => ({
    faults: Object.values(faults).map(({ name, endpoints, recovery, fr, en }) => ({
      name,
      endpoints,
      recovery,
      fr,
      en,
    })),
  }));
  app.get(
    "/faults",
    { schema: { summary: "Faults that are on", querystring: EnvironmentQuery } },
    async ({ query }) => ({ faults: of(query.environment).list().map(view) }),
  );
  app.post(
    "/faults",
    { schema: { summary: "Switches a fault on", body: FaultBody, querystring: EnvironmentQuery } },
    async ({ body, query }, reply) => {
      reply.code(201);
      return view(of(query.environment).add(body));
    },
  );
  app.delete(
    "/faults/:id",
    { schema: { summary: "Switches one off", params: FaultParams, querystring: EnvironmentQuery } },
    async ({ params, query }) => {
      if (!of(query.environment).remove(params.id)) throw new NotThere("no such fault");
      return { removed: params.id };
    },
  );
  app.delete(
    "/faults",
    { schema: { summary: "Switches all off", querystring: EnvironmentQuery } },
    async ({ query }) => {
      of(query.environment).clear();
      return { faults: [] };
    },
  );
}

function view({ id, rule, matchedCalls, struckCalls }: ActiveRule): unknown {
  return { id, ...rule, matchedCalls, struckCalls };
}
