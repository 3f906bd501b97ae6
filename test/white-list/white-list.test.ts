import assert from "node:assert/strict";
import { test } from "node:test";
import { targetSettings } from "../../src/connector/deliver/target-settings.ts";
import { writeTrail } from "../../src/portal/audit/trail.ts";
import { planRetention } from "../../src/portal/retention/plan.ts";
import { removeJourney } from "../../src/portal/retention/remove-journey.ts";
import { retentionSettings } from "../../src/portal/retention/settings.ts";
import { changesFileShape } from "../../src/portal/white-list/shapes.ts";
import { inTransaction } from "../../src/runtime/database.ts";
import { RaccordError } from "../../src/runtime/errors/raccord-error.ts";
import { dayAgo, north, onFile, openProduction, openWhiteList, south } from "./support.ts";

const both = [
  { finessEg: north.finessEg, name: north.name },
  { finessEg: south.finessEg, name: south.name },
];

test("a confirmation makes the white list real, and its withdrawal ends it", async (t) => {
  const production = await openProduction(t);
  const certificate = await production.issue("LITS EN LIGNE", "310000005");
  const file = onFile(certificate);
  const hub = await openWhiteList(t, production, [
    { id: "saas", name: "Lits en ligne", kind: "saas", establishments: both, certificates: [file] },
  ]);
  const [anne, andrea] = [await hub.portal.signIn("anne"), await hub.portal.signIn("andrea")];
  const write = (idNatStruct: string) => production.patch("saas", certificate, idNatStruct);

  await t.test("nothing can be asked before the end of the tests is declared", async () => {
    const early = await anne.call("POST", hub.path("saas", "/white-list/requests"), {
      fingerprint: file.fingerprint,
      add: [north.idNatStruct],
      date: dayAgo(),
    });
    assert.deepEqual([early.status, early.body.code], [409, "journey.move-refused"]);
    assert.equal(await write(north.idNatStruct), 401);
    await provedTests(hub, "saas");
    await hub.ended(anne, "saas");
    const { messages } = await hub.good(anne.call("GET", hub.path("saas", "/messages")));
    assert.match(messages[0].subjectFr, /fin des essais/);
    assert.deepEqual(messages[0].to, ["monserviceclient.ror@esante.gouv.fr"]);
    assert.match(messages[0].textFr, /- replace : réussi\n- zero : réussi\n/);
    assert.ok(messages[0].textFr.includes(certificate.subjectDn));
  });

  const request = await hub.asked(anne, "saas", {
    fingerprint: file.fingerprint,
    add: [north.idNatStruct, south.idNatStruct],
  });

  await t.test("what cannot be asked is refused in words", async () => {
    for (const [wanted, code] of [
      [{ add: [north.idNatStruct] }, "whitelist.asked-already"],
      [{ add: [] }, "whitelist.nothing-asked"],
      [{ add: ["1310000021"] }, "whitelist.establishment-not-listed"],
      [{ remove: [north.idNatStruct] }, "whitelist.not-on-list"],
      [{ add: [], fingerprint: "AB" }, "journey.unknown-thing"],
    ] as const) {
      const answer = await anne.call("POST", hub.path("saas", "/white-list/requests"), {
        fingerprint: file.fingerprint,
        date: dayAgo(),
        ...wanted,
      });
      assert.equal(answer.body.code, code);
      assert.ok(answer.body.messageFr.length > 20);
    }
    const bare = await hub.move(anne, "saas", "white-list-requested", { subject: "x", date: dayAgo() });
    assert.equal(bare.body.code, "journey.move-refused");
  });

  await t.test("go-live is refused until then, with the reason", async () => {
    const early = await hub.move(anne, "saas", "patch-accepted", {
      subject: north.idNatStruct,
      date: dayAgo(),
    });
    assert.equal(early.body.code, "journey.move-refused");
    const read = await anne.call("POST", hub.path("saas", "/go-live/read"));
    assert.equal(read.body.code, "whitelist.not-listed-yet");
    const step = (await anne.journey("saas")).steps.find(({ id }) => id === "go-live");
    assert.equal(step?.state, "blocked");
    assert.deepEqual(
      step?.findings.map(({ code }) => code),
      ["not-white-listed"],
    );
    const target = await anne.call(
      "GET",
      hub.path("saas", `/white-list/target?fingerprint=${file.fingerprint}`),
    );
    assert.equal(target.body.code, "whitelist.not-listed-yet");
  });

  await t.test("ANS prepares and confirms one of two, with the reason for the other", async () => {
    await hub.good(hub.move(andrea, "saas", "white-list-preparing", { subject: request, date: dayAgo(1) }));
    assert.equal((await hub.view(anne, "saas")).requests[0]?.state.kind, "preparing");
    const refused = [{ idNatStruct: south.idNatStruct, reason: "fermé" }];
    const stranger = [{ idNatStruct: "1310000021", reason: "?" }];
    assert.equal(
      (await hub.answer(andrea, "saas", request, { refused: stranger })).body.code,
      "whitelist.refusal-unknown",
    );
    await hub.good(hub.answer(andrea, "saas", request, { refused, ...addresses(production) }));
    await hub.settled(anne, "saas");
    assert.equal(await write(north.idNatStruct), 200);
    assert.equal(await write(south.idNatStruct), 403);
  });

  await t.test("the connector takes the exported target as it is, and ANS the changes", async () => {
    const query = `/white-list/target?fingerprint=${encodeURIComponent(file.fingerprint)}`;
    const { text } = await anne.file(hub.path("saas", query));
    const target = targetSettings.parse(JSON.parse(text));
    assert.equal(target.apiBase, production.platform.apiUrl);
    assert.deepEqual(target.establishments, [north.idNatStruct]);
    const json = changesFileShape.parse(
      JSON.parse((await andrea.file(hub.path("saas", "/white-list/changes"))).text),
    );
    assert.deepEqual(
      json.changes.map(({ change, idNatStruct, subjectDn }) => [change, idNatStruct, subjectDn]),
      [
        ["add", north.idNatStruct, certificate.subjectDn],
        ["add", south.idNatStruct, certificate.subjectDn],
      ],
    );
    const csv = (await andrea.file(hub.path("saas", "/white-list/changes?format=csv"))).text;
    assert.equal(csv.trim().split("\r\n").length, 3);
  });

  await t.test("the journal of the platform proves go-live, and the journey is completed", async () => {
    await hub.good(anne.call("POST", hub.path("saas", "/go-live/read")));
    const { fed } = await hub.view(anne, "saas");
    assert.deepEqual(
      fed.map(({ establishment, acceptance }) => [establishment.idNatStruct, acceptance.kind]),
      [[north.idNatStruct, "seen"]],
    );
    const steps = (await anne.journey("saas")).steps.slice(-3);
    assert.deepEqual(
      steps.map(({ id, state }) => `${id} ${state}`),
      ["09 done", "go-live done", "completed done"],
    );
  });

  await t.test("an establishment that is removed is refused at its next PATCH", async () => {
    const removal = await hub.asked(anne, "saas", {
      fingerprint: file.fingerprint,
      remove: [north.idNatStruct],
    });
    assert.equal(await write(north.idNatStruct), 200, "still there while nothing is confirmed");
    await hub.good(hub.answer(andrea, "saas", removal, addresses(production)));
    await hub.settled(anne, "saas");
    assert.equal(await write(north.idNatStruct), 403);
    const confirmed = (await anne.journey("saas")).records.findLast(
      ({ move }) => move === "white-list-confirmed",
    );
    assert.ok(confirmed);
    const back = hub.path("saas", `/moves/${confirmed.id}/withdraw`);
    await hub.good(andrea.call("POST", back, { reason: "trop tôt" }));
    await hub.settled(anne, "saas");
    assert.equal(await write(north.idNatStruct), 200, "the confirmation that was taken back ended nothing");
  });
});

