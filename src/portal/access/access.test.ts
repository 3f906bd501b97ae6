import assert from "node:assert/strict";
import { test } from "node:test";
import { fastify } from "fastify";
import { type Grant, type Role, roles } from "../../domain/journey/roles.ts";
import { steps } from "../../domain/journey/steps/table.ts";
import { silentLog } from "../../runtime/log.ts";
import { answerProblem } from "../problems.ts";
import { type Caller, openJourneyPortal } from "../test-support/journey-portal.ts";
import { guardRoutes } from "./guard.ts";
import { type Access, accessTable } from "./table.ts";

/** A journey that every role can have a part in: sent, with an establishment in the region of the GRADeS. */
const organisationId = "org-1";
const region = "76";

const grantFor: Readonly<Record<Role, Grant>> = {
  applicant: { role: "applicant", organisationId },
  "legal-representative": { role: "legal-representative", organisationId },
  proxy: { role: "proxy", organisationId },
  "technical-administrator": { role: "technical-administrator", organisationId },
  "establishment-contact": { role: "establishment-contact", organisationId, finess: "310000013" },
  grades: { role: "grades", region },
  "committee-member": { role: "committee-member", member: "DGOS" },
  "ans-operator": { role: "ans-operator" },
  administrator: { role: "administrator" },
};

/** Roles with no part in that journey, each bound elsewhere. */
const elsewhere: readonly Grant[] = [
  { role: "applicant", organisationId: "org-2" },
  { role: "legal-representative", organisationId: "org-2" },
  { role: "establishment-contact", organisationId: "org-2", finess: "310000013" },
  { role: "grades", region: "11" },
];

type Verdict = "allowed" | "signed-out" | "not-allowed" | "unknown";

function expected(access: Access, role: Role): Verdict {
  switch (access.who) {
    case "anyone":
    case "local":
    case "signed-in":
      return "allowed";
    case "holder":
      return access.roles.includes(role) ? "allowed" : "not-allowed";
    case "journey":
      if (access.roles.includes(role)) return "allowed";
      return role === "administrator" ? "unknown" : "not-allowed";
  }
}

function verdict({ status, body }: { status: number; body: { code?: string } | null }): Verdict {
  if (status === 401 && body?.code === "journey.signed-out") return "signed-out";
  if (status === 403 && body?.code === "journey.not-allowed") return "not-allowed";
  if (status === 404 && body?.code === "journey.unknown") return "unknown";
  return "allowed";
}

/** Routes that answer with a stream, a redirect or a page: reached by other tests, called here without reading. */
const notCalled: ReadonlySet<string> = new Set([
  "GET /api/events",
  "GET /sign-in",
  "GET /sign-in/callback",
  "POST /sign-out",
]);

const lines = Object.entries(accessTable).map(([key, access]: [string, Access]) => {
  const [method = "", path = ""] = key.split(" ");
  return { key, method: method as Parameters<Caller["call"]>[0], path, access };
});

function address(path: string, journey: string): string {
  return path
    .replace(":journey", journey)
    .replace(":region", region)
    .replace(":section", "organisation")
    .replace(/:[a-z]+/g, "none");
}

test("every route answers each role as the one table says", async (t) => {
  const portal = await openJourneyPortal(
    t,
    [...roles, "nobody", ...elsewhere.map((_, index) => `else-${index}`)],
    {
      seed: async ({ journey, grantTo }) => {
        await journey({ id: "j-1", organisationId, regions: [region], sent: true });
        for (const role of roles) await grantTo(role, grantFor[role]);
        for (const [index, grant] of elsewhere.entries()) await grantTo(`else-${index}`, grant);
      },
    },
  );
  for (const role of roles) {
    const caller = await portal.signIn(role);
    for (const { key, method, path, access } of lines) {
      if (notCalled.has(key)) continue;
      const answer = await caller.call(method, address(path, "j-1"), method === "GET" ? undefined : {});
      assert.equal(verdict(answer), expected(access, role), `${role}: ${key} → ${JSON.stringify(answer)}`);
    }
  }
  for (const index of elsewhere.keys()) {
    const caller = await portal.signIn(`else-${index}`);
    for (const { key, method, path, access } of lines) {
      if (access.who !== "journey") continue;
      const answer = await caller.call(method, address(path, "j-1"), method === "GET" ? undefined : {});
      assert.equal(verdict(answer), "unknown", `${JSON.stringify(elsewhere[index])}: ${key}`);
    }
  }
  const nobody = portal.signedOut();
  for (const { key, method, path, access } of lines) {
    if (access.who === "anyone" || access.who === "local") continue;
    const answer = await nobody.call(method, address(path, "j-1"), method === "GET" ? undefined : {});
    assert.equal(verdict(answer), "signed-out", key);
  }
});

test("over a network nobody ends a warm-up without a name", async (t) => {
  const path = "/api/feeds/:feed/warm-up/end";
  for (const [localOnly, status] of [
    [true, 204],
    [false, 401],
  ] as const) {
    const app = fastify();
    t.after(() => app.close());
    app.decorateRequest("signedIn", null);
    app.setErrorHandler(answerProblem(silentLog));
    guardRoutes(app, async () => undefined, localOnly);
    app.post(path, async (_request, reply) => reply.code(204).send());
    assert.equal((await app.inject({ method: "POST", url: path })).statusCode, status);
  }
});

test("a line without a route, or a route without a line, is seen", async (t) => {
  const portal = await openJourneyPortal(t, []);
  for (const { key, method, path } of lines) assert.ok(portal.hasRoute(method, path), `${key} has no route`);
  assert.throws(
    () => portal.addRoute("GET", "/api/unlisted"),
    /GET \/api\/unlisted has no line in the access table/,
  );
});

test("a role that a step names as writer or maker was refused at the door", () => {
  const may = (key: keyof typeof accessTable): readonly Role[] => {
    const access: Access = accessTable[key];
    return access.who === "journey" ? access.roles : [];
  };
  for (const step of steps) {
    for (const section of step.sections)
      for (const role of section.writers)
        assert.ok(may("PATCH /api/journeys/:journey/answers").includes(role), `${section.name}: ${role}`);
    for (const move of step.moves)
      for (const role of move.by) {
        assert.ok(may("POST /api/journeys/:journey/moves").includes(role), `${move.name}: ${role}`);
        if (move.proof === "date-and-document")
          assert.ok(may("POST /api/journeys/:journey/documents").includes(role), `${move.name}: ${role}`);
      }
  }
});
