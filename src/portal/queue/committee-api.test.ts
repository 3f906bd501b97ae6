import assert from "node:assert/strict";
import { test } from "node:test";
import { openCommittee } from "../test-support/committee-portal.ts";

const today = "2026-11-27";

test("a file goes through questions, opinions and the decision to its access, each in the trail", async (t) => {
  const { made, move, path, portal, signIn, addressed } = await openCommittee(t);
  const [anne, ines, omar, andrea] = [
    await signIn("anne"),
    await signIn("ines"),
    await signIn("omar"),
    await signIn("andrea"),
  ];
  await addressed(anne);
  const queue = async (who = ines) => (await who.call("GET", "/api/queue")).body;
  const first = await queue();
  assert.equal(first.regions, null);
  assert.deepEqual(first.committee, [
    {
      id: "j-1",
      name: "j-1",
      kind: "saas",
      since: "2026-11-02",
      turn: "decide",
      openQuestions: 0,
      opinions: [],
      ownMissing: ["DGOS"],
    },
  ]);
  await made(ines, "question-asked", { subject: "q1", reason: "Qui héberge ?" });
  assert.equal((await queue()).committee[0].turn, "supplier");
  assert.equal((await move(omar, "question-answered", { subject: "q1", reason: "x" })).status, 403);
  const early = await move(ines, "decision-favourable", { date: today });
  assert.deepEqual([early.status, early.body.code], [409, "journey.move-refused"]);
  await made(anne, "question-answered", { subject: "q1", reason: "Un hébergeur certifié." });
  const another = await move(ines, "member-opinion-favourable", { subject: "DNS", reason: "ok" });
  assert.equal(another.status, 403, "a member speaks for its own organisation alone");
  assert.equal(
    (await move(andrea, "member-opinion-favourable", { subject: "DGOS", reason: "x" })).status,
    403,
  );
  await made(ines, "member-opinion-reserved", { subject: "DGOS", reason: "à revoir" });
  const twice = await move(ines, "member-opinion-favourable", { subject: "DGOS", reason: "complet" });
  assert.equal(twice.status, 409);
  const record = (await ines.journey("j-1")).records.find(({ subject }) => subject === "DGOS");
  const back = `${path}/moves/${record?.id}/withdraw`;
  assert.equal((await omar.call("POST", back, { reason: "x" })).status, 403);
  assert.equal((await ines.call("POST", back, { reason: "réserve levée" })).status, 204);
  await made(ines, "member-opinion-favourable", { subject: "DGOS", reason: "complet" });
  assert.deepEqual((await queue()).committee[0].ownMissing, []);
  await made(ines, "decision-favourable", { date: today });
  assert.equal((await queue(andrea)).committee[0].turn, "grant");
  const grant = { date: today, profile: "none", clientId: "ror-lits", letterReference: "L-7" };
  assert.equal((await ines.call("POST", `${path}/access`, grant)).status, 403);
  assert.equal((await andrea.call("POST", `${path}/access`, { ...grant, profile: "9" })).status, 400);
  const granted = await andrea.call("POST", `${path}/access`, grant);
  assert.equal(granted.status, 204, JSON.stringify(granted.body));
  assert.equal((await andrea.call("POST", `${path}/access`, grant)).status, 409, "granted once");
  assert.deepEqual((await queue(andrea)).committee, []);
  const { messages, sending } = (await anne.call("GET", `${path}/messages`)).body;
  assert.equal(sending, false);
  assert.equal(messages.length, 1, "one message goes out");
  assert.deepEqual(messages[0].to, ["dir@fictiville.example"]);
  assert.equal(messages[0].state, "queued");
  for (const text of [messages[0].textFr, messages[0].textEn])
    for (const part of ["L-7", "ror-lits", "Site 76", "https://bas-auth-api.qualif.ror.esante.gouv.fr/"])
      assert.ok(text.includes(part), part);
  const trail = (await anne.call("GET", `${path}/trail`)).body.lines.map(
    ({ action, what }: { action: string; what: string }) => `${action} ${JSON.parse(what).move ?? ""}`.trim(),
  );
  assert.deepEqual(trail.slice(0, 5), [
    "message-queued access-granted",
    "paper-sent",
    "move-made access-granted",
    "access-written",
    "move-made decision-favourable",
  ]);
  assert.ok(!(await anne.journey("j-1")).steps[3]?.findings.some(({ code }) => code === "client-id-unknown"));
  assert.equal((await portal.signedOut().call("GET", "/api/queue")).status, 401);
});

