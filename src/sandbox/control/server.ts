import type { FastifyError } from "fastify";
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from "fastify-type-provider-zod";
import { placeIdentifier } from "../../domain/identifiers/id-nat-struct.ts";
import type { Clock } from "../../runtime/clock.ts";
import { type HttpServer, httpServer } from "../../runtime/http-server.ts";
import type { Log } from "../../runtime/log.ts";
import type { RunningEnvironment } from "../environment.ts";
import { listClients, listWriteRights, replaceClients, replaceWriteRights } from "../gate/registry.ts";
import { sameText } from "../gate/secret.ts";
import { clearJournal, readJournal } from "../journal/journal.ts";
import { emptyPlaces, listPlaces, placesFor, seedPlaces } from "../places/places.ts";
import type { Work } from "../places/tables.ts";
import {
  ClientsBody,
  EmptyBody,
  EnvironmentQuery,
  ListQuery,
  PlaceParams,
  PlacesBody,
  WriteListBody,
} from "./schemas.ts";
import { placeView } from "./views.ts";

export interface ControlWorld {
  readonly environments: readonly RunningEnvironment[];
  readonly token: string;
  readonly clock: Clock;
  readonly log: Log;
}

const BODY_MAX_BYTES = 16 * 1024 * 1024;

/** A request that names an environment which is not there. */
class UnknownEnvironment extends Error {
  readonly statusCode = 404;
}

/** HTTP API that pilots and observes the sandbox; loopback and bearer token only. Not part of what is imitated. */
export function controlServer(world: ControlWorld): HttpServer {
  const app = httpServer(BODY_MAX_BYTES);
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.addHook("onRequest", async (request, reply) => {
    if (!sameText(request.headers.authorization ?? "", `Bearer ${world.token}`)) {
      return reply
        .code(401)
        .header("www-authenticate", 'Bearer realm="control"')
        .send({ error: "control token missing or wrong" });
    }
  });
  app.setNotFoundHandler((_request, reply) => reply.code(404).send({ error: "no such address" }));
  app.setErrorHandler<FastifyError>((error, _request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) world.log.error({ err: error }, "the sandbox failed on a control call");
    return reply.code(status).send({ error: status >= 500 ? "the sandbox failed" : error.message });
  });
  const run = <Result>(name: string | undefined, work: (work: Work) => Promise<Result>): Promise<Result> =>
    environmentOf(world, name).database.transaction().execute(work);
  placeRoutes(app, world, run);
  registryRoutes(app, run);
  journalRoutes(app, world, run);
  return app;
}

type Run = <Result>(name: string | undefined, work: (work: Work) => Promise<Result>) => Promise<Result>;

function placeRoutes(server: HttpServer, world: ControlWorld, run: Run): void {
  const app = server.withTypeProvider<ZodTypeProvider>();
  app.get("/places", { schema: { querystring: ListQuery } }, async ({ query }) =>
    run(query.environment, async (work) => {
      const found = await listPlaces(work, query.after, query.limit);
      const places: unknown[] = [];
      for (const place of found) places.push(await placeView(work, place));
      const next = found.length === query.limit ? (found.at(-1)?.id ?? null) : null;
      return { places, next };
    }),
  );
  app.get(
    "/places/:idNatStruct/:externalId",
    { schema: { params: PlaceParams, querystring: EnvironmentQuery } },
    async ({ params, query }, reply) => {
      const { idNatStruct, externalId } = params;
      const view = await run(query.environment, async (work) => {
        const [place] = await placesFor(work, placeIdentifier(idNatStruct, externalId));
        return place && placeView(work, place);
      });
      return view ?? reply.code(404).send({ error: "no such place" });
    },
  );
  app.post(
    "/places",
    { schema: { body: PlacesBody, querystring: EnvironmentQuery } },
    async ({ body, query }) => ({
      added: await run(query.environment, (work) => seedPlaces(work, body.places, world.clock.nowMs())),
    }),
  );
}

function registryRoutes(server: HttpServer, run: Run): void {
  const app = server.withTypeProvider<ZodTypeProvider>();
  app.get("/clients", { schema: { querystring: EnvironmentQuery } }, async ({ query }) => ({
    clients: await run(query.environment, listClients),
  }));
  app.put(
    "/clients",
    { schema: { body: ClientsBody, querystring: EnvironmentQuery } },
    async ({ body, query }) => {
      await run(query.environment, (work) => replaceClients(work, body.clients));
      return body;
    },
  );
  app.get("/write-list", { schema: { querystring: EnvironmentQuery } }, async ({ query }) => ({
    writeList: await run(query.environment, listWriteRights),
  }));
  app.put(
    "/write-list",
    { schema: { body: WriteListBody, querystring: EnvironmentQuery } },
    async ({ body, query }) => {
      await run(query.environment, (work) => replaceWriteRights(work, body.writeList));
      return body;
    },
  );
}

function journalRoutes(server: HttpServer, world: ControlWorld, run: Run): void {
  const app = server.withTypeProvider<ZodTypeProvider>();
  app.get("/environments", { schema: { querystring: EnvironmentQuery } }, async () => ({
    environments: world.environments.map(({ name, tokenUrl, apiUrl, authority, settings }) => ({
      name,
      token: tokenUrl,
      api: apiUrl,
      authority: authority.chainPem,
      behaviour: settings.behaviour,
    })),
  }));
  app.get("/journal", { schema: { querystring: ListQuery } }, async ({ query }) =>
    run(query.environment, async (work) => {
      const exchanges = await readJournal(work, query.after, query.limit);
      return { exchanges, last: exchanges.at(-1)?.id ?? query.after };
    }),
  );
  app.post("/reset", { schema: { body: EmptyBody, querystring: EnvironmentQuery } }, async ({ query }) =>
    run(query.environment, async (work) => {
      await emptyPlaces(work, world.clock.nowMs());
      await clearJournal(work);
      return { reset: true };
    }),
  );
}

function environmentOf(world: ControlWorld, name: string | undefined): RunningEnvironment {
  const found =
    name === undefined ? world.environments[0] : world.environments.find((it) => it.name === name);
  if (!found) throw new UnknownEnvironment(`no environment is called ${name ?? ""}`);
  return found;
}
