import { ClockBody, EmptyBody, EnvironmentQuery } from "../schemas.ts";
import { type ControlApp, type ControlWorld, environmentOf } from "../world.ts";

/** Environments, clock and signing keys. */
export function worldRoutes(app: ControlApp, world: ControlWorld): void {
  const { clock } = world;
  const clockView = () => ({ now: new Date(clock.nowMs()).toISOString(), offsetMs: clock.offsetMs() });
  app.get(
    "/environments",
    { schema: { summary: "Addresses, authorities and settings", querystring: EnvironmentQuery } },
    async () => ({
      environments: world.environments.map(({ name, tokenUrl, apiUrl, authority, settings }) => ({
        name,
        token: tokenUrl,
        api: apiUrl,
        authority: authority.chainPem,
        behaviour: settings.behaviour,
      })),
    }),
  );
  app.get("/clock", { schema: { summary: "Time of the sandbox" } }, async () => clockView());
  app.put(
    "/clock",
    { schema: { summary: "Moves the clock of every environment", body: ClockBody } },
    async ({ body }) => {
      clock.setOffsetMs(body.offsetMs);
      return clockView();
    },
  );
  app.post(
    "/signing-keys",
    { schema: { summary: "Signs tokens with a new key", body: EmptyBody, querystring: EnvironmentQuery } },
    async ({ query }) => ({
      kid: await environmentOf(world, query.environment).tokens.rotate(clock.nowMs()),
    }),
  );
}
