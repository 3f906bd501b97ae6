import type { FastifyError } from "fastify";
import { type HttpsServer, httpsServer } from "../../runtime/http-server.ts";
import type { Log } from "../../runtime/log.ts";
import { type Finding, finding } from "../rules/finding.ts";
import { type ApiAnswer, refusedAnswer } from "./answer.ts";
import { type ApiEnvironment, patchLocation, refuseCall } from "./exchange.ts";

/** The published path of the capacity update (ror-api §2, §5.1). */
const PATCH_PATH = "/ws-synchro-dispo-lits-fhir/Location";

/** Headers of reads, which this call must not carry (ror-api §4). */
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
  const app = httpsServer({ cert: tls.cert, key: tls.key }, env.settings.behaviour.bodyMaxBytes);
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) => done(null, body));

  app.patch(PATCH_PATH, async (request, reply) => {
    const { headers, body } = request;
    const answer = await patchLocation(env, {
      url: request.url,
      authorization: headers.authorization,
      contentType: headers["content-type"],
      rorHeaders: rorHeaderNames.filter((name) => headers[name.toLowerCase()] !== undefined),
      identifiers: identifiersIn(request.query),
      body: body instanceof Uint8Array ? body : new Uint8Array(),
    });
    return send(reply, answer);
  });
  app.setNotFoundHandler(async (request, reply) => {
    const unknown = finding("sandbox.route-unknown", { status: 404, issueCode: "not-supported" });
    return send(reply, await refuseCall(env, callOf(request), unknown));
  });
  app.setErrorHandler<FastifyError>(async (error, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status < 500) return send(reply, await refuseCall(env, callOf(request), httpFinding(status)));
    log.error({ err: error }, "the sandbox failed on an API call");
    return send(reply, refusedAnswer([httpFinding(status)], env.settings.behaviour));
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

function identifiersIn(query: unknown): string[] {
  const value = typeof query === "object" && query !== null && "identifier" in query ? query.identifier : [];
  return (Array.isArray(value) ? value : [value]).map(String);
}

/** The members of a reply that an answer needs. */
interface Reply {
  code(status: number): Reply;
  headers(headers: Readonly<Record<string, string>>): Reply;
  send(body?: string): Reply;
}

function send(reply: Reply, answer: ApiAnswer): Reply {
  reply.code(answer.status).headers(answer.headers);
  return answer.body === undefined ? reply.send() : reply.send(JSON.stringify(answer.body));
}
