import swagger from "@fastify/swagger";
import type { FastifyError } from "fastify";
import { jsonSchemaTransform, serializerCompiler, validatorCompiler } from "fastify-type-provider-zod";
import { errorCatalogue } from "../../runtime/errors/catalogue.ts";
import { RaccordError } from "../../runtime/errors/raccord-error.ts";
import { type HttpServer, httpServer } from "../../runtime/http-server.ts";
import { sameText } from "../gate/secret.ts";
import { dataRoutes } from "./routes/data.ts";
import { faultRoutes } from "./routes/faults.ts";
import { journalRoutes } from "./routes/journal.ts";
import { lintRoutes } from "./routes/lint.ts";
import { healthPaths, operationRoutes } from "./routes/operations.ts";
import { placeRoutes } from "./routes/places.ts";
import { registryRoutes } from "./routes/registry.ts";
import { worldRoutes } from "./routes/world.ts";
import { type ControlWorld, typed } from "./world.ts";

export type { ControlWorld } from "./world.ts";

const allRoutes = [
  operationRoutes,
  worldRoutes,
  placeRoutes,
  dataRoutes,
  registryRoutes,
  faultRoutes,
  journalRoutes,
  lintRoutes,
];
const BODY_MAX_BYTES = 16 * 1024 * 1024;

/**
 * HTTP API that pilots and observes the sandbox; loopback and bearer token only. Not part of what is imitated.
 * `GET /openapi.json` describes it.
 */
export function controlServer(world: ControlWorld): HttpServer {
  const app = httpServer(BODY_MAX_BYTES);
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.addHook("onRequest", async (request, reply) => {
    if (healthPaths.has(request.url.replace(/\?.*$/, ""))) return undefined;
    if (!sameText(request.headers.authorization ?? "", `Bearer ${world.token}`)) {
      return reply
        .code(401)
        .header("www-authenticate", 'Bearer realm="control"')
        .send({ error: "control token missing or wrong" });
    }
    return undefined;
  });
  app.setNotFoundHandler((_request, reply) => reply.code(404).send({ error: "no such address" }));
  app.setErrorHandler<FastifyError>((error, _request, reply) => {
    const wrongInput = error instanceof RaccordError && errorCatalogue[error.code].kind === "permanent";
    const status = wrongInput ? 400 : (error.statusCode ?? 500);
    if (status >= 500) world.log.error({ err: error }, "the sandbox failed on a control call");
    return reply.code(status).send({ error: status >= 500 ? "the sandbox failed" : error.message });
  });
  void app.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: { title: "Raccord sandbox, control API", version: "1" },
      components: { securitySchemes: { control: { type: "http", scheme: "bearer" } } },
      security: [{ control: [] }],
    },
    transform: jsonSchemaTransform,
  });
  // A plugin of its own, so that it is loaded after the one above, which could not see the routes otherwise.
  void app.register(async (scope) => {
    const routes = typed(scope);
    for (const add of allRoutes) add(routes, world);
    scope.get("/openapi.json", { schema: { hide: true } }, async () => app.swagger());
  });
  return app;
}
