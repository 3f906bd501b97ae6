import { isIPv6 } from "node:net";
import { join } from "node:path";
import { fastify } from "fastify";
import type { Clock } from "../runtime/clock.ts";
import { httpLimits } from "../runtime/http-server.ts";
import type { Log } from "../runtime/log.ts";
import type { Random } from "../runtime/random.ts";
import { createClosers } from "../runtime/shutdown.ts";
import { createConnectorClient } from "./live/connector-client.ts";
import { createEventRelay } from "./live/event-relay.ts";
import { addApiRoutes, type RouteParts } from "./live/routes.ts";
import { isLocalName, isLoopback, securityHeaders } from "./live/security-headers.ts";
import { readBuiltPages } from "./pages/built-pages.ts";
import { addPageRoutes, type PageParts, sendNotFound } from "./pages/routes.ts";
import { type PortalSettings, portalSettings } from "./settings.ts";

export interface PortalWorld {
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  /** Folder that holds `dist/portal`; the project's own when absent. */
  readonly root?: string;
}

export interface RunningPortal {
  /** Address of the page, without a final slash. */
  readonly url: string;
  close(): Promise<void>;
}

/** The only body that the portal takes is a name. */
const bodySizeMaxBytes = 1024;

/**
 * Starts the live page of one connector, over plain HTTP on loopback by default (DESIGN §9). It is up whether or not
 * the connector is: the page says which. Rejects on unusable settings (ZodError) or when the port is taken.
 */
export async function startPortal(settings: PortalSettings, world: PortalWorld): Promise<RunningPortal> {
  const { host, port, connectorUrl, title } = portalSettings.parse(settings);
  const closers = createClosers();
  try {
    const pages = await readBuiltPages(world.root ?? join(import.meta.dirname, "../.."));
    if (pages.state !== "ready") world.log.error({ state: pages.state }, "pages not built: npm run build-web");
    const connector = createConnectorClient(connectorUrl, world.clock);
    closers.add("connector client", () => connector.close());
    const relay = createEventRelay(`${connectorUrl}/events`, world);
    closers.add("event relay", () => relay.close());
    const app = createApp(
      host,
      { connector, relay, clock: world.clock, log: world.log },
      { pages, title, random: world.random },
    );
    closers.add("http server", () => app.close());
    await app.listen({ host, port });
    const address = app.server.address();
    if (address === null || typeof address === "string") throw new Error("the server has no port");
    const url = `http://${isIPv6(host) ? `[${host}]` : host}:${address.port}`;
    world.log.info({ url, connectorUrl }, "portal ready");
    return { url, close: () => closers.close() };
  } catch (error) {
    await closers.close();
    throw error;
  }
}

function createApp(host: string, parts: RouteParts, pageParts: PageParts) {
  const app = fastify({ ...httpLimits, bodyLimit: bodySizeMaxBytes, logger: false });
  const localOnly = isLoopback(host);
  app.addHook("onRequest", async (request, reply) => {
    reply.headers(securityHeaders);
    if (localOnly && !isLocalName(request.headers.host)) return reply.code(421).send();
    return undefined;
  });
  // A body that nobody asked for is read and forgotten, whatever its type.
  app.addContentTypeParser("*", { parseAs: "buffer" }, (_request, _body, done) => done(null));
  app.setErrorHandler((error, _request, reply) => {
    parts.log.error({ err: error }, "request failed");
    const status = error instanceof Error && "statusCode" in error ? Number(error.statusCode) : 500;
    return reply.code(status >= 400 && status < 500 ? status : 500).send();
  });
  app.setNotFoundHandler((request, reply) => sendNotFound(request, reply, pageParts));
  app.register(async (scope) => addPageRoutes(scope, pageParts));
  app.register(async (scope) => addApiRoutes(scope, parts));
  return app;
}
