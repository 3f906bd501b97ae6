import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import "../access/signed-in.ts";
import type { Grant } from "../../domain/journey/roles.ts";
import type { CookieRules } from "./cookies.ts";
import { emailKey } from "./email.ts";
import { mayChange } from "./guard.ts";
import { languageOf, sendFaultPage, sendProblem } from "./page.ts";
import { safeReturnPath } from "./return-path.ts";
import type { OpenSession, Sessions } from "./sessions.ts";

export interface HookParts {
  readonly sessions: Sessions;
  readonly cookies: CookieRules;
  readonly publicUrl: () => string;
  readonly administrators: readonly string[];
  readonly signInsPerMinuteMax: number;
  readonly callsPerMinuteMax: number;
}

declare module "fastify" {
  interface FastifyRequest {
    /** Token of the open session; for the sign-in's own routes. */
    sessionToken: string | null;
  }
}

const minuteMs = 60_000;
const tooMany = "portal.sign-in-too-many-calls";

/** For every request: who makes it, whether it comes too often, whether it may change something. */
export function addSignInHooks(app: FastifyInstance, parts: HookParts): void {
  const administrators = new Set(parts.administrators.map(emailKey));
  const grantsOf = ({ person, grants }: OpenSession): readonly Grant[] =>
    person.emailVerified &&
    administrators.has(emailKey(person.email)) &&
    !grants.some((one) => one.role === "administrator")
      ? [...grants, { role: "administrator" }]
      : grants;
  const keyGenerator = (request: FastifyRequest): string => request.signedIn?.personId ?? request.ip;
  const calls = app.createRateLimit({ max: parts.callsPerMinuteMax, timeWindow: minuteMs, keyGenerator });
  const signIns = app.createRateLimit({ max: parts.signInsPerMinuteMax, timeWindow: minuteMs });

  app.decorateRequest("signedIn", null);
  app.decorateRequest("sessionToken", null);
  app.addHook("onRequest", async (request, reply) => {
    const token = request.cookies[parts.cookies.session];
    const session = token === undefined ? undefined : await parts.sessions.find(token);
    if (session !== undefined) {
      const { id: personId, name, email } = session.person;
      request.signedIn = { personId, name, email, grants: grantsOf(session) };
      request.sessionToken = session.token;
    }
    const path = pathOf(request);
    const limit = path.startsWith("/api/") ? calls : signInPaths.has(path) ? signIns : undefined;
    const count = await limit?.(request);
    if (count?.isAllowed === false && count.isExceeded) {
      reply.header("retry-after", String(Math.max(1, count.ttlInSeconds)));
      return refuse(request, reply, path);
    }
    const sessionToken = session?.token;
    const own = { publicUrl: parts.publicUrl(), sessionToken };
    // The embedded provider defends its own forms, and its client is a server, not a page.
    if (!path.startsWith("/oidc/") && !mayChange(request.method, request.headers, own)) {
      return sendProblem(reply, "portal.sign-in-call-not-from-page");
    }
    return undefined;
  });
}

const signInPaths = new Set(["/sign-in", "/sign-in/callback"]);

function refuse(request: FastifyRequest, reply: FastifyReply, path: string): FastifyReply {
  if (!signInPaths.has(path)) return sendProblem(reply, tooMany);
  const query: unknown = request.query;
  const wanted = typeof query === "object" && query !== null && "return" in query ? query.return : "/";
  return sendFaultPage(reply, languageOf(request), tooMany, safeReturnPath(wanted));
}

function pathOf(request: FastifyRequest): string {
  return request.url.split("?")[0] ?? "/";
}
