import assert from "node:assert/strict";
import { test } from "node:test";
import { connectorSettings } from "./settings.ts";

test("a feed in a time zone that nobody knows is refused before its first message", () => {
  const feed = (zone: string) =>
    connectorSettings.safeParse({ feeds: [{ name: "gam", zone }], targets: [], places: [] });
  const issues = (zone: string) => feed(zone).error?.issues.filter(({ path }) => path.includes("zone"));
  assert.equal(issues("Europe/Paris")?.length ?? 0, 0);
  assert.equal(issues("Indian/Reunion")?.length ?? 0, 0);
  assert.match(issues("Europe/Pari")?.[0]?.message ?? "", /not a time zone/);
});

test("a place that the white list does not open for its target is refused before its first PATCH", () => {
  const place = {
    id: "MED",
    idNatStruct: "1310000013",
    externalId: "MED",
    target: "ror",
    feed: "gam",
    nature: "bed",
    source: "movements",
    sourceType: "01",
    units: [{ unit: "2310" }],
    genderRule: "rooms",
    freshnessMaxMinutes: 60,
  };
  const issues = (establishments?: readonly string[]) =>
    connectorSettings
      .safeParse({
        feeds: [{ name: "gam" }],
        places: [place],
        targets: [
          {
            name: "ror",
            tokenUrl: "https://auth.example/token",
            apiBase: "https://api.example",
            clientId: "c",
            ...(establishments === undefined ? {} : { establishments }),
          },
        ],
      })
      .error?.issues.map(({ message }) => message) ?? [];
  assert.deepEqual(issues(), []);
  assert.deepEqual(issues([place.idNatStruct]), []);
  assert.deepEqual(issues(["1310000039"]), [
    "place MED: 1310000013 is not among the establishments of target ror",
  ]);
});
