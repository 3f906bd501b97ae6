import type { FastifyInstance, FastifyRequest } from "fastify";
import { rolesFor } from "../../domain/journey/evaluate.ts";
import type { Role } from "../../domain/journey/roles.ts";
import { RaccordError } from "../../runtime/errors/raccord-error.ts";
import type { SignedIn } from "./signed-in.ts";
import { type Access, accessOf } from "./table.ts";

/** A journey as the guard found it: what decides on access, and what names it. */
export interface Journey {
  readonly id: string;
  readonly name: string;
  /** ISO 8601. */
  readonly createdAt: string;
  readonly organisationId: string;
  /** Regions of its establishments. */
  readonly regions: readonly string[];
  /** True once the application was sent: committee and ANS see it from then on. */
  readonly sent: boolean;
}

/** The roles that the caller holds for the journey of the address. */
export interface JourneyAccess {
  readonly journey: Journey;
  readonly roles: readonly Role[];
}

declare module "fastify" {
  interface FastifyRequest {
    journeyAccess: JourneyAccess | null;
  }
}

/** Routes that carry no data of anybody: the pages' files and the embedded provider, which guards itself. */
const openPrefixes = ["/assets/", "/oidc"];

/**
 * Checks every call against the one table (`table.ts`) before its body is even judged. A route of the API that has no line in
 * the table throws when it is added, so the portal does not start with it.
 */
export function guardRoutes(
  app: FastifyInstance,
  findJourney: (id: string) => Promise<Journey | undefined>,
  /** The portal listens on this machine alone. */
  localOnly: boolean,
): void {
  app.decorateRequest("journeyAccess", null);
  app.addHook("onRoute", (route) => {
    for (const method of [route.method].flat()) {
      if (method === "HEAD" || method === "OPTIONS") continue;
      if (accessOf(method, route.url) === undefined && !isOpen(method, route.url))
        throw new Error(`${method} ${route.url} has no line in the access table`);
    }
  });
  app.addHook("preValidation", async (request) => {
    const access = accessOf(
      request.method === "HEAD" ? "GET" : request.method,
      request.routeOptions.url ?? "",
    );
    if (access === undefined || access.who === "anyone" || (access.who === "local" && localOnly)) return;
    const person = signedInOrThrow(request);
    await check(access, person, request, findJourney);
  });
}

function isOpen(method: string, url: string): boolean {
  return method === "GET" && !url.startsWith("/api/")
    ? true
    : openPrefixes.some((prefix) => url.startsWith(prefix));
}

async function check(
  access: Exclude<Access, { who: "anyone" }>,
  person: SignedIn,
  request: FastifyRequest,
  findJourney: (id: string) => Promise<Journey | undefined>,
): Promise<void> {
  switch (access.who) {
    case "local":
    case "signed-in":
      return;
    case "holder": {
      if (!person.grants.some((grant) => access.roles.includes(grant.role)))
        throw new RaccordError("journey.not-allowed");
      return;
    }
    case "journey": {
      const { journey: id } = request.params as { journey: string };
      const journey = await findJourney(id);
      const roles = journey === undefined ? [] : rolesFor(person.grants, journey);
      // Who has no part in a journey does not learn that it exists.
      if (journey === undefined || roles.length === 0) throw new RaccordError("journey.unknown");
      if (!roles.some((role) => access.roles.includes(role))) throw new RaccordError("journey.not-allowed");
      request.journeyAccess = { journey, roles };
    }
  }
}

/** The person who calls. Throws RaccordError `journey.signed-out` when there is none. */
export function signedInOrThrow(request: FastifyRequest): SignedIn {
  if (request.signedIn === null) throw new RaccordError("journey.signed-out");
  return request.signedIn;
}

/** The journey of the address, as the guard let it pass. */
export function journeyOf(request: FastifyRequest): JourneyAccess {
  if (request.journeyAccess === null) throw new Error("the route is not guarded as a journey");
  return request.journeyAccess;
}
