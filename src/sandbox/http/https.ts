import type { ServerOptions } from "node:https";
import type { Duplex } from "node:stream";
import { fastify } from "fastify";
import { type HttpsServer, httpLimits } from "../../runtime/http-server.ts";
import { FHIR_JSON, operationOutcome } from "../../wire/fhir/operation-outcome.ts";

/** Limits of one listener that the settings may change. */
export interface ListenerLimits {
  readonly requestTimeoutMs: number;
  readonly connectionsMax: number;
}

/** How often Node looks for requests that take too long. */
const CHECK_INTERVAL_MAX_MS = 5000;

/**
 * A Fastify server over TLS whose refusals below HTTP routing (unreadable request, too many headers, too slow) are
 * an OperationOutcome too, or a closed connection. Not listening yet.
 */
export function sandboxHttps(tls: ServerOptions, bodyMaxBytes: number, limits: ListenerLimits): HttpsServer {
  const { requestTimeoutMs } = limits;
  const app = fastify({
    ...httpLimits,
    requestTimeout: requestTimeoutMs,
    https: {
      ...tls,
      headersTimeout: requestTimeoutMs,
      connectionsCheckingInterval: Math.min(CHECK_INTERVAL_MAX_MS, requestTimeoutMs),
    },
    bodyLimit: bodyMaxBytes,
    frameworkErrors: (_error, _request, reply) => {
      reply.hijack();
      const { type, text } = unreadable;
      const headers = { "content-type": type, "content-length": Buffer.byteLength(text) };
      reply.raw.writeHead(400, headers).end(text);
    },
    clientErrorHandler: endUnreadable,
  });
  app.server.maxConnections = limits.connectionsMax;
  return app;
}

const unreadable = {
  type: `${FHIR_JSON};charset=UTF-8`,
  text: outcomeText("structure", "La requête HTTP ne peut pas être lue"),
};

/** Answers what Node's parser refused, when the connection can still take it, and closes it. */
function endUnreadable(error: { readonly code?: string }, socket: Duplex): void {
  if (error.code === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return;
  }
  const [status, text] = clientFault(error.code);
  const head = [
    `HTTP/1.1 ${status}`,
    `content-type: ${unreadable.type}`,
    `content-length: ${Buffer.byteLength(text)}`,
    "connection: close",
  ];
  socket.end(`${head.join("\r\n")}\r\n\r\n${text}`);
}

function clientFault(code: string | undefined): readonly [status: string, text: string] {
  switch (code) {
    case "HPE_HEADER_OVERFLOW":
      return ["431 Request Header Fields Too Large", outcomeText("too-long", "En-têtes HTTP trop longs")];
    case "ERR_HTTP_REQUEST_TIMEOUT":
      return ["408 Request Timeout", outcomeText("timeout", "Requête HTTP trop lente")];
    default:
      return ["400 Bad Request", unreadable.text];
  }
}

function outcomeText(code: string, diagnostics: string): string {
  return JSON.stringify(operationOutcome([{ severity: "error", code, diagnostics }]));
}
