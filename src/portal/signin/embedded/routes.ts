import type { IncomingMessage } from "node:http";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Provider } from "oidc-provider";
import type { Clock } from "../../../runtime/clock.ts";
import type { Log } from "../../../runtime/log.ts";
import type { Random } from "../../../runtime/random.ts";
import { isSameOrigin } from "../../live/security-headers.ts";
import { languageOf, sendProblem } from "../page.ts";
import { sendChoicePage, sendLostPage } from "./choice-page.ts";
import { embeddedKeys } from "./keys.ts";
import { isLocalCall } from "./local-call.ts";
import type { InventedPerson } from "./person.ts";
import { embeddedProvider } from "./provider.ts";

export interface EmbeddedParts {
  readonly people: readonly InventedPerson[];
  readonly stateFolder: string | undefined;
  readonly publicUrl: () => string;
  readonly client: { readonly id: string; readonly secret: string };
  readonly random: Random;
  readonly clock: Clock;
  readonly log: Log;
}

const formMaxBytes = 4_096;

/** The embedded provider below `/oidc`. It is made at its first request, when the portal knows its own address. */
export function addEmbeddedProvider(app: FastifyInstance, parts: EmbeddedParts): void {
  const keys = embeddedKeys(parts.stateFolder, parts.random);
  let made: Provider | undefined;
  const provider = (): Provider => {
    const url = parts.publicUrl();
    const redirectUri = `${url}/sign-in/callback`;
    made ??= embeddedProvider({ ...parts, keys, issuer: `${url}/oidc`, redirectUri });
    return made;
  };
  app.register(async (scope) => {
    addLocalGuard(scope, parts);
    // The provider reads the bodies of its calls itself.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser("*", (_request, _body, done) => done(null));
    scope.all("/oidc/*", (request, reply) => handOver(request, reply, provider()));
  });
  app.register(async (scope) => {
    addLocalGuard(scope, parts);
    addChoice(scope, parts.people, provider);
  });
}

function addLocalGuard(scope: FastifyInstance, parts: EmbeddedParts): void {
  scope.addHook("onRequest", async (request, reply) => {
    if (isLocalCall(request.headers, parts.publicUrl())) return undefined;
    return sendProblem(reply, "portal.sign-in-embedded-not-local");
  });
}

function handOver(request: FastifyRequest, reply: FastifyReply, provider: Provider): void {
  const raw: IncomingMessage & { originalUrl?: string } = request.raw;
  for (const [name, value] of Object.entries(reply.getHeaders())) {
    if (value !== undefined) reply.raw.setHeader(name, value);
  }
  reply.hijack();
  // As Express does: the provider finds out by the difference where it is mounted.
  raw.originalUrl = raw.url ?? "/";
  raw.url = raw.originalUrl.slice("/oidc".length);
  if (/^\/auth\b/.test(raw.url)) raw.headers.cookie = withoutSession(raw.headers.cookie);
  provider.callback()(raw, reply.raw);
}

/** The provider remembers nobody: each sign-in is a choice, and a person follows another without any farewell. */
function withoutSession(cookies = ""): string {
  return cookies
    .split(/; */)
    .filter((cookie) => !cookie.startsWith("_session"))
    .join("; ");
}

function addChoice(
  scope: FastifyInstance,
  people: readonly InventedPerson[],
  provider: () => Provider,
): void {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser(
    "application/x-www-form-urlencoded",
    { parseAs: "string", bodyLimit: formMaxBytes },
    (_request, body, done) => done(null, new URLSearchParams(String(body))),
  );
  scope.get<{ Params: { uid: string } }>("/oidc/interaction/:uid", async (request, reply) => {
    const language = languageOf(request);
    const interaction = await interactionOf(provider(), request, reply);
    if (interaction !== request.params.uid) return sendLostPage(reply, language);
    return sendChoicePage(reply, language, interaction, people);
  });
  scope.post<{ Params: { uid: string } }>("/oidc/interaction/:uid", async (request, reply) => {
    if (!isSameOrigin(request.headers)) return sendProblem(reply, "portal.sign-in-call-not-from-page");
    const { body } = request;
    const chosen = body instanceof URLSearchParams ? body.get("person") : null;
    const person = people.find((one) => one.id === chosen);
    const interaction = await interactionOf(provider(), request, reply);
    if (person === undefined || interaction !== request.params.uid) {
      return sendLostPage(reply, languageOf(request));
    }
    const login = { accountId: person.id, remember: false };
    const next = await provider().interactionResult(request.raw, reply.raw, { login });
    return reply.header("cache-control", "no-store").redirect(next, 303);
  });
}

/** Identifier of the sign-in that this browser is in; `undefined`: none, or it is over. */
async function interactionOf(
  provider: Provider,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<string | undefined> {
  try {
    return (await provider.interactionDetails(request.raw, reply.raw)).uid;
  } catch (error) {
    if (error instanceof Error && error.name === "SessionNotFound") return undefined;
    throw error;
  }
}
