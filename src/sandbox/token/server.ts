import type { FastifyError } from "fastify";
import type { HttpsServer } from "../../runtime/http-server.ts";
import type { Log } from "../../runtime/log.ts";
import { FAULT_HEADER } from "../faults/header.ts";
import { sandboxHttps } from "../http/https.ts";
import { sendAnswer } from "../http/send.ts";
import { requestToken, type TokenEnvironment } from "./exchange.ts";
import { readForm } from "./read-form.ts";

/** Realm of the documented authorisation server (ror-api §2). */
export const REALM_PATH = "/auth/realms/ror";
export const TOKEN_PATH = `${REALM_PATH}/protocol/openid-connect/token`;
const CERTS_PATH = `${REALM_PATH}/protocol/openid-connect/certs`;
const DISCOVERY_PATH = `${REALM_PATH}/.well-known/openid-configuration`;
const FORM_MAX_BYTES = 16_384;

/**
 * HTTPS server that asks for a client certificate and gives tokens (ror-api §3). A link without a certificate, or
 * with a wrong one, is answered by an OAuth error and not cut (dependencies §5).
 */
export function tokenServer(
  env: TokenEnvironment,
  tls: { readonly cert: string; readonly key: string; readonly ca: string },
  baseUrl: () => string,
  log: Log,
): HttpsServer {
  const app = sandboxHttps(
    { ...tls, requestCert: true, rejectUnauthorized: false },
    FORM_MAX_BYTES,
    env.settings,
  );
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", { parseAs: "string" }, (_request, body, done) => done(null, body));

  app.post(TOKEN_PATH, async (request, reply) => {
    const body = typeof request.body === "string" ? request.body : "";
    const header = request.headers[FAULT_HEADER];
    const answer = await requestToken(env, {
      form: readForm(request.headers["content-type"], body),
      socket: request.raw.socket,
      faultHeader: Array.isArray(header) ? header.join(", ") : header,
    });
    return sendAnswer(reply, answer, env.clock);
  });
  app.get(CERTS_PATH, async () => env.tokens.keySet());
  app.get(DISCOVERY_PATH, async () => discovery(baseUrl()));
  app.setNotFoundHandler((_request, reply) => reply.code(404).send({ error: "HTTP 404 Not Found" }));
  app.setErrorHandler<FastifyError>((error, _request, reply) => {
    const status = error.statusCode ?? 500;
    if (status < 500) {
      return reply.code(status).send({ error: "invalid_request", error_description: "Invalid request" });
    }
    log.error({ err: error }, "the sandbox failed on a token request");
    return reply.code(500).send({ error: "unknown_error" });
  });
  return app;
}

function discovery(baseUrl: string): unknown {
  return {
    issuer: `${baseUrl}${REALM_PATH}`,
    token_endpoint: `${baseUrl}${TOKEN_PATH}`,
    jwks_uri: `${baseUrl}${CERTS_PATH}`,
    grant_types_supported: ["client_credentials"],
    token_endpoint_auth_methods_supported: ["tls_client_auth", "client_secret_post"],
    tls_client_certificate_bound_access_tokens: false,
  };
}
