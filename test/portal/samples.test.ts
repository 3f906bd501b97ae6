import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { createConnectorClient } from "../../src/portal/live/connector-client.ts";
import { exampleIndicator, examplePatch } from "../../src/portal/samples/example-patch.ts";
import { openJourneyPortal } from "../../src/portal/test-support/journey-portal.ts";
import { systemClock } from "../../src/runtime/clock.ts";
import { startRig, temporaryFolder } from "../support/rig.ts";

const settings = {
  feeds: [{ name: "pam", zone: "Europe/Paris", mllp: { host: "127.0.0.1", port: 0 } }],
  places: [
    {
      id: "P1",
      label: "Médecine",
      feed: "pam",
      target: "nowhere",
      idNatStruct: "1310000013",
      externalId: "MED-1",
      nature: "bed",
      units: [{ unit: "2310" }],
      source: "movements",
      sourceType: "02",
      genderRule: "rooms",
      freshnessMaxMinutes: 720,
    },
  ],
  targets: [
    {
      name: "nowhere",
      tokenUrl: "http://127.0.0.1:9/token",
      apiBase: "http://127.0.0.1:9",
      clientId: "essai",
    },
  ],
  http: { host: "127.0.0.1", port: 0 },
};

const admission = (number: number): string =>
  [
    `MSH|^~\\&|GAM|CH|RACCORD|CH|20261123080500||ADT^A01^ADT_A01|${number}|P|2.5^FRA^2.11`,
    "EVN||20261123080500||||20261123080000",
    `PID|1||T000${number}^^^CH^PI||SECRETNOM^Prénom||19600101|M`,
    `PV1||I|2310^101^F||||||||||||||||V${number}`,
    `ZBE|${number}^CH|20261123080000||INSERT|N|||HMS`,
  ].join("\r");

test("a real connector reads samples for the portal, and shows the PATCH that our example follows", async (t) => {
  const folder = temporaryFolder();
  const connector = await startRig(settings, join(folder.path, "connector"));
  t.after(async () => {
    await connector.close();
    folder.remove();
  });
  const portal = await openJourneyPortal(t, ["anne"], { settings: { connectorUrl: connector.httpUrl } });
  const anne = await portal.signIn("anne");
  const { id } = (await anne.call("POST", "/api/journeys", { name: "Lits Clairs", kind: "saas" })).body;
  const path = `/api/journeys/${id}/sample`;
  const movements = await anne.sendBytes(
    `${path}?name=jour.hl7`,
    Buffer.from([admission(1), admission(2)].join("\r"), "latin1"),
  );
  assert.equal(movements.status, 200, JSON.stringify(movements.body));
  assert.deepEqual([movements.body.reading.accepted, movements.body.reading.units], [2, ["2310"]]);
  assert.doesNotMatch(JSON.stringify(movements.body), /SECRETNOM|T0001|V1/);
  // Windows' character set, as a spreadsheet writes it: bytes must arrive as they are.
  const register = Buffer.from("UF;LIBELLE;CHAMBRE;LIT;ETAT\n2310;Médecine;101;P;OUVERT\n", "latin1");
  const sheet = await anne.sendBytes(`${path}?name=lits.csv`, register);
  assert.deepEqual([sheet.status, sheet.body.reading.sheet], [200, "register"], JSON.stringify(sheet.body));
  const neither = await anne.sendBytes(`${path}?name=x.pdf`, Buffer.from("%PDF-1.7"));
  assert.deepEqual([neither.status, neither.body.code], [422, "sample.not-understood"]);

  const client = createConnectorClient(connector.httpUrl, systemClock);
  t.after(() => client.close());
  for (const operation of ["replace", "add", "delete"] as const) {
    const wish = {
      idNatStruct: "1310000013",
      externalId: "MED 1",
      operation,
      indicator: exampleIndicator,
      count: 3,
    };
    const live = await client.patchPreview(wish);
    assert.ok(live.ok, JSON.stringify(live));
    const withoutDate = (value: unknown): string =>
      JSON.stringify(value).replace(/"valueDateTime":"[^"]+"/, "");
    assert.equal(withoutDate(live.value), withoutDate(examplePatch(wish)), operation);
  }
  const query = "idNatStruct=1310000013&externalId=MED-1&operation=replace&count=3";
  const unknown = await anne.call("GET", `/api/patch-preview?${query}&indicator=NONE`);
  assert.equal(unknown.status, 404);
  const shown = await anne.call("GET", `/api/patch-preview?${query}&indicator=FERM_REA`);
  assert.equal(shown.body.source, "connector");
  assert.match(JSON.stringify(shown.body.request.body), /capacityClosingType/);
});
