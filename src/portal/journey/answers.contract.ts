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

  test(`${database}: half a surrogate pair or NUL in a reason broke the chain of the trail, or the call`, async (t) => {
    const portal = await open(t);
    const anne = await portal.signIn("anne");
    const begun = await anne.call("POST", "/api/journeys", { name: "Lits \ud800\0 Clairs", kind: "saas" });
    assert.equal(begun.status, 201, JSON.stringify(begun.body));
    const { id } = begun.body;
    const reason = "lu\ud800 avec\0 l'éditeur";
    const made = await anne.call("POST", `/api/journeys/${id}/moves`, {
      move: "guide-read",
      date: "2026-11-02",
      reason,
    });
    assert.equal(made.status, 204, JSON.stringify(made.body));
    const [record] = (await anne.journey(id)).records;
    assert.equal(record?.reason, "lu\ufffd avec\ufffd l'éditeur");
    const withdrawn = await anne.call("POST", `/api/journeys/${id}/moves/${record?.id}/withdraw`, { reason });
    assert.equal(withdrawn.status, 204, JSON.stringify(withdrawn.body));
    const listed = await anne.call("PATCH", `/api/journeys/${id}/establishments`, {
      save: [{ id: "a\0", base: 0, fields: { name: "Site\0\udc00", finessEg: "310000013" } }],
      remove: [],
    });
    assert.deepEqual([listed.status, listed.body.results?.[0]?.status], [200, "saved"]);
    const row = { section: "contacts", row: "r\0", field: "name", value: "Zoé\0", base: 0 };
    const typed = await anne.call("PATCH", `/api/journeys/${id}/answers`, { changes: [row] });
    assert.deepEqual([typed.status, typed.body.results?.[0]?.status], [200, "saved"]);
    assert.equal((await anne.call("GET", "/api/journeys/%00")).status, 400);
    assert.equal((await anne.call("GET", `/api/journeys/${id}/answers/%00`)).status, 400);
    assert.deepEqual((await verifyTrail(portal.world.database)).faults, []);
  });

  test(`${database}: in a full table the other fields of a row that is there were refused`, async (t) => {
    const portal = await open(t);
    const anne = await portal.signIn("anne");
    const { id } = (await anne.call("POST", "/api/journeys", { name: "Lits Clairs", kind: "saas" })).body;
    const rows = Array.from({ length: 5_000 }, (_, position) => ({
      journey_id: id,
      section: "contacts",
      row_id: `r${position}`,
      position,
      removed: 0 as const,
    }));
    for (let at = 0; at < rows.length; at += 1_000)
      await portal.world.database
        .insertInto("answer_row")
        .values(rows.slice(at, at + 1_000))
        .execute();
    const typed = await anne.call("PATCH", `/api/journeys/${id}/answers`, {
      changes: ["r7", "r5000"].map((row) => ({
        section: "contacts",
        row,
        field: "name",
        value: "Zoé",
        base: 0,
      })),
    });
    assert.deepEqual(
      typed.body.results.map(({ status }: { status: string }) => status),
      ["saved", "refused"],
    );
  });
}
