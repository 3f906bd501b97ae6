import type { ServerOptions } from "node:https";
import type { AddressInfo } from "node:net";
import { fastify } from "fastify";

/** Limits of every listener of the product. */
export const httpLimits = {
  /** A client that does not finish its request in time is cut. */
  requestTimeout: 30_000,
  keepAliveTimeout: 60_000,
  /** Open keep-alive connections do not hold up a stop. */
  forceCloseConnections: true,
  routerOptions: { maxParamLength: 500 },
} as const;

/** A Fastify server over TLS, with the limits of the product. Not listening yet. */
export function httpsServer(tls: ServerOptions, bodyMaxBytes: number) {
  return fastify({ ...httpLimits, https: tls, bodyLimit: bodyMaxBytes });
}
export type HttpsServer = ReturnType<typeof httpsServer>;

/** A Fastify server in clear, for loopback, with the limits of the product. Not listening yet. */
export function httpServer(bodyMaxBytes: number) {
  return fastify({ ...httpLimits, bodyLimit: bodyMaxBytes });
}
export type HttpServer = ReturnType<typeof httpServer>;

/** Starts listening on the loopback address only; `port` 0 takes any. Returns the port. Rejects when it is taken. */
export async function listenOnLoopback(app: HttpServer | HttpsServer, port: number): Promise<number> {
  await app.listen({ host: "127.0.0.1", port });
  const address: AddressInfo | string | null = app.server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return address.port;
}
