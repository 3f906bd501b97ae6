import assert from "node:assert/strict";
import { test } from "node:test";
import { testDatabase } from "../support/postgres.ts";
import { dayAgo, north, onFile, openProduction, openWhiteList } from "../white-list/support.ts";

test("requests, answers, takeovers and what the platform is told are the same on PostgreSQL", async (t) => {
  const database = await testDatabase();
  t.after(() => database.drop());
  const production = await openProduction(t);
  const [first, second] = [
    await production.issue("UN", "310000005"),
    await production.issue("DEUX", "310000021"),
  ];
  const establishments = [{ finessEg: north.finessEg, name: north.name }];
  const hub = await openWhiteList(
    t,
    production,
    [
      { id: "one", name: "Un", kind: "saas", establishments, certificates: [onFile(first)] },
      { id: "two", name: "Deux", kind: "saas", establishments, certificates: [onFile(second)], of: "second" },
    ],
    { databaseUrl: database.url },
  );
  const [anne, paul, andrea] = [
    await hub.portal.signIn("anne"),
    await hub.portal.signIn("paul"),
    await hub.portal.signIn("andrea"),
  ];
  const { tokenUrl, apiUrl: feedingUrl } = production.platform;
  for (const [who, id, certificate, more] of [
    [anne, "one", first, {}],
    [paul, "two", second, { takeoverOn: dayAgo() }],
  ] as const) {
    await hub.ended(who, id);
    const request = await hub.asked(who, id, {
      fingerprint: onFile(certificate).fingerprint,
      add: [north.idNatStruct],
      ...more,
    });
    await hub.good(hub.answer(andrea, id, request, { tokenUrl, feedingUrl }));
    await hub.settled(who, id);
  }
  assert.equal(await production.patch("two", second, north.idNatStruct), 200);
  assert.equal(await production.patch("one", first, north.idNatStruct), 403);
  await hub.good(paul.call("POST", hub.path("two", "/go-live/read")));
  assert.equal((await hub.view(paul, "two")).fed[0]?.acceptance.kind, "seen");
  assert.deepEqual((await hub.good(andrea.call("GET", "/api/queue"))).whiteList, []);
});