test("a request for changes or a refusal opens signature and sending again; what was recorded stays", async (t) => {
  const { made, move, path, signIn, addressed, uploaded } = await openCommittee(t);
  const [anne, ines] = [await signIn("anne"), await signIn("ines")];
  await addressed(anne);
  const application = await uploaded(anne, "application-form");
  const list = await uploaded(anne, "establishment-list");
  for (const [decision, code] of [
    ["decision-changes-requested", "changes-requested"],
    ["decision-refused", "application-refused"],
  ] as const) {
    await made(ines, "member-opinion-unfavourable", { subject: "DGOS", reason: "incomplet" });
    assert.equal((await move(ines, decision, {})).body.code, "journey.move-unproved", "no reason");
    assert.equal(
      (await move(anne, decision, { reason: "x" })).body.code,
      "journey.move-unproved",
      "no answer",
    );
    await made(ines, decision, { reason: "La liste est incomplète." });
    assert.deepEqual((await ines.call("GET", "/api/queue")).body.committee, []);
    const seen = await ines.journey("j-1");
    const step = seen.steps[3];
    assert.ok(
      step?.findings.some(
        (finding) => finding.code === code && finding.params?.["reason"] === "La liste est incomplète.",
      ),
    );
    const decided = seen.records.findLast((record) => record.move === decision);
    const opinion = seen.records.findLast((record) => record.move === "member-opinion-unfavourable");
    assert.equal(opinion?.closedBy, decided?.id, "visible, and of the round that ended");
    const back = await ines.call("POST", `${path}/moves/${opinion?.id}/withdraw`, { reason: "x" });
    assert.equal(back.body.code, "journey.record-stands");
    const proof = (documentId: string) => ({ date: today, documentId });
    assert.equal((await move(anne, "application-sent", { date: today })).status, 409, "not signed anew");
    await made(anne, "application-signed", proof(application));
    await made(anne, "list-signed", proof(list));
    await made(anne, "application-sent", { date: today });
    const [line] = (await ines.call("GET", "/api/queue")).body.committee;
    assert.deepEqual([line.since, line.turn, line.opinions], [today, "decide", []]);
  }
  const { messages } = (await anne.call("GET", `${path}/messages`)).body;
  assert.equal(messages.length, 2);
  for (const { textFr, textEn } of messages)
    for (const text of [textFr, textEn]) assert.ok(text.includes("La liste est incomplète."));
});

test("a decision that is taken back holds its message back, and gives the file back to the committee", async (t) => {
  const { made, path, signIn, addressed } = await openCommittee(t);
  const [anne, ines] = [await signIn("anne"), await signIn("ines")];
  await addressed(anne);
  await made(ines, "decision-refused", { reason: "Erreur de dossier." });
  const record = (await ines.journey("j-1")).records.findLast(({ move }) => move === "decision-refused");
  const back = await ines.call("POST", `${path}/moves/${record?.id}/withdraw`, { reason: "mauvais dossier" });
  assert.equal(back.status, 204, JSON.stringify(back.body));
  assert.equal((await anne.call("GET", `${path}/messages`)).body.messages[0].state, "withdrawn");
  assert.equal((await ines.call("GET", "/api/queue")).body.committee[0].turn, "decide");
});

test("what the applicant declares from an e-mail leads to the same access", async (t) => {
  const { made, path, signIn, addressed, uploaded } = await openCommittee(t);
  const [anne, andrea] = [await signIn("anne"), await signIn("andrea")];
  await addressed(anne);
  const documentId = await uploaded(anne, "opinion");
  await made(anne, "opinion-favourable", { date: today, documentId });
  assert.equal((await andrea.call("GET", "/api/queue")).body.committee[0].turn, "grant");
  const grant = { date: today, profile: "1", clientId: "ror-lits" };
  assert.equal((await andrea.call("POST", `${path}/access`, grant)).status, 204);
});

