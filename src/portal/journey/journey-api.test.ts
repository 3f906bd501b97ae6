import assert from "node:assert/strict";
import { test } from "node:test";
import { manualClock } from "../../runtime/clock.ts";
import { grantsOf, openJourneyPortal } from "../test-support/journey-portal.ts";

const change = (section: string, field: string, value: string | null, base = 0, row = "") => ({
  section,
  row,
  field,
  value,
  base,
});

test("who begins a journey becomes its applicant; others do not learn that it exists", async (t) => {
  const portal = await openJourneyPortal(t, ["anne", "bruno"]);
  const anne = await portal.signIn("anne");
  const begun = await anne.call("POST", "/api/journeys", { name: "Lits Clairs", kind: "saas" });
  assert.equal(begun.status, 201, JSON.stringify(begun.body));
  const id: string = begun.body.id;
  assert.deepEqual(
    (await grantsOf(anne)).map((grant) => grant.role),
    ["applicant"],
  );
  const seen = await anne.journey(id);
  assert.equal(seen.kind, "saas");
  assert.deepEqual(
    seen.steps.map((step) => step.id),
    ["00", "01", "02", "03", "03b", "04", "05", "06", "07", "mapping", "08", "09", "go-live", "completed"],
  );
  assert.equal(seen.steps[0]?.state, "in-progress");
  assert.equal(seen.steps[6]?.state, "blocked");
  const list = await anne.call("GET", "/api/journeys");
  assert.equal(list.body.journeys.length, 1);
  const bruno = await portal.signIn("bruno");
  assert.deepEqual((await bruno.call("GET", "/api/journeys")).body, { journeys: [] });
  for (const [method, path, body] of [
    ["GET", `/api/journeys/${id}`, undefined],
    ["GET", `/api/journeys/${id}/answers/organisation`, undefined],
    ["PATCH", `/api/journeys/${id}/answers`, { changes: [change("organisation", "name", "Volé", 1)] }],
    ["POST", `/api/journeys/${id}/moves`, { move: "identity-completed" }],
    ["GET", `/api/journeys/${id}/trail`, undefined],
  ] as const) {
    const refused = await bruno.call(method, path, body);
    assert.equal(refused.status, 404, `${method} ${path}`);
    assert.equal(refused.body.code, "journey.unknown");
    assert.match(refused.body.messageFr, /n'existe pas/);
  }
});

test("what is typed is stored as typed; an older base is a conflict and overwrites nothing", async (t) => {
  const portal = await openJourneyPortal(t, ["anne"]);
  const anne = await portal.signIn("anne");
  const { id } = (await anne.call("POST", "/api/journeys", { name: "Lits Clairs", kind: "proprietary" }))
    .body;
  const patch = async (...changes: ReturnType<typeof change>[]) =>
    (await anne.call("PATCH", `/api/journeys/${id}/answers`, { changes })).body.results;
  const [siret, unknown] = await patch(
    change("organisation", "siret", "12"),
    change("organisation", "colour", "red"),
  );
  assert.deepEqual([siret.status, siret.revision, unknown.status], ["saved", 1, "refused"]);
  const [newer] = await patch(change("organisation", "siret", "18751275100020", 1));
  assert.equal(newer.revision, 2);
  const [late] = await patch(change("organisation", "siret", "999", 1));
  assert.deepEqual([late.status, late.value, late.revision], ["conflict", "18751275100020", 2]);
  const [again] = await patch(change("organisation", "siret", "18751275100020", 1));
  assert.equal(again.status, "saved");
  await patch(
    change("instances", "instance", "A", 0, "r1"),
    change("instances", "finess-ej", "540002698", 0, "r1"),
    change("instances", "instance", "A", 0, "r2"),
    change("instances", "finess-ej", "750712184", 0, "r2"),
  );
  const step = (await anne.journey(id)).steps[0];
  assert.ok(
    step?.findings.some((finding) => finding.code === "several-legal-entities" && finding.severity === "ask"),
  );
  const removed = await anne.call("POST", `/api/journeys/${id}/rows`, {
    section: "instances",
    row: "r2",
    removed: true,
  });
  assert.equal(removed.status, 204);
  const section = (await anne.call("GET", `/api/journeys/${id}/answers/instances`)).body;
  assert.deepEqual(
    section.rows.map((row: { id: string }) => row.id),
    ["r1"],
  );
});

test("a move needs its proof, and each one stands in the trail", async (t) => {
  const clock = manualClock(Date.parse("2026-11-27T10:00:00Z"));
  const portal = await openJourneyPortal(t, ["anne"], { clock });
  const anne = await portal.signIn("anne");
  const { id } = (await anne.call("POST", "/api/journeys", { name: "Lits Clairs", kind: "saas" })).body;
  const move = (body: object) => anne.call("POST", `/api/journeys/${id}/moves`, body);
  const early = await move({ move: "identity-completed" });
  assert.deepEqual([early.status, early.body.code], [409, "journey.move-refused"]);
  const undated = await move({ move: "guide-read" });
  assert.deepEqual([undated.status, undated.body.code], [400, "journey.move-unproved"]);
  const future = await move({ move: "guide-read", date: "2026-11-28" });
  assert.equal(future.status, 400);
  assert.equal((await move({ move: "guide-read", date: "2026-11-26", reason: "version 0.7.0" })).status, 204);
  const [record] = (await anne.journey(id)).records;
  assert.equal(record?.date, "2026-11-26");
  assert.equal(record?.byName, "Personne anne");
  const twice = await move({ move: "guide-read", date: "2026-11-26" });
  assert.equal(twice.status, 409);
  const withdrawn = await anne.call("POST", `/api/journeys/${id}/moves/${record?.id}/withdraw`, {
    reason: "mauvaise date",
  });
  assert.equal(withdrawn.status, 204);
  const trail = (await anne.call("GET", `/api/journeys/${id}/trail`)).body.lines;
  assert.deepEqual(
    trail.map((line: { action: string }) => line.action),
    ["move-withdrawn", "move-made", "journey-begun"],
  );
  assert.equal(trail[0].why, "mauvaise date");
});

test("a call that is not understood is answered in words", async (t) => {
  const portal = await openJourneyPortal(t, ["anne"]);
  const anne = await portal.signIn("anne");
  for (const body of [
    {},
    { name: "", kind: "saas" },
    { name: "x", kind: "other" },
    { name: "x", kind: "saas", more: 1 },
  ]) {
    const refused = await anne.call("POST", "/api/journeys", body);
    assert.equal(refused.status, 400);
    assert.equal(refused.body.code, "journey.bad-request");
    assert.ok(refused.body.details.length > 0);
  }
  const openApi = (await anne.call("GET", "/api/openapi.json")).body;
  assert.ok(openApi.paths["/api/journeys/{journey}"]);
});

test("an address that cannot be decoded was answered without any header of the portal", async (t) => {
  const portal = await openJourneyPortal(t, []);
  for (const path of ["/api/journeys/%ff", "/journeys/%ff"]) {
    const reply = await fetch(portal.url + path);
    assert.equal(reply.status, 400, path);
    assert.match(reply.headers.get("content-security-policy") ?? "", /default-src 'none'/);
    assert.equal(reply.headers.get("x-content-type-options"), "nosniff");
    assert.equal(((await reply.json()) as { code: string }).code, "journey.bad-request");
  }
});

test("newer journeys of others pushed one's own out of the list", async (t) => {
  const portal = await openJourneyPortal(t, ["anne"], {
    seed: async ({ journey, grantTo }) => {
      await journey({ id: "own", organisationId: "org-1", regions: [], sent: false });
      await grantTo("anne", { role: "applicant", organisationId: "org-1" });
      await grantTo("anne", { role: "grades", region: "76" });
    },
  });
  const { database } = portal.world;
  await database
    .insertInto("organisation")
    .values({ id: "org-2", name: "Autre", created_at_ms: 0 })
    .execute();
  const others = Array.from({ length: 501 }, (_, index) => ({
    id: `other-${index}`,
    organisation_id: "org-2",
    name: "Autre",
    created_by: "test",
    created_at_ms: 1 + index,
  }));
  await database.insertInto("journey").values(others).execute();
  const { body } = await (await portal.signIn("anne")).call("GET", "/api/journeys");
  assert.deepEqual(
    body.journeys.map(({ id }: { id: string }) => id),
    ["own"],
  );
});

test("a row that was taken out of its table left no line in the trail", async (t) => {
  const portal = await openJourneyPortal(t, ["anne"], {
    seed: async ({ journey, grantTo }) => {
      await journey({ id: "j-1", organisationId: "org-1", regions: [], sent: false });
      await grantTo("anne", { role: "applicant", organisationId: "org-1" });
    },
  });
  const anne = await portal.signIn("anne");
  const path = "/api/journeys/j-1";
  const typed = { section: "contacts", row: "r1", field: "name", value: "Zoé Essai", base: 0 };
  await anne.call("PATCH", `${path}/answers`, { changes: [typed] });
  const mark = async (removed: boolean) =>
    (await anne.call("POST", `${path}/rows`, { section: "contacts", row: "r1", removed })).status;
  assert.deepEqual([await mark(true), await mark(true), await mark(false)], [204, 204, 204]);
  const { lines } = (await anne.call("GET", `${path}/trail`)).body;
  assert.deepEqual(
    lines.map(({ action, what }: { action: string; what: string }) => [action, JSON.parse(what).name]),
    [
      ["row-restored", "Zoé Essai"],
      ["row-removed", "Zoé Essai"],
    ],
  );
});
