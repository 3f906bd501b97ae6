import {
  grantWriteRights,
  listClients,
  listWriteRights,
  registerClients,
  replaceClients,
  replaceWriteRights,
  strikeClient,
  withdrawWriteRight,
} from "../../gate/registry.ts";
import { ClientEntry } from "../../settings.ts";
import {
  ClientBody,
  ClientParams,
  ClientsAnswer,
  ClientsBody,
  EnvironmentQuery,
  WriteListAnswer,
  WriteListBody,
  WriteRightQuery,
} from "../schemas.ts";
import { type ControlApp, type ControlWorld, inEnvironment, NotThere, WrongInput } from "../world.ts";

/** Clients and the write list: whole, or one line at a time for whoever shares the sandbox with others. */
export function registryRoutes(app: ControlApp, world: ControlWorld): void {
  clientRoutes(app, world);
  writeListRoutes(app, world);
}

function clientRoutes(app: ControlApp, world: ControlWorld): void {
  const shared = { querystring: EnvironmentQuery, response: { 200: ClientsAnswer } };
  app.get(
    "/clients",
    { schema: { summary: "Registered clients, without secrets", ...shared } },
    async ({ query }) => ({ clients: await inEnvironment(world, query.environment, listClients) }),
  );
  app.put(
    "/clients",
    { schema: { summary: "The whole list of clients", body: ClientsBody, ...shared } },
    async ({ body, query }) =>
      inEnvironment(world, query.environment, async (work) => {
        await replaceClients(work, body.clients);
        return { clients: await listClients(work) };
      }),
  );
  app.put(
    "/clients/:clientId",
    {
      schema: {
        summary: "Registers one client, or changes it: subject of its certificate, access profile",
        params: ClientParams,
        body: ClientBody,
        ...shared,
      },
    },
    async ({ body, params, query }) => {
      const entry = ClientEntry.safeParse({ clientId: params.clientId, ...body });
      if (!entry.success) throw new WrongInput(entry.error.issues[0]?.message ?? "no client");
      return inEnvironment(world, query.environment, async (work) => {
        await registerClients(work, [entry.data]);
        return { clients: await listClients(work) };
      });
    },
  );
  app.delete(
    "/clients/:clientId",
    {
      schema: {
        summary: "Strikes one client off at once: tokens that it holds are refused from the next call on",
        params: ClientParams,
        ...shared,
      },
    },
    async ({ params, query }) =>
      inEnvironment(world, query.environment, async (work) => {
        if (!strikeClient(work, params.clientId)) throw new NotThere("no such client");
        return { clients: await listClients(work) };
      }),
  );
}

function writeListRoutes(app: ControlApp, world: ControlWorld): void {
  const response = { 200: WriteListAnswer };
  app.get(
    "/write-list",
    { schema: { summary: "Who may write which establishment", querystring: EnvironmentQuery, response } },
    async ({ query }) => ({ writeList: await inEnvironment(world, query.environment, listWriteRights) }),
  );
  app.put(
    "/write-list",
    {
      schema: {
        summary: "The whole write list",
        body: WriteListBody,
        querystring: EnvironmentQuery,
        response,
      },
    },
    async ({ body, query }) => {
      await inEnvironment(world, query.environment, (work) => replaceWriteRights(work, body.writeList));
      return body;
    },
  );
  app.post(
    "/write-list",
    {
      schema: {
        summary: "Adds lines to the write list; those that stand there stay",
        body: WriteListBody,
        querystring: EnvironmentQuery,
        response,
      },
    },
    async ({ body, query }) =>
      inEnvironment(world, query.environment, async (work) => {
        grantWriteRights(work, body.writeList);
        return { writeList: await listWriteRights(work) };
      }),
  );
  app.delete(
    "/write-list",
    {
      schema: {
        summary: "Takes one line off the write list, from the next call on",
        querystring: WriteRightQuery,
        response,
      },
    },
    async ({ query }) =>
      inEnvironment(world, query.environment, async (work) => {
        if (!withdrawWriteRight(work, query)) throw new NotThere("no such line");
        return { writeList: await listWriteRights(work) };
      }),
  );
}
