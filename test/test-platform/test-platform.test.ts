import assert from "node:assert/strict";
import { after, test } from "node:test";
import type { CampaignReport } from "../../src/domain/journey/campaign/report.ts";
import { dayInParis } from "../../src/portal/journey/load-facts.ts";
import type { TestPlatformView } from "../../src/portal/test-platform/shapes.ts";
import { add, INSTALLED, type Key, replace } from "../sandbox/bodies.ts";
import { CLIENT_ID, readHeaders, startBench } from "../sandbox/support.ts";
import { campaign, openStep08, prove, step08, takeBack, type, upload, view } from "./support.ts";

const bench = await startBench();
after(() => bench.close());

/** Installed beds with a gender and a crisis: no list has it. */
const noIndicator: Key = ["01", "01", "01", null, null, "01", "01"];
const dayMs = 86_400_000;

function read({ journal }: TestPlatformView) {
  assert.equal(journal.kind, "read", JSON.stringify(journal));
  return journal.kind === "read" ? journal : assert.fail();
}

test("step 08 is proved by the journal alone: not by a wrong client, but by a campaign after it", async (t) => {
  const { portal, anne } = await openStep08(t, bench);
  const { connection, mayProve } = await view(anne);
  assert.deepEqual(connection, {
    source: "platform",
    tokenUrl: bench.sandbox.tokenUrl,
    apiUrl: bench.sandbox.apiUrl,
    clientId: CLIENT_ID,
    subjectDns: ["CN=test"],
    testsFrom: null,
  });
  assert.equal(mayProve, true);

  await t.test("nothing was sent: every scenario is missing, by name", async () => {
    const [status, code, words] = await prove(anne, { source: "journal" });
    assert.deepEqual([status, code], [409, "tests.not-shown"]);
    assert.match(words, /add-on-404.*outside-write-list/);
    assert.equal((await step08(anne)).state, "in-progress");
    const bare = await anne.call("POST", `/api/journeys/${CLIENT_ID}/moves`, { move: "tests-passed" });
    assert.equal(bare.body.code, "journey.move-refused", "nobody makes the proof without evidence");
  });

  await t.test("a wrong client fails for the right reasons", async () => {
    await bench.patch(add(INSTALLED, 3));
    await bench.patch(replace(INSTALLED, 3), { headers: readHeaders });
    for (let call = 0; call < 3; call += 1) await bench.patch(replace(noIndicator, 1));
    const { judgement } = read(await view(anne));
    assert.deepEqual(
      judgement.broken.map(({ rule }) => rule),
      ["adds-first", "ror-headers-on-patch", "retries-business-rule"],
    );
    assert.match(judgement.broken[0]?.fr ?? "", /add sans avoir essayé replace/);
    const [, code, words] = await prove(anne, { source: "journal" });
    assert.equal(code, "tests.not-shown");
    assert.match(words, /adds-first, ror-headers-on-patch, retries-business-rule/);
  });

  await t.test("another supplier sees nothing of it, whatever client_id they type", async () => {
    const paul = await portal.signIn("paul");
    assert.equal(read(await view(paul, "other")).exchanges, 0);
    await portal.world.database
      .updateTable("answer")
      .set({ value: JSON.stringify(` ${CLIENT_ID} `), at_ms: Date.now() + 1_000 })
      .where("journey_id", "=", "other")
      .where("field", "=", "client-id")
      .execute();
    const { journal } = await view(paul, "other");
    assert.ok(journal.kind === "unread");
    assert.equal(journal.problem.code, "tests.client-shared");
    assert.equal((await paul.call("GET", `/api/journeys/${CLIENT_ID}/test-platform`)).status, 404);
    assert.equal((await view(anne)).journal.kind, "read", "who had it first goes on");
  });

  await t.test(
    "what came before the first day of the tests is left out; the campaign shows it all",
    async () => {
      bench.clock.advance(dayMs);
      await type(anne, "tests-from", dayInParis(bench.clock.nowMs()));
      assert.deepEqual(read(await view(anne)).judgement.broken, []);
      await campaign(bench);
      const { judgement, lastAt } = read(await view(anne));
      assert.deepEqual(
        judgement.scenarios.filter((one) => one.required && !one.shown),
        [],
      );
      assert.equal(judgement.complete, true);
      assert.ok(lastAt !== null);
    },
  );

  await t.test("the technical administrator records the proof, with the judgement in the trail", async () => {
    const tom = await portal.signIn("tom");
    assert.deepEqual((await prove(tom, { source: "journal" })).slice(0, 2), [204, ""]);
    assert.equal((await step08(anne)).state, "done");
    assert.deepEqual((await prove(tom, { source: "journal" })).slice(0, 2), [409, "journey.move-refused"]);
    const { lines } = (await anne.call("GET", `/api/journeys/${CLIENT_ID}/trail`)).body;
    assert.match(JSON.stringify(lines[0]), /tests-passed.*journal.*add-on-404/);
  });
});

