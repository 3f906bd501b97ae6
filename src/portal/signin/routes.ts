import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Log } from "../../runtime/log.ts";
import type { Session } from "../journey/shapes.ts";
import { isLocalName } from "../live/security-headers.ts";
import type { PeopleDatabase } from "../store/people-tables.ts";
import type { Attempts } from "./attempts.ts";
import type { CookieRules } from "./cookies.ts";
import { csrfTokenOf } from "./hash.ts";
import { languageOf, sendFaultPage, styleSheet, styleSheetPath } from "./page.ts";
import { type PeopleWorld, welcome } from "./people.ts";
import type { ProviderClient } from "./provider-client.ts";
import { safeReturnPath } from "./return-path.ts";
import type { Sessions } from "./sessions.ts";
import type { SignOut } from "./shapes.ts";
import { SignInFault } from "./sign-in-fault.ts";

export interface SignInRouteParts extends PeopleWorld {
  readonly database: PeopleDatabase;
  readonly log: Log;
  readonly sessions: Sessions;
  readonly attempts: Attempts;
  readonly provider: () => ProviderClient;
  readonly cookies: CookieRules;
  readonly publicUrl: () => string;
  readonly demonstration: boolean;
  readonly sessionMaxMs: number;
  readonly attemptMaxMs: number;
}

const secretBytes = 32;
const callback = "/sign-in/callback";

/** `GET /sign-in`, `GET /sign-in/callback`, `POST /sign-out`, `GET /api/session`. */
export function addSignInRoutes(app: FastifyInstance, parts: SignInRouteParts): void {
  const redirectUri = (): string => parts.publicUrl() + callback;

  app.get<{ Querystring: { return?: unknown } }>("/sign-in", async (request, reply) => {
    const returnPath = safeReturnPath(request.query.return);
    const elsewhere = otherLocalName(request, parts.publicUrl());
    if (elsewhere !== undefined) return reply.redirect(elsewhere, 302);
    return orFaultPage(parts.log, request, reply, returnPath, async () => {
      if (parts.demonstration && !isLocalName(new URL(parts.publicUrl()).host)) {
        throw new SignInFault(
          "portal.sign-in-embedded-not-local",
          "the public address is not of this machine",
        );
      }
      const known = request.cookies[parts.cookies.attempt];
      const browser =
        known !== undefined && /^[0-9a-f]{64}$/.test(known) ? known : parts.random.hex(secretBytes);
      const attempt = await parts.attempts.begin(browser, returnPath);
      const url = await parts.provider().authorizationUrl(attempt, redirectUri(), languageOf(request));
      const maxAge = Math.ceil(parts.attemptMaxMs / 1000);
      return reply
        .setCookie(parts.cookies.attempt, browser, { ...parts.cookies.options, maxAge })
        .header("cache-control", "no-store")
        .redirect(url, 302);
    });
  });

  app.get(callback, async (request, reply) => {
    const query = new URL(request.url, parts.publicUrl()).searchParams;
    const browser = request.cookies[parts.cookies.attempt];
    const state = query.get("state");
    const attempt =
      browser === undefined || state === null ? undefined : await parts.attempts.take(state, browser);
    return orFaultPage(parts.log, request, reply, attempt?.returnPath ?? "/", async () => {
      if (attempt === undefined) {
        throw new SignInFault("portal.sign-in-attempt-unknown", "state or browser unknown");
      }
      const { identity, idToken } = await parts.provider().redeem(query, attempt, redirectUri());
      const person = await welcome(parts.database, parts, identity);
      const replaced = request.sessionToken ?? undefined;
      const token = await parts.sessions.open(person.id, parts.demonstration ? null : idToken, replaced);
      await parts.sessions.sweep();
      parts.log.info({ personId: person.id }, "signed in");
      const maxAge = Math.ceil(parts.sessionMaxMs / 1000);
      return reply
        .setCookie(parts.cookies.session, token, { ...parts.cookies.options, maxAge })
        .clearCookie(parts.cookies.attempt, parts.cookies.options)
        .header("cache-control", "no-store")
        .header("referrer-policy", "no-referrer")
        .redirect(attempt.returnPath, 302);
    });
  });

  app.post("/sign-out", async (request, reply) => {
    const token = request.sessionToken;
    const idToken = token === null ? null : await parts.sessions.end(token);
    const next = idToken === null ? "/" : await providersSignOut(parts, idToken);
    return reply
      .clearCookie(parts.cookies.session, parts.cookies.options)
      .header("cache-control", "no-store")
      .send({ next } satisfies SignOut);
  });

  app.get("/api/session", (request, reply) => {
    const { signedIn, sessionToken } = request;
    const session: Session = {
      person:
        signedIn === null
          ? null
          : {
              id: signedIn.personId,
              name: signedIn.name,
              email: signedIn.email,
              grants: [...signedIn.grants],
            },
      csrfToken: sessionToken === null ? null : csrfTokenOf(sessionToken),
      demonstration: parts.demonstration,
    };
    return reply.header("cache-control", "no-store").send(session);
  });

  app.get(styleSheetPath, (_request, reply) =>
    reply.header("cache-control", "no-cache").type("text/css; charset=utf-8").send(styleSheet),
  );
}

/** The session here has ended already: a provider that cannot be asked does not hold the person back. */
async function providersSignOut(parts: SignInRouteParts, idToken: string): Promise<string> {
  try {
    return (await parts.provider().logoutUrl(idToken, `${parts.publicUrl()}/`)) ?? "/";
  } catch (error) {
    parts.log.warn({ err: error }, "the provider's sign-out is not known");
    return "/";
  }
}

async function orFaultPage(
  log: Log,
  request: FastifyRequest,
  reply: FastifyReply,
  returnPath: string,
  work: () => Promise<FastifyReply>,
): Promise<FastifyReply> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof SignInFault)) throw error;
    log.warn({ code: error.code, detail: error.detail }, "sign-in failed");
    return sendFaultPage(reply, languageOf(request), error.code, returnPath);
  }
}

/**
 * Cookies of `localhost` do not come back to `127.0.0.1`: a sign-in begins at the name that it ends at. Names that a
 * proxy changed are left alone.
 */
function otherLocalName(request: FastifyRequest, publicUrl: string): string | undefined {
  const { host } = request.headers;
  const own = new URL(publicUrl);
  if (!isLocalName(host) || !isLocalName(own.host) || host === own.host) return undefined;
  return new URL(request.url, publicUrl).href;
}
