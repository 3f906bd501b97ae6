import assert from "node:assert/strict";
import { after, test } from "node:test";
import { judgeReport, readCampaignReport } from "../../src/domain/journey/campaign/report.ts";
import { scenarioIds } from "../../src/domain/journey/campaign/scenarios.ts";
import type { CampaignView } from "../../src/portal/test-platform/campaign-shapes.ts";
import type { Caller } from "../../src/portal/test-support/journey-portal.ts";
import { CLIENT_ID, startBench } from "../sandbox/support.ts";
import { until } from "../support/rig.ts";
import { openConnector, openStep08, prove, step08 } from "./support.ts";

const bench = await startBench();
after(() => bench.close());

const address = `/api/journeys/${CLIENT_ID}/campaign`;

async function campaignOf(who: Caller, path = address): Promise<CampaignView> {
  const { status, body } = await who.call("GET", path);
  assert.equal(status, 200, JSON.stringify(body));
  return body;
}

async function start(who: Caller, target: string): Promise<readonly [number, string, string]> {
  const { status, body } = await who.call("POST", address, { target });
  return [status, body?.code ?? "", body?.messageFr ?? ""];
}

test("the button runs the connector's own campaign, whose exchanges then prove step 08", async (t) => {
  const connectorUrl = await openConnector(t, bench);
  const { portal, anne } = await openStep08(t, bench, { connectorUrl });
  const paul = await portal.signIn("paul");

  await t.test("targets of this client alone, with the reason against each that is refused", async () => {
    const { targets, campaign, scenariosInAll } = await campaignOf(anne);
    assert.deepEqual(
      targets.map(({ name, refusal }) => [name, refusal?.code]),
      [
        ["test", undefined],
        ["fed", "campaign.place-fed"],
        ["real", "campaign.production-target"],
      ],
    );
    assert.match(targets[2]?.refusal?.messageFr ?? "", /environment: production/);
    assert.deepEqual([campaign, scenariosInAll], [null, scenarioIds.length]);
    assert.equal((await anne.file(`${address}/report`)).status, 404);
  });

  await t.test("production, a fed place and the target of another client are refused", async () => {
    assert.deepEqual((await start(anne, "real")).slice(0, 2), [409, "campaign.production-target"]);
    assert.deepEqual((await start(anne, "fed")).slice(0, 2), [409, "campaign.place-fed"]);
    assert.deepEqual((await start(anne, "stranger")).slice(0, 2), [404, "journey.unknown-thing"]);
    assert.equal((await campaignOf(anne)).campaign, null);
  });

  await t.test("one campaign runs at a time, and shows how far it came until it ends", async () => {
    assert.deepEqual(await start(anne, "test"), [202, "", ""]);
    assert.deepEqual((await start(anne, "test")).slice(0, 2), [409, "campaign.running"]);
    await until("the campaign ended", async () => {
      const { campaign } = await campaignOf(anne);
      return campaign?.state.kind !== "running";
    });
    const { campaign } = await campaignOf(anne);
    assert.ok(campaign?.state.kind === "ended", JSON.stringify(campaign?.state));
    assert.deepEqual([campaign.state.ended, campaign.state.good], ["complete", true]);
    assert.deepEqual(
      campaign.scenarios.map(({ id, verdict }) => [id, verdict]),
      scenarioIds.map((id) => [id, "passed"]),
    );
    assert.equal(campaign.by, "Personne anne");
  });

  await t.test("nobody else sees it", async () => {
    const other = await campaignOf(paul, "/api/journeys/other/campaign");
    assert.deepEqual([other.targets, other.campaign], [[], null]);
    assert.equal((await paul.file("/api/journeys/other/campaign/report?format=pdf")).status, 404);
  });

  await t.test("its report is there as JSON, HTML and PDF", async () => {
    const json = await anne.file(`${address}/report?format=json`);
    assert.match(json.disposition, /campaign\.json/);
    const read = readCampaignReport(json.text);
    assert.ok(read.kind === "report" && judgeReport(read.report).good);
    assert.match((await anne.file(`${address}/report?format=html`)).text, /<h1[^>]*>Campagne de tests ROR/);
    const answer = await fetch(`${portal.url}${address}/report?format=pdf`, { headers: anne.headers() });
    const pdf = Buffer.from(await answer.arrayBuffer()).toString("latin1");
    assert.match(pdf, /^%PDF-1\.7/);
    assert.match(pdf.slice(-10), /%%EOF/);
  });

  await t.test("the journal proves step 08, after which there is nothing left to run", async () => {
    assert.deepEqual((await prove(anne, { source: "journal" })).slice(0, 2), [204, ""]);
    assert.equal((await step08(anne)).state, "done");
    assert.deepEqual((await start(anne, "test")).slice(0, 2), [409, "tests.not-open"]);
  });
});

test("a connector that does not answer is told as such", async (t) => {
  const { anne } = await openStep08(t, bench);
  const { status, body } = await anne.call("GET", address);
  assert.deepEqual([status, body.code], [503, "tests.connector-away"]);
});