test("a report proves step 08 when it is whole, of this client, and of a test platform", async (t) => {
  const { anne } = await openStep08(t, bench);
  const good = await campaign(bench);
  const refused = async (report: CampaignReport | string): Promise<string> => {
    const text = typeof report === "string" ? report : JSON.stringify(report);
    const documentId = await upload(anne, "campaign-report", text);
    const [status, code, words] = await prove(anne, { source: "report", documentId });
    assert.equal(status, 422, words);
    assert.equal((await step08(anne)).state, "in-progress");
    return code;
  };
  const of = (more: Partial<CampaignReport["target"]>): CampaignReport => ({
    ...good,
    target: { ...good.target, ...more },
  });
  assert.equal(await refused("{}"), "tests.report-unreadable");
  assert.equal(await refused("not JSON"), "tests.report-unreadable");
  assert.equal(await refused(of({ clientId: "other" })), "tests.report-of-another-client");
  for (const apiBase of ["https://api-fhir.ror.esante.gouv.fr", "https://elsewhere.example", "no address"])
    assert.equal(await refused(of({ apiBase })), "tests.report-of-no-test-platform");
  assert.equal(await refused({ ...good, ended: "interrupted" }), "tests.report-incomplete");
  assert.equal(await refused({ ...good, scenarios: good.scenarios.slice(1) }), "tests.report-incomplete");
  assert.equal((await prove(anne, { source: "report", documentId: "none" }))[1], "journey.unknown-thing");

  const national = of({
    tokenUrl: "https://bas-auth-api.qualif.ror.esante.gouv.fr/token",
    apiBase: "https://bas-api-fhir.qualif.ror.esante.gouv.fr",
  });
  for (const report of [good, national]) {
    const documentId = await upload(anne, "campaign-report", JSON.stringify(report));
    assert.deepEqual((await prove(anne, { source: "report", documentId })).slice(0, 2), [204, ""]);
    assert.equal((await step08(anne)).state, "done");
    const removed = await anne.call("DELETE", `/api/journeys/${CLIENT_ID}/documents/${documentId}`);
    assert.equal(removed.body.code, "document.in-use", "the proof stays in the file");
    await takeBack(anne, "tests-passed");
  }

  const documentId = await upload(anne, "test-record", "Essais du 20 janvier");
  const declared = { move: "tests-declared", date: "2026-01-20", documentId };
  const answer = await anne.call("POST", `/api/journeys/${CLIENT_ID}/moves`, declared);
  assert.equal(answer.status, 204, JSON.stringify(answer.body));
  assert.equal((await step08(anne)).state, "done", "declared with date and document (DESIGN §8)");
});

test("a sandbox that is not there, and the terms that were not read, are told in words", async (t) => {
  const gone = { controlUrl: "http://127.0.0.1:9", token: "0123456789abcdef" };
  const { anne } = await openStep08(t, bench, { platforms: { test: gone } });
  const { journal, connection } = await view(anne);
  assert.ok(journal.kind === "unread");
  assert.equal(journal.problem.code, "tests.away");
  assert.deepEqual([connection.tokenUrl, connection.apiUrl], [null, null], "ANS says it");
  assert.deepEqual((await prove(anne, { source: "journal" })).slice(0, 2), [503, "tests.away"]);
  await takeBack(anne, "terms-read");
  const documentId = await upload(anne, "campaign-report", JSON.stringify(await campaign(bench)));
  assert.deepEqual((await view(anne)).mayProve, false);
  // Addresses of a sandbox without settings are nobody's: the refusal says so before the step is looked at.
  assert.equal((await prove(anne, { source: "report", documentId }))[1], "tests.report-of-no-test-platform");

  const { anne: alone } = await openStep08(t, bench, { platforms: {} });
  const national = await view(alone);
  assert.equal(national.journal.kind, "none");
  assert.match(national.connection.apiUrl ?? "", /bas-api-fhir\.qualif/);
  assert.equal((await prove(alone, { source: "journal" }))[1], "tests.no-platform");
});
