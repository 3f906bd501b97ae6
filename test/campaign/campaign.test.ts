import assert from "node:assert/strict";
import { after, beforeEach, test } from "node:test";
import { reportHtml } from "../../src/connector/campaign/report/html.ts";
import { reportPdf } from "../../src/connector/campaign/report/pdf.ts";
import { type CampaignOptions, runCampaign } from "../../src/connector/campaign/run.ts";
import { judgeReport, readCampaignReport } from "../../src/domain/journey/campaign/report.ts";
import { scenarioIds } from "../../src/domain/journey/campaign/scenarios.ts";
import { judgeJournal } from "../../src/domain/journey/campaign.ts";
import { systemClock } from "../../src/runtime/clock.ts";
import { seededRandom } from "../../src/runtime/random.ts";
import { add, INSTALLED, replace } from "../sandbox/bodies.ts";
import { CLIENT_ID, PLACE, startBench } from "../sandbox/support.ts";
import { heldRows, journal, target } from "./support.ts";

const bench = await startBench();
after(() => bench.close());

const world = { clock: systemClock, random: seededRandom(4) };
const run = (options: Omit<CampaignOptions, "world">) => runCampaign({ world, ...options });

beforeEach(async () => {
  await bench.control("POST", "/reset", {});
});

test("our connector passes every scenario, what it changed is put back, and the journal shows it all", async () => {
  await bench.patch(replace(INSTALLED, 7));
  await bench.patch(add(INSTALLED, 7));
  const before = await heldRows(bench, PLACE);
  assert.equal(before.length, 1);
  const { report, environment } = await run({
    target: await target(bench, { place: PLACE, faultHeaders: true }),
  });
  assert.deepEqual(
    report.scenarios.filter((it) => it.verdict !== "passed").map((it) => [it.id, it.verdict, it.en]),
    [],
  );
  assert.deepEqual(
    report.scenarios.map((it) => it.id),
    scenarioIds,
  );
  assert.equal(environment, false);
  assert.equal(report.ended, "complete");
  assert.deepEqual(await heldRows(bench, PLACE), before, "put back, dates included");

  const judgement = judgeJournal(await journal(bench), CLIENT_ID);
  assert.deepEqual(judgement.broken, []);
  assert.deepEqual(
    judgement.scenarios.filter((it) => it.required && !it.shown).map((it) => it.id),
    [],
  );
  assert.ok(judgement.complete);

  const text = JSON.stringify(report);
  const read = readCampaignReport(text);
  assert.ok(read.kind === "report");
  assert.deepEqual(read.report, report);
  assert.deepEqual(judgeReport(report), {
    passed: scenarioIds.length,
    failed: 0,
    notProduced: 0,
    good: true,
  });
  assert.doesNotMatch(text, /eyJ[\w-]+\.[\w-]+/, "no token in a report");
  assert.match(text, /Bearer \*\*\*/);

  const html = reportHtml(report);
  assert.match(html, /<html lang="fr">[\s\S]*<section id="en" lang="en"/);
  assert.doesNotMatch(html, /<script|https?:\/\/[^<"]*\.(js|css)/);
  const pdf = (await reportPdf(report)).toString("latin1");
  assert.match(pdf, /^%PDF-1\.7/);
  for (const mark of [/\/StructTreeRoot/, /\/Marked true/, /\/Lang \(fr-FR\)/, /\/FontFile[23]/])
    assert.match(pdf, mark);
});

test("without a reader and without fault headers: the errors of the client alone are met, the others named", async () => {
  const { report } = await run({ target: await target(bench, { placeIsEmpty: true }, false), place: PLACE });
  assert.deepEqual(
    report.scenarios.filter((it) => it.verdict !== "passed").map((it) => [it.id, it.verdict]),
    [
      ["place-not-unique", "not-produced"],
      ["too-many-requests", "not-produced"],
    ],
  );
  assert.ok(judgeReport(report).good);
  assert.deepEqual(await heldRows(bench, PLACE), []);
});

test("a duplicate place of the platform gives the 412 by itself", async () => {
  const duplicatedPlace = PLACE.replace(/\/.*/, "/DOUBLE");
  const settings = { placeIsEmpty: true, place: PLACE, duplicatedPlace };
  const { report } = await run({ target: await target(bench, settings, false) });
  assert.equal(report.scenarios.find((it) => it.id === "place-not-unique")?.verdict, "passed");
});

test("a place that was said to be empty and is not: nothing more is written, and the report says what was lost", async () => {
  await bench.patch(add(INSTALLED, 7));
  const { report } = await run({ target: await target(bench, { placeIsEmpty: true }, false), place: PLACE });
  const of = (id: string) => report.scenarios.find((it) => it.id === id);
  assert.equal(of("add-on-404")?.verdict, "failed");
  assert.match(of("add-on-404")?.fr ?? "", /sa valeur d'avant n'est pas connue/);
  assert.equal(of("replace")?.verdict, "not-produced");
  assert.equal(of("put-back")?.verdict, "failed");
  assert.equal(judgeReport(report).good, false);
  assert.equal((await heldRows(bench, PLACE)).length, 1);
});

test("a platform that fails half-way ends the campaign, and what was changed is put back", async () => {
  await bench.control("POST", "/faults", { fault: "server-error", endpoint: "patch", fromCall: 4, calls: 1 });
  const { report, environment } = await run({ target: await target(bench, { place: PLACE }) });
  assert.equal(environment, true);
  assert.equal(report.ended, "interrupted");
  assert.equal(report.scenarios.find((it) => it.id === "zero")?.verdict, "not-produced");
  assert.equal(report.scenarios.find((it) => it.id === "put-back")?.verdict, "passed");
  assert.deepEqual(await heldRows(bench, PLACE), []);
  await bench.control("DELETE", "/faults");
});

test("a client that gets no token fails at the first scenario, and nothing else is tried", async () => {
  await bench.control("DELETE", `/clients/${CLIENT_ID}`);
  const { report } = await run({ target: await target(bench, { placeIsEmpty: true }, false), place: PLACE });
  assert.equal(report.scenarios[0]?.verdict, "failed");
  assert.ok(report.scenarios.slice(1, -1).every((it) => it.verdict === "not-produced"));
  await bench.control("PUT", `/clients/${CLIENT_ID}`, { subjectDn: bench.client.subjectDn });
});

test("what was asked to stop begins nothing more and puts back", async () => {
  let seen = 0;
  const { report } = await run({
    target: await target(bench, { place: PLACE }),
    onResult: () => {
      seen += 1;
    },
    stopAsked: () => seen >= 4,
  });
  assert.equal(report.ended, "interrupted");
  assert.equal(report.scenarios.filter((it) => it.verdict === "passed").length, 5);
  assert.deepEqual(await heldRows(bench, PLACE), []);
});
