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
