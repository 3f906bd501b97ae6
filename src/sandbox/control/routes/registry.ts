import { listClients, listWriteRights, replaceClients, replaceWriteRights } from "../../gate/registry.ts";
import { ClientsBody, EnvironmentQuery, WriteListBody } from "../schemas.ts";
import { type ControlApp, type ControlWorld, inEnvironment } from "../world.ts";

/** Clients and the write list. */
export function registryRoutes(app: ControlApp, world: ControlWorld): void {
  app.get(
    "/clients",
    { schema: { summary: "Registered clients, without secrets", querystring: EnvironmentQuery } },
    async ({ query }) => ({ clients: await inEnvironment(world, query.environment, listClients) }),
  );
  app.put(
    "/clients",
    { schema: { summary: "The whole list of clients", body: ClientsBody, querystring: EnvironmentQuery } },
    async ({ body, query }) =>
      inEnvironment(world, query.environment, async (work) => {
        await replaceClients(work, body.clients);
        return { clients: await listClients(work) };
      }),
  );
  app.get(
    "/write-list",
    { schema: { summary: "Who may write which establishment", querystring: EnvironmentQuery } },
    async ({ query }) => ({ writeList: await inEnvironment(world, query.environment, listWriteRights) }),
  );
  app.put(
    "/write-list",
    { schema: { summary: "The whole write list", body: WriteListBody, querystring: EnvironmentQuery } },
    async ({ body, query }) => {
      await inEnvironment(world, query.environment, (work) => replaceWriteRights(work, body.writeList));
      return body;
    },
  );
}
