import swagger from "@fastify/swagger";
import { type FastifyInstance, fastify } from "fastify";
import { jsonSchemaTransform, serializerCompiler, validatorCompiler } from "fastify-type-provider-zod";
import { httpLimits } from "../runtime/http-server.ts";
import { guardRoutes } from "./access/guard.ts";
import { type ActOutParts, actOutRoutes } from "./act-out/routes.ts";
import { archiveRoutes } from "./archive/routes.ts";
import { auditRoutes } from "./audit/routes.ts";
import { certificateRoutes } from "./certificates/routes.ts";
import { allowUploads, uploadGate } from "./documents/read-upload.ts";
import { documentRoutes } from "./documents/routes.ts";
import { establishmentRoutes } from "./establishments/routes.ts";
import { delayRoutes } from "./journey/delays.ts";
import { findJourney } from "./journey/journeys.ts";
import { journeyRoutes } from "./journey/routes.ts";
import { type JourneyWorld, typed } from "./journey/world.ts";
import { libraryRoutes } from "./library/routes.ts";
import { addApiRoutes, type RouteParts } from "./live/routes.ts";
import { isLocalName, isLoopback, securityHeaders } from "./live/security-headers.ts";
import { mappingRoutes } from "./mapping/routes.ts";
import { messageRoutes } from "./messages/routes.ts";
import { measureAnswers, portalMetrics } from "./operations/metrics.ts";
import { operationRoutes } from "./operations/routes.ts";
import { addPageRoutes, type PageParts, sendNotFound } from "./pages/routes.ts";
import { paperRoutes } from "./papers/routes.ts";
import { peopleRoutes } from "./people/routes.ts";
import { answerProblem } from "./problems.ts";
import { queueRoutes } from "./queue/routes.ts";
import { referenceRoutes } from "./references/routes.ts";
import { sampleRoutes } from "./samples/routes.ts";
import type { SignIn } from "./signin/create-sign-in.ts";
import { keepRequestsStorable } from "./storable-request.ts";
import { testAccessRoutes } from "./test-access/routes.ts";
import type { CampaignClient } from "./test-platform/campaign-client.ts";
import { campaignRoutes } from "./test-platform/campaign-routes.ts";
import type { TestPlatform } from "./test-platform/open.ts";
import { testPlatformRoutes } from "./test-platform/routes.ts";
import { whiteListRoutes } from "./white-list/routes.ts";

/** Everything that the portal's server is made of. */
export interface ServerParts {
  readonly host: string;
  readonly live: RouteParts;
  readonly pages: PageParts;
  readonly signIn: SignIn;
  readonly journey: JourneyWorld;
  /** The sandbox that suppliers test on, where one is set. */
  readonly testPlatform: TestPlatform | undefined;
  /** Campaigns of tests that the connector runs. */
  readonly campaigns: CampaignClient;
  readonly actOut: Omit<ActOutParts, "signIn">;
}

/** A page's typing, at most two hundred fields at once; files have their own limit. */
const bodySizeMaxBytes = 1024 * 1024;
/** Ten megabytes on a bad line take their time; headers have the usual minute. */
const requestTimeoutMs = 300_000;

/** The portal's server, complete and not listening. A route that no line of the access table allows rejects. */
export async function portalServer(parts: ServerParts): Promise<FastifyInstance> {
  const { journey } = parts;
  const app = fastify({
    ...httpLimits,
    requestTimeout: requestTimeoutMs,
    bodyLimit: bodySizeMaxBytes,
    logger: false,
    // An address that cannot be decoded comes to no hook: its answer gets here what every other one has.
    frameworkErrors: (error, request, reply) =>
      answerProblem(journey.log)(error, request, reply.headers(securityHeaders)),
  });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  const localOnly = isLoopback(parts.host);
  app.addHook("onRequest", async (request, reply) => {
    reply.headers(securityHeaders);
    if (localOnly && !isLocalName(request.headers.host)) return reply.code(421).send();
    return undefined;
  });
  app.setErrorHandler(answerProblem(journey.log));
  app.setNotFoundHandler((request, reply) => sendNotFound(request, reply, parts.pages));
  await app.register(parts.signIn.plugin);
  keepRequestsStorable(app);
  guardRoutes(app, (id) => findJourney(journey.database, id, journey.list.regionsOf), localOnly);
  await app.register(swagger, {
    openapi: { openapi: "3.1.0", info: { title: "Raccord portal", version: "1" } },
    transform: jsonSchemaTransform,
  });
  const metrics = portalMetrics(journey.database);
  measureAnswers(app, metrics);
  operationRoutes(app, {
    database: journey.database,
    metrics,
    pagesReady: parts.pages.pages.state === "ready",
  });
  app.register(async (scope) => addPageRoutes(scope, parts.pages));
  app.register(async (scope) => {
    // A body that nobody asked for is read and forgotten, whatever its type.
    scope.addContentTypeParser("*", { parseAs: "buffer" }, (_request, _body, done) => done(null));
    addApiRoutes(scope, parts.live);
  });
  app.register(async (scope) => {
    forbidCaches(scope);
    certificateRoutes(typed(scope), journey);
    sampleRoutes(typed(scope), journey, parts.live.connector);
    delayRoutes(typed(scope), journey);
  });
  app.register(async (scope) => {
    forbidCaches(scope);
    await allowUploads(scope);
    const uploads = uploadGate();
    const routes = typed(scope);
    journeyRoutes(routes, journey);
    documentRoutes(routes, journey, uploads);
    establishmentRoutes(routes, journey, uploads);
    libraryRoutes(routes, journey, uploads);
    referenceRoutes(routes, journey, uploads);
    peopleRoutes(routes, journey);
    auditRoutes(routes, journey);
    mappingRoutes(routes, journey);
    paperRoutes(routes, journey);
    archiveRoutes(routes, journey);
    messageRoutes(routes, journey);
    queueRoutes(routes, journey);
    whiteListRoutes(routes, journey);
    testAccessRoutes(routes, journey);
    testPlatformRoutes(routes, journey, parts.testPlatform);
    campaignRoutes(routes, journey, parts.campaigns);
    actOutRoutes(routes, journey, { ...parts.actOut, signIn: parts.signIn });
    scope.get("/api/openapi.json", { schema: { hide: true } }, async () => app.swagger());
  });
  return app;
}

/** Answers about a journey are for one person and one moment. */
function forbidCaches(scope: FastifyInstance): void {
  scope.addHook("onRequest", async (_request, reply) => {
    reply.header("cache-control", "no-store");
  });
}
