import assert from "node:assert/strict";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { runCampaign } from "../../src/connector/campaign/run.ts";
import type { CampaignReport } from "../../src/domain/journey/campaign/report.ts";
import type { StepView } from "../../src/portal/journey/shapes.ts";
import type { PortalSettings } from "../../src/portal/settings.ts";
import type { TestPlatformView } from "../../src/portal/test-platform/shapes.ts";
import { type Caller, openJourneyPortal } from "../../src/portal/test-support/journey-portal.ts";
import { seedReady } from "../../src/portal/test-support/seed-ready.ts";
import { systemClock } from "../../src/runtime/clock.ts";
import { seededRandom } from "../../src/runtime/random.ts";
import { target, targetInput } from "../campaign/support.ts";
import { type Bench, CLIENT_ID, PLACE } from "../sandbox/support.ts";
import { startRig, temporaryFolder } from "../support/rig.ts";

/** A file of `client_id` `essai-lits` and another supplier's, both at the end of step 08. */
const files = [
  { id: CLIENT_ID, organisationId: "org-1", name: "Lits Clairs" },
  { id: "other", organisationId: "org-2", name: "Autre" },
] as const;

/**
 * A portal over the sandbox of the bench. Anne leads the first file, whose proof of step 08 was taken back; Paul leads the
 * second; Tom is technical administrator of the first.
 */
export async function openStep08(t: TestContext, bench: Bench, more: Partial<PortalSettings> = {}) {
  const { controlUrl, controlToken: token, tokenUrl, apiUrl } = bench.sandbox;
  const portal = await openJourneyPortal(t, ["anne", "tom", "paul"], {
    settings: { platforms: { test: { controlUrl, token, tokenUrl, apiUrl } }, ...more },
    seed: async ({ grantTo }) => {
      await grantTo("anne", { role: "applicant", organisationId: "org-1" });
      await grantTo("tom", { role: "technical-administrator", organisationId: "org-1" });
      await grantTo("paul", { role: "applicant", organisationId: "org-2" });
    },
  });
  const establishments = [{ finessEg: "310000013", name: "CH de Fictiville" }];
  for (const file of files)
    await seedReady(portal.world, { ...file, kind: "saas", establishments, certificates: [] });
  const anne = await portal.signIn("anne");
  await takeBack(anne, "tests-passed");
  return { portal, anne };
}

const path = (rest: string, id: string = CLIENT_ID): string => `/api/journeys/${id}${rest}`;

/** Takes a standing record of the first file back. */
export async function takeBack(who: Caller, move: string): Promise<void> {
  const record = (await who.journey(CLIENT_ID)).records.findLast(
    (one) => one.move === move && one.withdrawnAt === null,
  );
  assert.ok(record, move);
  const answer = await who.call("POST", path(`/moves/${record.id}/withdraw`), { reason: "essai" });
  assert.equal(answer.status, 204, JSON.stringify(answer.body));
}

export async function view(who: Caller, id: string = CLIENT_ID): Promise<TestPlatformView> {
  const { status, body } = await who.call("GET", path("/test-platform", id));
  assert.equal(status, 200, JSON.stringify(body));
  return body;
}

/** Status and code of an attempt to prove the tests. */
export async function prove(who: Caller, evidence: object): Promise<readonly [number, string, string]> {
  const { status, body } = await who.call("POST", path("/test-platform/evidence"), evidence);
  return [status, body?.code ?? "", body?.messageEn ?? ""];
}

export async function step08(who: Caller): Promise<StepView> {
  const found = (await who.journey(CLIENT_ID)).steps.find(({ id }) => id === "08");
  assert.ok(found);
  return found;
}

/** Uploads a text to step 08; answers with the document's identifier. */
export async function upload(who: Caller, kind: string, text: string): Promise<string> {
  const form = new FormData();
  form.append("step", "08");
  form.append("kind", kind);
  form.append("file", new Blob([text], { type: "application/json" }), "campaign.json");
  const { status, body } = await who.send(path("/documents"), form);
  assert.equal(status, 201, JSON.stringify(body));
  return body.id;
}

/** Types an answer of step 08 that nobody typed before. */
export async function type(who: Caller, field: string, value: string): Promise<void> {
  const change = { section: "test-platform", row: "", field, value, base: 0 };
  const { status, body } = await who.call("PATCH", path("/answers"), { changes: [change] });
  assert.deepEqual([status, body.results?.[0]?.status], [200, "saved"], JSON.stringify(body));
}

/** A whole campaign of the connector's own client on the bench. */
export async function campaign(bench: Bench): Promise<CampaignReport> {
  const { report } = await runCampaign({
    target: await target(bench, { place: PLACE, faultHeaders: true }),
    world: { clock: systemClock, random: seededRandom(5) },
  });
  return report;
}

/** A connector whose targets are the bench and three that no campaign of the first file may use. */
export async function openConnector(t: TestContext, bench: Bench): Promise<string> {
  const folder = temporaryFolder();
  const input = await targetInput(bench, { place: PLACE, faultHeaders: true });
  const [idNatStruct = "", externalId = ""] = PLACE.split("/");
  const connector = await startRig(
    {
      feeds: [{ name: "pam", zone: "Europe/Paris", mllp: { host: "127.0.0.1", port: 0 } }],
      places: [
        {
          id: "P1",
          feed: "pam",
          target: "fed",
          idNatStruct,
          externalId,
          nature: "bed",
          units: [{ unit: "2310" }],
          source: "movements",
          sourceType: "02",
          genderRule: "rooms",
          freshnessMaxMinutes: 720,
        },
      ],
      targets: [
        input,
        { ...input, name: "fed" },
        { ...input, name: "real", environment: "production" },
        { ...input, name: "stranger", clientId: "somebody-else" },
      ],
      http: { host: "127.0.0.1", port: 0 },
    },
    join(folder.path, "connector"),
  );
  t.after(async () => {
    await connector.close();
    folder.remove();
  });
  return connector.httpUrl;
}
