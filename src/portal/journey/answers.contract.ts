import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { verifyTrail } from "../audit/trail.ts";
import { type OpenedPortal, openJourneyPortal } from "../test-support/journey-portal.ts";

/** How a portal on one of the two databases is opened. */
export type PortalOn = (t: TestContext) => Promise<Parameters<typeof openJourneyPortal>[2]>;

const writersCount = 12;

/** What holds of answers, moves and trail on either database, also when many call at once. */
export function answersContract(database: string, on: PortalOn): void {
  const open = async (t: TestContext): Promise<OpenedPortal> => openJourneyPortal(t, ["anne"], await on(t));

  test(`${database}: of many who change one field at once, one is stored and the others learn whose value stands`, async (t) => {
    const portal = await open(t);
    const anne = await portal.signIn("anne");
    const { id } = (await anne.call("POST", "/api/journeys", { name: "Lits Clairs", kind: "saas" })).body;
    const typed = Array.from({ length: writersCount }, (_, index) => `valeur ${index}`);
    const answers = await Promise.all(
      typed.map((value) =>
        anne.call("PATCH", `/api/journeys/${id}/answers`, {
          changes: [{ section: "organisation", row: "", field: "solution", value, base: 0 }],
        }),
      ),
    );
    const results = answers.map(({ body }) => body.results[0]);
    const saved = results.filter(({ status }) => status === "saved");
    assert.equal(saved.length, 1);
    for (const result of results) assert.equal(result.value, saved[0].value);
  });

  test(`${database}: a move that many make at once is recorded once, and the trail has no fork`, async (t) => {
    const portal = await open(t);
    const anne = await portal.signIn("anne");
    const { id } = (await anne.call("POST", "/api/journeys", { name: "Lits Clairs", kind: "saas" })).body;
    const made = await Promise.all(
      Array.from({ length: writersCount }, () =>
        anne.call("POST", `/api/journeys/${id}/moves`, { move: "guide-read", date: "2026-11-02" }),
      ),
    );
    const statuses = made.map(({ status }) => status).sort();
    assert.deepEqual(statuses, [204, ...Array.from({ length: writersCount - 1 }, () => 409)]);
    await Promise.all(
      Array.from({ length: writersCount }, (_, index) =>
        anne.call("POST", "/api/journeys", { name: `Dossier ${index}`, kind: "saas" }),
      ),
    );
    const verified = await verifyTrail(portal.world.database);
    assert.deepEqual(verified.faults, []);
    assert.equal(verified.lines, 2 + writersCount);
  });

  test(`${database}: rows keep their order, come back as they were, and their answers survive`, async (t) => {
    const portal = await open(t);
    const anne = await portal.signIn("anne");
    const { id } = (await anne.call("POST", "/api/journeys", { name: "Lits Clairs", kind: "saas" })).body;
    const rows = ["c", "a", "b"];
    await anne.call("PATCH", `/api/journeys/${id}/answers`, {
      changes: rows.map((row) => ({ section: "contacts", row, field: "name", value: row, base: 0 })),
    });
    const mark = (row: string, removed: boolean) =>
      anne.call("POST", `/api/journeys/${id}/rows`, { section: "contacts", row, removed });
    const read = async (): Promise<string[]> =>
      (await anne.call("GET", `/api/journeys/${id}/answers/contacts`)).body.rows.map(
        (row: { id: string }) => row.id,
      );
    assert.deepEqual(await read(), rows);
    assert.equal((await mark("a", true)).status, 204);
    assert.deepEqual(await read(), ["c", "b"]);
    assert.equal((await mark("a", false)).status, 204);
    assert.deepEqual(await read(), rows);
    assert.equal((await mark("z", true)).status, 404);
  });
}
