import cookie from "@fastify/cookie";
import rateLimit from "@fastify/rate-limit";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Clock } from "../../runtime/clock.ts";
import { RaccordError } from "../../runtime/errors/raccord-error.ts";
import { createHttpClient, type HttpClient } from "../../runtime/http-client.ts";
import type { Log } from "../../runtime/log.ts";
import type { Random } from "../../runtime/random.ts";
import { isLoopback } from "../live/security-headers.ts";
import type { PeopleDatabase } from "../store/people-tables.ts";
import { createAttempts } from "./attempts.ts";
import { clientIdentity, readText, secretIdentity } from "./client-identity.ts";
import { cookieRules } from "./cookies.ts";
import { isLocalCall } from "./embedded/local-call.ts";
import type { InventedPerson } from "./embedded/person.ts";
import { addEmbeddedProvider } from "./embedded/routes.ts";
import { addSignInHooks } from "./hooks.ts";
import type { PeopleWorld } from "./people.ts";
import { createProviderClient, type ProviderClient } from "./provider-client.ts";
import { addSignInRoutes } from "./routes.ts";
import { createSessions, type Sessions } from "./sessions.ts";
import { limitsOf, type ProviderSettings, type SignInSettings, signInSettings } from "./settings.ts";

export interface SignInParts {
  readonly database: PeopleDatabase;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  /** Address that the server listens on. */
  readonly host: string;
  /** Address of the portal as browsers see it, without a final slash; asked for once it listens. */
  readonly publicUrl: () => string;
  /** Whether that address is https: known before the server listens. */
  readonly isHttps: boolean;
  /** Who can be chosen when the embedded provider signs people in. */
  readonly inventedPeople: readonly InventedPerson[];
  /** Where the embedded provider keeps its keys; without it they last as long as the process. */
  readonly stateFolder: string | undefined;
  /** Told of each invitation that became a role, in the same transaction. */
  readonly redeemed?: NonNullable<PeopleWorld["redeemed"]>;
}

export interface SignIn {
  /**
   * Adds routes and hooks to the whole server: register it first, on the outermost instance. Every request then bears
   * `signedIn`, and none that changes something comes through without its page's token.
   */
  readonly plugin: (app: FastifyInstance) => Promise<void>;
  readonly sessions: Sessions;
  /**
   * Opens a session of an invented person in this browser, in place of the one it has. Throws RaccordError
   * `portal.sign-in-embedded-not-local` outside the demonstration, and for a call that comes through a proxy.
   */
  enter(request: FastifyRequest, reply: FastifyReply, personId: string): Promise<void>;
  /** True when the embedded provider signs people in. */
  readonly demonstration: boolean;
  close(): Promise<void>;
}

const connectionsMax = 8;
const connectTimeoutMs = 5_000;
const embeddedClientId = "raccord-portal";
const embeddedTimeoutMs = 10_000;

/**
 * Sign-in by OpenID Connect, sessions and their defence. Throws ZodError on settings that cannot be used, and
 * RaccordError `portal.sign-in-embedded-not-local` or `portal.sign-in-client-file`.
 */
export async function createSignIn(settings: SignInSettings, parts: SignInParts): Promise<SignIn> {
  const parsed = signInSettings.parse(settings);
  const { provider } = parsed;
  const { database, clock, random, log } = parts;
  const limits = limitsOf(parsed);
  const demonstration = provider.kind === "embedded";
  if (demonstration && !isLoopback(parts.host)) {
    throw new RaccordError("portal.sign-in-embedded-not-local", parts.host);
  }
  const sessions = createSessions(database, { clock, random }, limits.session);
  const attempts = createAttempts(database, { clock, random }, limits.attempt);
  const http = createHttpClient({
    clock,
    connectionsMax,
    connectTimeoutMs,
    ...(provider.kind === "embedded" || provider.authorityFile === undefined
      ? {}
      : { authorityPem: readText(provider.authorityFile) }),
  });
  const secret = random.hex(32);
  const client = provider.kind === "embedded" ? undefined : await realClient(provider, http, clock);
  let embedded: ProviderClient | undefined;
  const providerClient = (): ProviderClient => {
    if (client !== undefined) return client;
    embedded ??= embeddedClient(parts, secret, http);
    return embedded;
  };
  const cookies = cookieRules(parts.isHttps);
  const plugin = async (app: FastifyInstance): Promise<void> => {
    await app.register(cookie);
    await app.register(rateLimit, { global: false });
    const { publicUrl } = parts;
    addSignInHooks(app, {
      sessions,
      cookies,
      publicUrl,
      administrators: parsed.administrators,
      signInsPerMinuteMax: parsed.signInsPerMinuteMax,
      callsPerMinuteMax: parsed.callsPerMinuteMax,
    });
    addSignInRoutes(app, {
      database,
      clock,
      random,
      log,
      sessions,
      attempts,
      provider: providerClient,
      cookies,
      publicUrl,
      demonstration,
      ...(parts.redeemed === undefined ? {} : { redeemed: parts.redeemed }),
      sessionMaxMs: limits.session.lifeMaxMs,
      attemptMaxMs: limits.attempt.lifeMaxMs,
    });
    if (demonstration) {
      const { inventedPeople: people, stateFolder } = parts;
      const clientSettings = { id: embeddedClientId, secret };
      addEmbeddedProvider(app, {
        people,
        stateFolder,
        publicUrl,
        client: clientSettings,
        random,
        clock,
        log,
      });
    }
  };
  return {
    // Hooks of a plugin stay inside it unless it bears this mark.
    plugin: Object.assign(plugin, { [Symbol.for("skip-override")]: true }),
    sessions,
    async enter(request, reply, personId) {
      if (!demonstration || !isLocalCall(request.headers, parts.publicUrl()))
        throw new RaccordError("portal.sign-in-embedded-not-local", parts.publicUrl());
      const token = await sessions.open(personId, null, request.sessionToken ?? undefined);
      const maxAge = Math.ceil(limits.session.lifeMaxMs / 1000);
      reply.setCookie(cookies.session, token, { ...cookies.options, maxAge });
    },
    demonstration,
    close: () => http.close(),
  };
}

async function realClient(
  provider: ProviderSettings,
  http: HttpClient,
  clock: Clock,
): Promise<ProviderClient> {
  const { discoveryUrl } = provider;
  const issuer = provider.issuer ?? discoveryUrl.replace(/\/\.well-known\/.*$/, "");
  const identity = await clientIdentity(provider);
  return createProviderClient({ ...provider, issuer, identity }, http, clock);
}

function embeddedClient(parts: SignInParts, secret: string, http: HttpClient): ProviderClient {
  const issuer = `${parts.publicUrl()}/oidc`;
  return createProviderClient(
    {
      discoveryUrl: `${issuer}/.well-known/openid-configuration`,
      issuer,
      clientId: embeddedClientId,
      identity: secretIdentity(secret),
      scopes: "openid profile email",
      acrValues: [],
      emailsAreVerified: false,
      clockSkewMaxSeconds: 30,
      requestTimeoutMs: embeddedTimeoutMs,
    },
    http,
    parts.clock,
  );
}