function addresses({ platform }: { readonly platform: { tokenUrl: string; apiUrl: string } }) {
  return { tokenUrl: platform.tokenUrl, feedingUrl: platform.apiUrl };
}

test("what ANS answers by e-mail the applicant declares, with the e-mail", async (t) => {
  const production = await openProduction(t);
  const file = onFile(await production.issue("EAI", "310000005"));
  const hub = await openWhiteList(t, undefined, [
    { id: "eai", name: "=cmd", kind: "regional-eai", establishments: both, certificates: [file] },
  ]);
  const anne = await hub.portal.signIn("anne");
  await hub.ended(anne, "eai");
  const request = await hub.asked(anne, "eai", { fingerprint: file.fingerprint, add: [north.idNatStruct] });
  const bare = await hub.move(anne, "eai", "white-list-preparing", { subject: request, date: dayAgo() });
  assert.equal(bare.body.code, "journey.move-unproved");
  assert.equal((await hub.answer(anne, "eai", request)).body.code, "journey.move-unproved");
  const documentId = await hub.document(anne, "eai", "09", "white-list-confirmation");
  await hub.good(
    hub.move(anne, "eai", "white-list-preparing", { subject: request, date: dayAgo(1), documentId }),
  );
  await hub.good(hub.answer(anne, "eai", request, { documentId }));
  const view = await hub.view(anne, "eai");
  assert.equal(view.platform, null, "no platform is set: ANS does it by hand");
  assert.equal(view.requests[0]?.state.kind, "confirmed");
  assert.equal(
    (await anne.call("POST", hub.path("eai", "/go-live/read"))).body.code,
    "whitelist.no-platform",
  );
  const proof = await hub.document(anne, "eai", "go-live", "answer");
  const subject = { subject: north.idNatStruct, date: dayAgo() };
  assert.equal((await hub.move(anne, "eai", "patch-accepted", subject)).body.code, "journey.move-unproved");
  await hub.good(hub.move(anne, "eai", "patch-accepted", { ...subject, documentId: proof }));
  assert.equal((await anne.journey("eai")).steps.at(-1)?.state, "done");

  const { database } = hub.portal.world;
  const removal = { by: { personId: "operator", name: "Op" }, atMs: Date.now(), why: "fin" };
  await assert.rejects(
    inTransaction(database, (own) => removeJourney(own, "eai", removal)),
    (error) =>
      error instanceof RaccordError &&
      error.code === "journey.on-white-list" &&
      error.detail.startsWith(`${file.subjectDn} may write for ${north.name} (${north.idNatStruct}) since `),
  );
  const old = retentionSettings.parse({ journeyDaysMax: 30 });
  const plan = await planRetention(database, old, Date.now() + 3_650 * 86_400_000);
  assert.deepEqual([plan.journeys, plan.onWhiteList.map(({ journey }) => journey)], [[], ["eai"]]);
  const leaving = { ...removal, leavesWhiteList: true } as const;
  const { rights } = await inTransaction(database, (own) => removeJourney(own, "eai", leaving));
  assert.equal(rights.whiteList.length, 1, "and the trail names it");
});

