import assert from "node:assert/strict";
import { test } from "node:test";
import { openJourneyPortal } from "../test-support/journey-portal.ts";

const org = "borealis";
const file = "f1";
/** FINESS number of the establishment that the file is seeded with. */
const own = "310000013";

test("the contact of an establishment confirms its vendor's file, or says what is wrong, for its own number alone", async (t) => {
  const portal = await openJourneyPortal(t, ["anne", "lou"], {
    async seed(seeding) {
      await seeding.journey({ id: file, organisationId: org, regions: ["76"], sent: false });
      await seeding.grantTo("anne", { role: "applicant", organisationId: org });
      await seeding.grantTo("lou", { role: "establishment-contact", organisationId: org, finess: own });
    },
  });
  const [anne, lou] = [await portal.signIn("anne"), await portal.signIn("lou")];
  const move = (person: typeof lou, body: object) => person.call("POST", `/api/journeys/${file}/moves`, body);
  const said = async () => {
    const view = await anne.journey(file);
    return view.steps
      .find(({ id }) => id === "03")
      ?.findings.filter(({ code }) => code.startsWith("establishment"));
  };
  const confirm = { move: "establishment-confirmed", subject: own, date: "2026-11-20" };
  assert.equal((await move(anne, confirm)).status, 403, "the supplier says nothing in its place");
  assert.equal((await move(lou, { ...confirm, subject: "310000021" })).status, 403, "nor for a neighbour");
  assert.equal((await move(lou, confirm)).status, 409, "what is not on the list is nobody's to confirm");
  const line = { id: "76", base: 1, fields: { finessEg: own } };
  const saved = await anne.call("PATCH", `/api/journeys/${file}/establishments`, { save: [line] });
  assert.equal(saved.body.results[0].status, "saved");
  const unexplained = await move(lou, { move: "establishment-disputed", subject: own });
  assert.deepEqual([unexplained.status, unexplained.body.code], [400, "journey.move-unproved"]);
  const reason = "Le site sud est fermé";
  assert.equal((await move(lou, { move: "establishment-disputed", subject: own, reason })).status, 204);
  assert.ok(
    (await said())?.some(
      ({ code, severity, params }) =>
        code === "establishment-disputed" && severity === "warning" && params?.["reason"] === reason,
    ),
  );
  assert.equal((await move(lou, confirm)).status, 409, "what was said is taken back first");
  const disputed = (await anne.journey(file)).records.find((one) => one.move === "establishment-disputed");
  const back = { reason: "corrigé" };
  const path = `/api/journeys/${file}/moves/${disputed?.id}/withdraw`;
  assert.equal((await anne.call("POST", path, back)).status, 403);
  assert.equal((await lou.call("POST", path, back)).status, 204);
  assert.equal((await move(lou, confirm)).status, 204);
  assert.ok(
    (await said())?.some(({ code, severity }) => code === "establishments-confirmed" && severity === "ok"),
  );
});