test("a refusal or a request for changes that the applicant declares from the answer counts like the committee's own", async (t) => {
  const { made, move, path, signIn, addressed, uploaded } = await openCommittee(t);
  const [anne, ines] = [await signIn("anne"), await signIn("ines")];
  await addressed(anne);
  const documentId = await uploaded(anne, "opinion");
  const [application, list] = [
    await uploaded(anne, "application-form"),
    await uploaded(anne, "establishment-list"),
  ];
  const papers = async () =>
    (await anne.call("GET", `${path}/papers`)).body.papers.map(
      ({ paper, versions }: { paper: string; versions: { withdrawn: boolean }[] }) => [
        paper,
        versions.filter(({ withdrawn }) => !withdrawn).length,
      ],
    );
  for (const [sendings, [decision, code]] of (
    [
      ["decision-refused", "application-refused"],
      ["decision-changes-requested", "changes-requested"],
    ] as const
  ).entries()) {
    const reason = "La liste est incomplète.";
    for (const incomplete of [
      { date: today, reason },
      { documentId, reason },
      { date: today, documentId },
    ])
      assert.equal((await move(anne, decision, incomplete)).body.code, "journey.move-unproved");
    await made(anne, decision, { date: today, documentId, reason });
    const seen = await anne.journey("j-1");
    const record = seen.records.findLast((one) => one.move === decision);
    assert.deepEqual([record?.declared, record?.documentId, record?.date], [true, documentId, today]);
    assert.ok(seen.steps[3]?.findings.some((one) => one.code === code && one.params?.["reason"] === reason));
    assert.equal(seen.records.findLast((one) => one.move === "application-sent")?.closedBy, record?.id);
    assert.deepEqual((await ines.call("GET", "/api/queue")).body.committee, []);
    assert.equal((await move(anne, "application-sent", { date: today })).status, 409, "not signed anew");
    await made(anne, "application-signed", { date: today, documentId: application });
    await made(anne, "list-signed", { date: today, documentId: list });
    await made(anne, "application-sent", { date: today });
    const kept = new Map<string, number>(await papers());
    assert.equal(
      kept.get("application-sheet"),
      sendings + 1,
      "what was sent is kept, and the next beside it",
    );
    assert.equal(kept.get("notification-letter"), 0, "the portal sent no letter");
  }
  assert.deepEqual(
    (await anne.call("GET", `${path}/messages`)).body.messages,
    [],
    "they wrote it themselves",
  );
});

test("what committee and ANS decided is not the applicant's to take back; what it declared is", async (t) => {
  const { made, path, signIn, uploaded } = await openCommittee(t);
  const [anne, ines, omar] = [await signIn("anne"), await signIn("ines"), await signIn("omar")];
  const documentId = await uploaded(anne, "opinion");
  const back = async (who: typeof anne, move: string) => {
    const record = (await anne.journey("j-1")).records.findLast((one) => one.move === move);
    return (await who.call("POST", `${path}/moves/${record?.id}/withdraw`, { reason: "erreur" })).status;
  };
  await made(ines, "question-asked", { subject: "q1", reason: "Qui héberge ?" });
  assert.equal(await back(anne, "question-asked"), 403);
  const opinion = { subject: "DNS", reason: "avis reçu", date: today, documentId };
  await made(anne, "member-opinion-reserved", opinion);
  assert.equal(await back(ines, "member-opinion-reserved"), 403, "another member's");
  assert.equal(await back(anne, "member-opinion-reserved"), 204);
  await made(anne, "member-opinion-reserved", opinion);
  assert.equal(await back(omar, "member-opinion-reserved"), 204, "the member corrects what was said of it");
  await made(ines, "decision-changes-requested", { reason: "à compléter" });
  assert.equal(await back(anne, "decision-changes-requested"), 403);
  assert.equal(await back(ines, "decision-changes-requested"), 204);
});

test("a GRADeS sees the files of its region with what is asked of it, and nothing else", async (t) => {
  const { path, signIn } = await openCommittee(t);
  const [anne, gael] = [await signIn("anne"), await signIn("gael")];
  const change = (field: string, value: string) => ({ section: "mapping", row: "u1", field, value, base: 0 });
  const changes = [change("unit", "MED"), change("asked-on", "2026-11-20")];
  assert.equal((await anne.call("PATCH", `${path}/answers`, { changes })).status, 200);
  assert.deepEqual((await gael.call("GET", "/api/queue")).body, {
    committee: null,
    whiteList: null,
    regions: [
      {
        id: "j-1",
        name: "j-1",
        kind: "saas",
        regions: ["76"],
        mappingAsked: 1,
        since: "2026-11-20",
        modalityOpen: ["76"],
        sent: true,
      },
    ],
  });
  assert.equal((await anne.call("GET", "/api/queue")).status, 403);
});
