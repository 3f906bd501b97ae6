import assert from "node:assert/strict";
import { test } from "node:test";
import { openJourneyPortal } from "../test-support/journey-portal.ts";

const atMs = Date.parse("2026-11-27T10:00:00Z");

test("delays are counts and days over the files, never of one", async (t) => {
  const portal = await openJourneyPortal(t, ["anne"]);
  const anne = await portal.signIn("anne");
  const { database } = portal.world;
  const record = (journey: string, move: string, day: string, withdrawn = false) => ({
    id: `${journey}-${move}-${day}`,
    journey_id: journey,
    step: "09" as const,
    move,
    subject: "",
    at_ms: atMs,
    by_person: "test",
    day,
    document_id: null,
    reason: null,
    findings: "[]",
    withdrawn_at_ms: withdrawn ? atMs : null,
    withdrawn_by: null,
    withdrawn_reason: null,
  });
  const add = async (count: number): Promise<void> => {
    const id = `file-${count}`;
    await database
      .insertInto("journey")
      .values({ id, organisation_id: `o-${count}`, name: id, created_by: "test", created_at_ms: 0 })
      .execute();
    await database
      .insertInto("move_record")
      .values([
        record(id, "white-list-requested", "2026-11-02"),
        record(id, "white-list-confirmed", "2026-11-30", true),
        record(id, "white-list-confirmed", `2026-11-0${2 + count}`),
      ])
      .execute();
  };
  const whiteList = async () =>
    (await anne.call("GET", "/api/delays")).body.waits.find(
      (one: { name: string }) => one.name === "white-list",
    );
  await database
    .insertInto("organisation")
    .values([1, 2, 3, 4, 5].map((one) => ({ id: `o-${one}`, name: "x", created_at_ms: 0 })))
    .execute();
  for (const count of [1, 2, 3, 4]) await add(count);
  assert.deepEqual(await whiteList(), {
    name: "white-list",
    step: "09",
    files: 4,
    days: null,
    publishedWorkingDays: 5,
  });
  await add(5);
  assert.deepEqual(await whiteList(), {
    name: "white-list",
    step: "09",
    files: 5,
    days: { median: 3, shortest: 1, longest: 5 },
    publishedWorkingDays: 5,
  });
  assert.equal((await portal.signedOut().call("GET", "/api/delays")).status, 401);
});
