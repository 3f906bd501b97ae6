import { ensureNationalData, heldGeneration, refreshRows, resetRows } from "../../data/national-data.ts";
import { clearJournal } from "../../journal/journal.ts";
import { Generation } from "../../settings.ts";
import { EmptyBody, EnvironmentQuery } from "../schemas.ts";
import { type ControlApp, type ControlWorld, inEnvironment } from "../world.ts";

/** The national data set, its monthly refresh, and the reset. */
export function dataRoutes(app: ControlApp, world: ControlWorld): void {
  const { clock } = world;
  app.get(
    "/national-data",
    { schema: { summary: "Seed and size of the generated data set", querystring: EnvironmentQuery } },
    async ({ query }) => ({
      generation: (await inEnvironment(world, query.environment, heldGeneration)) ?? null,
    }),
  );
  app.put(
    "/national-data",
    {
      schema: {
        summary: "Makes the national data set of that seed and size",
        body: Generation,
        querystring: EnvironmentQuery,
      },
    },
    async ({ body, query }) =>
      inEnvironment(world, query.environment, async (work, { settings }) => {
        const { gender03 } = settings.behaviour;
        await ensureNationalData(work, body, { gender03, nowMs: clock.nowMs() });
        return { generation: body };
      }),
  );
  app.post(
    "/refresh",
    {
      schema: {
        summary: "The monthly refresh: written rows vanish, generated rows are back",
        body: EmptyBody,
        querystring: EnvironmentQuery,
      },
    },
    async ({ query }) =>
      inEnvironment(world, query.environment, async (work, { settings }) => {
        const { gender03 } = settings.behaviour;
        await refreshRows(work, { gender03, nowMs: clock.nowMs() });
        return { refreshed: true };
      }),
  );
  app.post(
    "/reset",
    {
      schema: {
        summary: "Rows, versions, journal and faults as at the first start; clients and write list stay",
        body: EmptyBody,
        querystring: EnvironmentQuery,
      },
    },
    async ({ query }) =>
      inEnvironment(world, query.environment, async (work, { settings, faults }) => {
        const { gender03 } = settings.behaviour;
        await resetRows(work, { gender03, nowMs: clock.nowMs() });
        await clearJournal(work);
        faults.reset();
        return { reset: true };
      }),
  );
}