test("two suppliers for one place are told of each other, and the takeover ends the first on its day", async (t) => {
  const production = await openProduction(t);
  const [first, second] = [
    await production.issue("UN", "310000005"),
    await production.issue("DEUX", "310000021"),
  ];
  const hub = await openWhiteList(t, production, [
    { id: "one", name: "Un", kind: "saas", establishments: both, certificates: [onFile(first)] },
    {
      id: "two",
      name: "Deux",
      kind: "saas",
      establishments: both,
      certificates: [onFile(second)],
      of: "second",
    },
  ]);
  const [anne, paul, andrea] = [
    await hub.portal.signIn("anne"),
    await hub.portal.signIn("paul"),
    await hub.portal.signIn("andrea"),
  ];
  for (const [who, id] of [
    [anne, "one"],
    [paul, "two"],
  ] as const)
    await hub.ended(who, id);
  const asked = await hub.asked(anne, "one", {
    fingerprint: onFile(first).fingerprint,
    add: [north.idNatStruct, south.idNatStruct],
  });
  await hub.good(hub.answer(andrea, "one", asked, addresses(production)));
  await hub.settled(anne, "one");
  const wanted = { fingerprint: onFile(second).fingerprint, add: [north.idNatStruct], date: dayAgo(2) };
  const alone = await paul.call("POST", hub.path("two", "/white-list/requests"), wanted);
  assert.equal(alone.body.code, "whitelist.takeover-day-missing");
  const takeover = await hub.asked(paul, "two", { ...wanted, takeoverOn: dayAgo() });
  for (const [who, id, other] of [
    [anne, "one", "Deux"],
    [paul, "two", "Un"],
    [andrea, "one", "Deux"],
  ] as const) {
    const found = (await who.journey(id)).steps
      .find((step) => step.id === "09")
      ?.findings.find(({ code }) => code === "establishment-of-two-suppliers");
    assert.equal(found?.params?.["other"], other);
  }
  await hub.good(hub.answer(andrea, "two", takeover, addresses(production)));
  await hub.settled(paul, "two");
  assert.equal(await production.patch("two", second, north.idNatStruct), 200);
  assert.equal(await production.patch("one", first, north.idNatStruct), 403);
  assert.equal(await production.patch("one", first, south.idNatStruct), 200);
  const lost = (await anne.journey("one")).steps
    .find((step) => step.id === "09")
    ?.findings.find(({ code }) => code === "establishment-taken-over");
  assert.equal(lost?.params?.["other"], "Deux");
});

