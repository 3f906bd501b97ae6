import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { seedDemonstration } from "../demonstration/seed.ts";
import { openBrowser } from "../signin/test-support/browser.ts";
import { openJourneyPortal } from "../test-support/journey-portal.ts";
import { storyPeople } from "./story-people.ts";
import { emptyStage } from "./test-support/stage.ts";

/** A portal with a stage, and a browser in which nobody is signed in yet. */
async function openStory(t: TestContext) {
  const portal = await openJourneyPortal(t, [...storyPeople.map(({ id }) => id), "ines"], {
    stage: emptyStage(),
  });
  await seedDemonstration(portal.world, `${portal.url}/oidc`, true);
  const browser = openBrowser();
  t.after(() => browser.close());
  let csrf: string | undefined;
  const call = async (
    method: "GET" | "POST",
    path: string,
    body?: unknown,
    more: Readonly<Record<string, string>> = {},
  ) => {
    const reply = await browser.ask(portal.url + path, {
      method,
      headers: {
        "sec-fetch-site": "same-origin",
        ...(csrf === undefined ? {} : { "x-csrf-token": csrf }),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...more,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: reply.status, body: reply.body === "" ? null : JSON.parse(reply.body) };
  };
  const session = async (): Promise<string | undefined> => {
    const { body } = await call("GET", "/api/session");
    csrf = body.csrfToken ?? undefined;
    return body.person?.name;
  };
  return { call, session };
}

test("without a stage nothing is offered, and nobody changes role", async (t) => {
  const { signedOut } = await openJourneyPortal(t, ["maelle"]);
  const { call } = signedOut();
  assert.deepEqual((await call("GET", "/api/act-out")).body, { state: "none" });
  assert.equal((await call("POST", "/api/act-out")).status, 404);
  assert.equal((await call("POST", "/api/act-out/role", { person: "maelle" })).status, 404);
});

test("the story begins once, whoever presses the button signs in as its lead, and a click changes role", async (t) => {
  const { call, session } = await openStory(t);
  assert.deepEqual((await call("GET", "/api/act-out")).body, { state: "offered", acts: 19 });
  const { body: first } = await call("POST", "/api/act-out");
  assert.equal(await session(), "Maëlle Scène");
  assert.deepEqual((await call("POST", "/api/act-out")).body, first, "begun twice");
  const { body: view } = await call("GET", "/api/act-out");
  assert.deepEqual(
    [view.state, view.current, view.you, view.fillable, view.plugged],
    ["begun", 0, "maelle", true, "nothing"],
  );
  assert.equal((await call("POST", "/api/act-out/role", { person: "ines" })).status, 204);
  assert.equal(await session(), "Inès Comité");
  assert.equal((await call("POST", "/api/act-out/role", { person: "nobody" })).status, 404);
  assert.equal(await session(), "Inès Comité");
});

test("what is typed for the player is that act's, by that act's person, and leaves what was typed", async (t) => {
  const { call, session } = await openStory(t);
  const { body } = await call("POST", "/api/act-out");
  await session();
  const path = `/api${body.next}`;
  const own = { section: "organisation", row: "", field: "solution", value: "La nôtre", base: 0 };
  await call("PATCH" as "POST", `${path}/answers`, { changes: [own] });
  const early = await call("POST", "/api/act-out/fill", { act: "data" });
  assert.deepEqual([early.status, early.body.code], [409, "story.not-this-act"]);
  await call("POST", "/api/act-out/role", { person: "yann" });
  await session();
  const other = await call("POST", "/api/act-out/fill", { act: "who" });
  assert.deepEqual([other.status, other.body.code], [409, "story.other-person"]);
  assert.match(other.body.messageFr, /Maëlle Scène/);
  await call("POST", "/api/act-out/role", { person: "maelle" });
  await session();
  assert.equal((await call("POST", "/api/act-out/fill", { act: "who" })).status, 204);
  const { fields } = (await call("GET", `${path}/answers/organisation`)).body.rows[0];
  assert.equal(fields.solution.value, "La nôtre");
  assert.equal(fields.siret.value, "99990000400006");
  assert.equal((await call("GET", "/api/act-out")).body.fillable, false);
});

test("a proxy in front of the demonstration lets nobody take a role", async (t) => {
  const { call, session } = await openStory(t);
  const through = { "x-forwarded-for": "192.0.2.7" };
  for (const [path, body] of [
    ["/api/act-out", undefined],
    ["/api/act-out/role", { person: "andrea" }],
  ] as const) {
    const { status, body: answer } = await call("POST", path, body, through);
    assert.deepEqual([status, answer.code], [403, "portal.sign-in-embedded-not-local"], path);
  }
  assert.equal(await session(), undefined);
});
