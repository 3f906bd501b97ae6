import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { quietBoard, startConnectorDouble } from "../live/connector-double.ts";
import { openJourneyPortal } from "../test-support/journey-portal.ts";

const boardAtMs = Date.parse("2026-11-27T10:00:00Z");
const bytes = Buffer.from([0x4d, 0x53, 0x48, 0x7c, 0xe9, 0x0d]);
const reading = {
  kind: "hl7",
  messages: 3,
  accepted: 2,
  refused: [{ name: "hl7.no-movement-number", count: 1 }],
  events: [{ name: "A01", count: 2 }],
  traits: ["unit", "bed", "sex"],
  units: ["2310"],
};

async function open(t: TestContext) {
  const connector = await startConnectorDouble(quietBoard(boardAtMs));
  t.after(() => connector.close());
  const logged: unknown[] = [];
  const write = (...words: unknown[]): void => {
    logged.push(words);
  };
  const log = { debug: write, info: write, warn: write, error: write, fatal: write, trace: write };
  const portal = await openJourneyPortal(t, ["anne", "bruno"], {
    settings: { connectorUrl: connector.url },
    log: log as never,
  });
  const anne = await portal.signIn("anne");
  const { id } = (await anne.call("POST", "/api/journeys", { name: "Lits Clairs", kind: "saas" })).body;
  return { portal, connector, anne, logged, path: `/api/journeys/${id}/sample` };
}

test("a sample goes to the connector as it is and comes back as first answers; it is logged nowhere", async (t) => {
  const { connector, anne, logged, path } = await open(t);
  connector.answerSamples(200, reading);
  const { status, body } = await anne.sendBytes(
    `${path}?name=${encodeURIComponent("Dupont été.hl7")}`,
    bytes,
  );
  assert.equal(status, 200, JSON.stringify(body));
  assert.deepEqual(connector.samples, [bytes]);
  assert.ok(connector.calls.includes(`POST /samples?name=${encodeURIComponent("Dupont été.hl7")}`));
  assert.deepEqual(body.reading, reading);
  assert.deepEqual(
    body.suggestions.find((one: { id: string }) => one.id === "OCC"),
    {
      id: "OCC",
      fed: "fed",
      definition: "to-check",
      origin: "movements-beds",
    },
  );
  assert.doesNotMatch(JSON.stringify(logged), /Dupont/);
});

test("empty and too large samples are refused in words and never reach the connector", async (t) => {
  const { connector, anne, path } = await open(t);
  connector.answerSamples(200, reading);
  const empty = await anne.sendBytes(path, new Uint8Array());
  assert.deepEqual([empty.status, empty.body.code], [400, "sample.empty"]);
  const large = await anne.sendBytes(path, new Uint8Array(4 * 1024 * 1024 + 1));
  assert.deepEqual([large.status, large.body.code], [413, "sample.too-large"]);
  assert.match(large.body.messageFr, /4 Mo/);
  assert.deepEqual(connector.samples, []);
  const largest = await anne.sendBytes(path, new Uint8Array(4 * 1024 * 1024));
  assert.equal(largest.status, 200);
});

test("a file of neither kind is told with the connector's reason", async (t) => {
  const { connector, anne, path } = await open(t);
  connector.answerSamples(200, { kind: "unknown", code: "sheet.workbook" });
  const workbook = await anne.sendBytes(path, bytes);
  assert.deepEqual([workbook.status, workbook.body.code], [422, "sample.not-understood"]);
  assert.match(workbook.body.messageFr, /classeur/);
  assert.match(workbook.body.messageEn, /workbook/);
  connector.answerSamples(200, { kind: "unknown", code: "sheet.of-tomorrow" });
  assert.match((await anne.sendBytes(path, bytes)).body.messageFr, /à la main/);
});

test("a connector that is away, or answers otherwise than agreed, is told apart from a bad file", async (t) => {
  const { connector, anne, path } = await open(t);
  const older = await anne.sendBytes(path, bytes);
  assert.deepEqual([older.status, older.body.code], [502, "sample.connector-differs"]);
  connector.answerSamples(200, { ...reading, patients: ["X"] });
  assert.equal((await anne.sendBytes(path, bytes)).body.code, "sample.connector-differs");
  await connector.close();
  const away = await anne.sendBytes(path, bytes);
  assert.deepEqual([away.status, away.body.code], [503, "sample.connector-away"]);
});

test("only the applicant of the journey asks for a reading", async (t) => {
  const { portal, connector, path } = await open(t);
  connector.answerSamples(200, reading);
  const bruno = await portal.signIn("bruno");
  assert.equal((await bruno.sendBytes(path, bytes)).status, 404);
  assert.deepEqual(connector.samples, []);
});

const wish = "idNatStruct=1310000013&externalId=MED%2F1&indicator=DISP_X&operation=replace&count=3";

test("the preview of a PATCH is the connector's, or our own example when it is away", async (t) => {
  const { connector, anne } = await open(t);
  const request = {
    method: "PATCH",
    path: "/x/Location?identifier=1310000013/MED-1",
    headers: [{ name: "Content-Type", value: "application/fhir+json" }],
    body: { parameter: [{ name: "operation", part: [] }], resourceType: "Parameters" },
  };
  connector.answerPreviews(200, request);
  const live = await anne.call("GET", `/api/patch-preview?${wish}`);
  assert.equal(live.status, 200, JSON.stringify(live.body));
  assert.deepEqual(live.body, { source: "connector", indicator: "DISP_X", request });
  assert.deepEqual(Object.keys(live.body.request.body), ["parameter", "resourceType"]);
  assert.ok(connector.calls.some((call) => call.includes("externalId=MED%2F1")));
  connector.answerPreviews(404, {});
  assert.equal((await anne.call("GET", `/api/patch-preview?${wish}`)).status, 404);
  await connector.close();
  const example = await anne.call("GET", `/api/patch-preview?${wish}`);
  assert.equal(example.body.source, "example");
  assert.equal(
    example.body.request.path,
    "/ws-synchro-dispo-lits-fhir/Location?identifier=1310000013/MED%2F1",
  );
  assert.equal((await anne.call("GET", "/api/patch-preview?count=3")).status, 400);
});