test("of a proprietary solution the certificate of one instance does not write for the other's establishment", async (t) => {
  const production = await openProduction(t);
  const [a, b] = [
    await production.issue("INSTANCE A", "310000005"),
    await production.issue("INSTANCE B", "310000021"),
  ];
  const hub = await openWhiteList(t, production, [
    {
      id: "own",
      name: "Installé",
      kind: "proprietary",
      establishments: [
        { ...both[0], finessEg: north.finessEg, name: north.name, instance: "A" },
        { ...both[1], finessEg: south.finessEg, name: south.name, instance: "B" },
      ],
      certificates: [onFile(a, "A"), onFile(b, "B")],
    },
  ]);
  const [anne, andrea] = [await hub.portal.signIn("anne"), await hub.portal.signIn("andrea")];
  await hub.ended(anne, "own");
  const crossed = await anne.call("POST", hub.path("own", "/white-list/requests"), {
    fingerprint: onFile(a).fingerprint,
    add: [south.idNatStruct],
    date: dayAgo(),
  });
  assert.equal(crossed.body.code, "whitelist.establishment-of-another-instance");
  for (const [certificate, { idNatStruct }, clientId] of [
    [a, north, "own-a"],
    [b, south, "own-b"],
  ] as const) {
    const request = await hub.asked(anne, "own", {
      fingerprint: onFile(certificate).fingerprint,
      add: [idNatStruct],
    });
    await hub.good(hub.answer(andrea, "own", request, { clientId, ...addresses(production) }));
  }
  await hub.settled(anne, "own");
  assert.equal(await production.patch("own-a", a, north.idNatStruct), 200);
  assert.equal(await production.patch("own-a", a, south.idNatStruct), 403);
  assert.equal(await production.patch("own-b", b, south.idNatStruct), 200);
});

test("a renewed certificate takes the establishments of the one that it follows", async (t) => {
  const production = await openProduction(t);
  const [old, renewed] = [
    await production.issue("ANCIEN", "310000005"),
    await production.issue("NEUF", "310000005"),
  ];
  const hub = await openWhiteList(t, production, [
    {
      id: "saas",
      name: "Lits",
      kind: "saas",
      establishments: both,
      certificates: [onFile(old), { ...onFile(renewed), instance: "renewed" }],
    },
  ]);
  const [anne, andrea] = [await hub.portal.signIn("anne"), await hub.portal.signIn("andrea")];
  await hub.ended(anne, "saas");
  const first = await hub.asked(anne, "saas", {
    fingerprint: onFile(old).fingerprint,
    add: [north.idNatStruct],
  });
  await hub.good(hub.answer(andrea, "saas", first, addresses(production)));
  await hub.settled(anne, "saas");
  const next = await hub.asked(anne, "saas", {
    fingerprint: onFile(renewed).fingerprint,
    replaces: onFile(old).fingerprint,
  });
  await hub.good(hub.answer(andrea, "saas", next, { ...addresses(production), clientId: "saas-2" }));
  await hub.settled(anne, "saas");
  assert.equal(await production.patch("saas-2", renewed, north.idNatStruct), 200);
  assert.equal(await production.patch("saas", old, north.idNatStruct), 403);
});

test("a platform that is away keeps what was confirmed, says so, and gets it when it is back", async (t) => {
  const production = await openProduction(t);
  const certificate = await production.issue("LITS", "310000005");
  const away = { ...production.platform, controlUrl: "http://127.0.0.1:9" };
  const hub = await openWhiteList(t, { platform: away }, [
    { id: "saas", name: "Lits", kind: "saas", establishments: both, certificates: [onFile(certificate)] },
  ]);
  const [anne, andrea] = [await hub.portal.signIn("anne"), await hub.portal.signIn("andrea")];
  await hub.ended(anne, "saas");
  const asked = await hub.asked(anne, "saas", {
    fingerprint: onFile(certificate).fingerprint,
    add: [north.idNatStruct],
  });
  await hub.good(hub.answer(andrea, "saas", asked, addresses(production)));
  const endMs = performance.now() + 20_000;
  let shown = (await hub.view(anne, "saas")).platform?.[0];
  while (shown?.state !== "failed" && performance.now() < endMs)
    shown = (await hub.view(anne, "saas")).platform?.[0];
  assert.equal(shown?.state, "failed");
  assert.match(shown?.reason ?? "", /ECONNREFUSED|refused/);
  assert.ok(shown?.nextAttemptAt);
  assert.equal((await hub.view(anne, "saas")).requests[0]?.state.kind, "confirmed", "the answer stands");
});

/** The line of the trail that a proof of step 08 by the journal leaves. */
async function provedTests({ portal }: Awaited<ReturnType<typeof openWhiteList>>, id: string): Promise<void> {
  const { database } = portal.world;
  const { id: record, at_ms: atMs } = await database
    .selectFrom("move_record")
    .select(["id", "at_ms"])
    .where("journey_id", "=", id)
    .where("move", "=", "tests-passed")
    .executeTakeFirstOrThrow();
  await writeTrail(database, {
    atMs,
    by: { personId: "seed", name: "Seed" },
    journeyId: id,
    action: "move-made",
    what: { record, move: "tests-passed", content: { source: "journal", shown: ["replace", "zero"] } },
    why: "",
  });
}
