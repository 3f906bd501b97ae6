import type { IncomingHttpHeaders } from "node:http";
import type { FastifyError } from "fastify";
import type { HttpsServer } from "../../runtime/http-server.ts";
import type { Log } from "../../runtime/log.ts";
import { FHIR_JSON } from "../../wire/fhir/operation-outcome.ts";
import { FAULT_HEADER } from "../faults/header.ts";
import { sandboxHttps } from "../http/https.ts";
import { sendAnswer } from "../http/send.ts";
import { type Finding, finding } from "../rules/finding.ts";
import { refusedAnswer } from "./answer.ts";
import { type ApiEnvironment, refuseCall } from "./call.ts";
import { patchLocation } from "./exchange.ts";
import { READ_PREFIX, searchLocations } from "./read/exchange.ts";
import { capabilityStatement } from "./read/metadata.ts";

/** The published path of the capacity update (ror-api §2, §5.1). */
const PATCH_PATH = "/ws-synchro-dispo-lits-fhir/Location";

/** Headers of reads, which a PATCH must not carry (ror-api §4). */
const rorHeaderNames = [
  "Ror-Profil-Utilisateur-Code",
  "Ror-Profil-Utilisateur-System",
  "Ror-Role-Metier-Code",
  "Ror-Role-Metier-System",
];

/** HTTPS server of the API: no client certificate here, the token is enough (ror-api §3). */
export function apiServer(
  env: ApiEnvironment,
  tls: { readonly cert: string; readonly key: string },
  log: Log,
): HttpsServer {
  const { clock, settings } = env;
  const app = sandboxHttps({ cert: tls.cert, key: tls.key }, settings.behaviour.bodyMaxBytes, settings);
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) => done(null, body));

  app.patch(PATCH_PATH, async (request, reply) => {
    const { headers, body } = request;
    const answer = await patchLocation(env, {
      url: request.url,
      authorization: headers.authorization,
      contentType: headers["content-type"],
      rorHeaders: rorHeadersIn(headers),
      faultHeader: oneHeader(headers, FAULT_HEADER),
      identifiers: identifiersIn(request.query),
      body: body instanceof Uint8Array ? body : new Uint8Array(),
    });
    return sendAnswer(reply, answer, clock);
  });
  app.get(`${READ_PREFIX}/Location`, async (request, reply) => {
    const { headers, query, url } = request;
    const answer = await searchLocations(env, {
      url,
      apiUrl: `https://${headers.host ?? "localhost"}`,
      authorization: headers.authorization,
      missingHeaders: rorHeaderNames.filter((name) => !headers[name.toLowerCase()]),
      faultHeader: oneHeader(headers, FAULT_HEADER),
      query,
    });
    return sendAnswer(reply, answer, clock);
  });
  // What a server can do is told to anyone (FHIR R4 §3.1.0.9).
  app.get(`${READ_PREFIX}/metadata`, async (_request, reply) => {
    const headers = { "content-type": `${FHIR_JSON};charset=UTF-8` };
    return sendAnswer(reply, { status: 200, headers, body: capabilityStatement(clock.nowMs()) }, clock);
  });
  app.setNotFoundHandler(async (request, reply) => {
    const unknown = finding("sandbox.route-unknown", { status: 404, issueCode: "not-supported" });
    return sendAnswer(reply, await refuseCall(env, callOf(request), unknown), clock);
  });
  app.setErrorHandler<FastifyError>(async (error, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status < 500) {
      return sendAnswer(reply, await refuseCall(env, callOf(request), httpFinding(status)), clock);
    }
    log.error({ err: error }, "the sandbox failed on an API call");
    return sendAnswer(reply, refusedAnswer([httpFinding(status)], settings.behaviour), clock);
  });
  return app;
}

function callOf(request: {
  readonly method: string;
  readonly url: string;
  readonly headers: { readonly "content-type"?: string | undefined };
}): { method: string; url: string; contentType: string | undefined } {
  const { method, url, headers } = request;
  return { method, url, contentType: headers["content-type"] };
}

/** Refusals of the HTTP layer, before a PATCH can be judged. */
function httpFinding(status: number): Finding {
  if (status >= 500) return finding("sandbox.failure", { status: 500, issueCode: "exception" });
  if (status === 413) return finding("sandbox.body-too-large", { status, issueCode: "too-long" });
  if (status === 415) return finding("sandbox.content-type", { status, issueCode: "not-supported" });
  return finding("sandbox.request-unreadable", { status, issueCode: "structure" });
}

function rorHeadersIn(headers: IncomingHttpHeaders): string[] {
  return rorHeaderNames.filter((name) => headers[name.toLowerCase()] !== undefined);
}

function oneHeader(headers: IncomingHttpHeaders, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value.join(", ") : value;
}

function identifiersIn(query: unknown): string[] {
  const value = typeof query === "object" && query !== null && "identifier" in query ? query.identifier : [];
  return (Array.isArray(value) ? value : [value]).map(String);
}
