import assert from "node:assert/strict";
import { test } from "node:test";
import { fastify } from "fastify";
import { Registry } from "prom-client";
import { request } from "undici";
import { openJourneyPortal } from "../test-support/journey-portal.ts";
import { operationRoutes } from "./routes.ts";

const get = async (url: string, headers: Readonly<Record<string, string>> = {}) => {
  const { statusCode, body } = await request(url, { headers });
  return { status: statusCode, text: await body.text() };
};

test("live, and figures by route, for whoever runs the portal", async (t) => {
  const { url, signIn } = await openJourneyPortal(t, ["anne"]);
  assert.deepEqual(JSON.parse((await get(`${url}/health/live`)).text), { status: "live" });
  const anne = await signIn("anne");
  const { body } = await anne.call("POST", "/api/journeys", { name: "Lits", kind: "saas" });
  await anne.journey(body.id);
  const { text } = await get(`${url}/metrics`);
  assert.match(
    text,
    /raccord_portal_request_seconds_count\{method="GET",route="\/api\/journeys\/:journey",status="200"\} 1\n/,
  );
  assert.match(text, /raccord_portal_journeys 1\n/);
  assert.match(text, /raccord_portal_waiting\{what="message",state="queued"\} 0\n/);
  assert.ok(!text.includes(body.id), "the address of a file stands in the figures");
});

test("a proxy tells nobody the figures, and health to everybody", async (t) => {
  const { url } = await openJourneyPortal(t, []);
  const through = { "x-forwarded-for": "192.0.2.7" };
  assert.equal((await get(`${url}/metrics`, through)).status, 404);
  assert.equal((await get(`${url}/health/live`, through)).status, 200);
});

test("ready when the database answers and the pages are built, otherwise what is missing", async (t) => {
  const { world } = await openJourneyPortal(t, []);
  const ready = async (pagesReady: boolean) => {
    const app = fastify();
    operationRoutes(app, { database: world.database, metrics: new Registry(), pagesReady });
    const { statusCode, body } = await app.inject("/health/ready");
    await app.close();
    return [statusCode, JSON.parse(body)];
  };
  assert.deepEqual(await ready(true), [200, { status: "ready" }]);
  assert.deepEqual(await ready(false), [503, { status: "not-ready", missing: "pages" }]);
  await world.database.destroy();
  assert.deepEqual(await ready(true), [503, { status: "not-ready", missing: "database" }]);
});
