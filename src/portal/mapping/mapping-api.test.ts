import assert from "node:assert/strict";
import { test } from "node:test";
import { manualClock } from "../../runtime/clock.ts";
import { type Caller, openJourneyPortal } from "../test-support/journey-portal.ts";

const organisationId = "org-1";
const base = "/api/journeys/j-1";
const clock = manualClock(Date.parse("2026-11-27T10:00:00Z"));

async function open(t: Parameters<typeof openJourneyPortal>[0]) {
  const portal = await openJourneyPortal(t, ["anne", "gael", "ines"], {
    clock,
    seed: async ({ journey, grantTo }) => {
      await journey({ id: "j-1", organisationId, regions: ["76", "11"], sent: false });
      await grantTo("anne", { role: "applicant", organisationId });
      await grantTo("gael", { role: "grades", region: "76" });
      await grantTo("ines", { role: "grades", region: "11" });
    },
  });
  return {
    anne: await portal.signIn("anne"),
    gael: await portal.signIn("gael"),
    ines: await portal.signIn("ines"),
  };
}

async function type(
  caller: Caller,
  row: string,
  fields: Readonly<Record<string, string>>,
  base0 = 0,
): Promise<string> {
  const changes = Object.entries(fields).map(([field, value]) => ({
    section: "mapping",
    row,
    field,
    value,
    base: base0,
  }));
  const { body } = await caller.call("PATCH", `${base}/answers`, { changes });
  return body.results.map(({ status }: { status: string }) => status).join();
}

const authors = async (caller: Caller) =>
  (await caller.call("GET", `${base}/mapping/authors`)).body.cells.map(
    (cell: { row: string; field: string; byName: string; as: string }) =>
      `${cell.row} ${cell.field} ${cell.as} ${cell.byName}`,
  );

test("a GRADeS fills its two columns of rows that are there, and nothing else", async (t) => {
  const { anne, gael } = await open(t);
  assert.equal(await type(anne, "r1", { unit: "MED1", "finess-eg": "310000013" }), "saved,saved");
  assert.equal(
    await type(gael, "r1", { "external-id": "MED-1", "assigned-on": "2026-11-26" }),
    "saved,saved",
  );
  assert.equal(await type(gael, "r1", { unit: "OTHER" }, 1), "refused");
  assert.equal(
    await type(gael, "r1", { "asked-on": "2026-11-01", "sandbox-on": "2026-11-01" }),
    "refused,refused",
  );
  assert.equal(await type(gael, "r2", { "external-id": "NEW" }), "refused");
  const removed = await gael.call("POST", `${base}/rows`, { section: "mapping", row: "r1", removed: true });
  assert.deepEqual([removed.status, removed.body.code], [404, "journey.unknown-thing"]);
  const { rows } = (await anne.call("GET", `${base}/answers/mapping`)).body;
  assert.deepEqual(
    rows.map((row: { id: string; fields: Record<string, { value: string }> }) => [
      row.id,
      row.fields["unit"]?.value,
      row.fields["external-id"]?.value,
    ]),
    [["r1", "MED1", "MED-1"]],
  );
});

test("what the supplier writes down for the GRADeS is shown as declared, by whom", async (t) => {
  const { anne, gael } = await open(t);
  await type(anne, "r1", { unit: "MED1", "finess-eg": "310000013", "external-id": "MED-1" });
  await type(anne, "r2", { unit: "MED2", "finess-eg": "31 0000013" });
  assert.deepEqual(await authors(anne), ["r1 external-id declared Personne anne"]);
  await type(gael, "r1", { "external-id": "MED-2" }, 1);
  await type(gael, "r2", { "external-id": "MED-3", "assigned-on": "2026-11-26" });
  await type(anne, "r1", { "assigned-on": "2026-11-26" });
  assert.deepEqual((await authors(gael)).toSorted(), [
    "r1 assigned-on declared Personne anne",
    "r1 external-id grades Personne gael",
    "r2 assigned-on grades Personne gael",
    "r2 external-id grades Personne gael",
  ]);
  const step = (await anne.journey("j-1")).steps.find(({ id }) => id === "mapping");
  assert.equal(step?.waitingFor, null, "both are assigned");
  const unfiled = async () =>
    (await anne.journey("j-1")).steps
      .find(({ id }) => id === "mapping")
      ?.findings.some(({ code }) => code === "mapping-answer-not-filed");
  assert.equal(await unfiled(), false, "the GRADeS typed every id itself");
  await type(anne, "r3", { unit: "MED4", "external-id": "MED-4" });
  assert.equal(await unfiled(), true);
});

test("what a GRADeS wrote in a row of no known region was shown as the supplier's", async (t) => {
  const { anne, gael } = await open(t);
  await type(anne, "r1", { unit: "MED1", "finess-eg": "990000028", "asked-on": "2026-11-20" });
  await type(gael, "r1", { "external-id": "ZH0001" });
  assert.deepEqual(await authors(anne), ["r1 external-id grades Personne gael"]);
});

test("a GRADeS read and changed units of another region", async (t) => {
  const { anne, gael, ines } = await open(t);
  await type(anne, "r1", { unit: "MED1", "finess-eg": "31 0000013" });
  await type(anne, "r2", { unit: "MED2", "finess-eg": "750000002", "external-id": "MED-2" });
  await type(anne, "r3", { unit: "MED3" });
  assert.equal(
    await type(ines, "r1", { "external-id": "X", "assigned-on": "2026-11-26" }),
    "refused,refused",
  );
  assert.equal(await type(gael, "r2", { "external-id": "X" }, 1), "refused");
  assert.equal(await type(gael, "r3", { "external-id": "MED-3" }), "saved");
  const units = async (caller: Caller) =>
    (await caller.call("GET", `${base}/answers/mapping`)).body.rows.map(({ id }: { id: string }) => id);
  assert.deepEqual(await units(gael), ["r1", "r3"]);
  assert.deepEqual(await units(ines), ["r2", "r3"]);
  assert.deepEqual(await units(anne), ["r1", "r2", "r3"]);
  assert.deepEqual(await authors(gael), ["r3 external-id grades Personne gael"]);
  const removed = await anne.call("POST", `${base}/rows`, { section: "mapping", row: "r1", removed: true });
  assert.equal(removed.status, 204);
  assert.equal(await type(gael, "r1", { "external-id": "MED-1" }), "refused", "a row that was taken out");
});
