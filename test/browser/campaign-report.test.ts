import assert from "node:assert/strict";
import { test } from "node:test";
import { reportHtml } from "../../src/connector/campaign/report/html.ts";
import { type CampaignReport, scenarioResult, verdicts } from "../../src/domain/journey/campaign/report.ts";
import { scenarioIds } from "../../src/domain/journey/campaign/scenarios.ts";
import { withBrowser } from "../support/browser.ts";
import { violations, widthOf } from "../support/web-page.ts";

const at = "2026-11-23T08:00:00.000Z";
const hostile = `<script>document.title="taken"</script>"'&`;

const exchange = {
  at,
  durationMs: 4,
  method: "PATCH",
  url: `https://127.0.0.1:7791/ws-synchro-dispo-lits-fhir/Location?identifier=1350054680/${"SSR38888".repeat(20)}`,
  requestHeaders: { authorization: "Bearer ***" },
  requestBody: hostile,
  status: 400,
  answerHeaders: {},
  answerBody: hostile,
};

const report: CampaignReport = {
  format: "raccord-campaign-report",
  version: 1,
  startedAt: at,
  endedAt: at,
  target: { name: hostile, tokenUrl: "https://t", apiBase: "https://a", clientId: "c", subjectDn: null },
  place: "1350054680/SSR38888",
  ended: "complete",
  scenarios: scenarioIds.map((id, index) => {
    const verdict = verdicts[index % verdicts.length] ?? "passed";
    return scenarioResult(id, { verdict, fr: `Réponse ${hostile}`, en: `answer ${hostile}` }, [exchange]);
  }),
};

test("the page of a report is accessible, fits a telephone, and runs nothing of what a platform answered", async () => {
  await withBrowser(async (browser) => {
    const page = await browser.newPage({ viewport: { width: 360, height: 700 } });
    await page.setContent(reportHtml(report).replace(/<meta http-equiv[^>]*>/, ""));
    for (const fold of await page.locator("summary").all()) await fold.click();
    assert.deepEqual(await violations(page), []);
    assert.ok((await widthOf(page)) <= 360, `${await widthOf(page)}`);
    assert.match(await page.title(), /^Campagne de tests ROR : <script>/);
    assert.equal(await page.locator("script").count(), 0);
  });
});
