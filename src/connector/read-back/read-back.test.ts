import assert from "node:assert/strict";
import { test } from "node:test";
import { deliveryBoard } from "../deliver/board.ts";
import {
  type Bench,
  deliver,
  establishment,
  freeF,
  freeM,
  installed,
  key,
  openDatabase,
  register,
  startMs,
  want,
  wanted,
} from "../deliver/test-support/bench.ts";
import {
  answerWith,
  bundleOf as bundle,
  type FakeRemote,
  fakeRemote,
} from "../deliver/test-support/fake-remote.ts";
import type { DeliveryHandle } from "../store/delivery-tables.ts";

const hourMs = 3_600_000;
const minuteMs = 60_000;
const obsolete = key("02", "03");
const obsoleteText = "02/01/03/-/-/-/01";
const installedText = "01/01/-/-/-/-/01";
const freeText = "02/01/01/-/-/-/01";
const reader = {
  clientId: "lecteur",
  profile: 1 as const,
  userProfileCode: "CU20",
  placesPerMinuteMax: 1,
  everyHours: 24,
  settleMinutes: 10,
};

interface Rig extends Bench {
  readonly remote: FakeRemote;
  reads(): number;
  patches(): number;
  /** Lets time pass in steps, each until nothing can be done at that instant. */
  pass(ms: number, stepMs?: number): Promise<void>;
  rows(placeId?: string): Map<string, { count: number; date: string }>;
  end(): Promise<void>;
}

/** Places delivered and confirmed, with nothing read yet. */
async function rig(
  options: { places?: string[]; reader?: object; limits?: Record<string, number> } = {},
): Promise<Rig> {
  const places = options.places ?? ["P1"];
  const db = await openDatabase();
  await register(db, ...places);
  const remote = fakeRemote();
  for (const place of places) await want(db, place, 1, [wanted(installed, 20), wanted(freeF, 3)]);
  const bench = deliver(db, remote, {
    target: { reader: { ...reader, ...options.reader } },
    ownKeys: [installed, freeF, freeM],
    ...(options.limits === undefined ? {} : { limits: options.limits }),
  });
  const count = (method: string): number => remote.requests.filter((one) => one.method === method).length;
  await bench.delivery.idle();
  return {
    ...bench,
    remote,
    reads: () => count("GET"),
    patches: () => count("PATCH"),
    async pass(ms, stepMs = minuteMs) {
      for (let passed = 0; passed < ms; passed += stepMs) {
        bench.clock.advance(stepMs);
        await bench.delivery.idle();
      }
    },
    rows: (placeId = "P1") => remote.holds.get(`${establishment}/${placeId}`) ?? new Map(),
    async end() {
      await bench.delivery.close(1_000);
      await db.destroy();
    },
  };
}

async function stored(db: DeliveryHandle, text: string) {
  return await db
    .selectFrom("indicator")
    .selectAll()
    .where("indicator_key", "=", text)
    .executeTakeFirstOrThrow();
}

test("what the ROR still shows as confirmed causes no call; reading carries the four Ror headers", async () => {
  const { remote, end, pass, patches, reads } = await rig();
  const sent = patches();
  await pass(26 * hourMs, 30 * minuteMs);
  assert.equal(patches(), sent);
  assert.equal(reads(), 2, "at once, and a day later");
  const read = remote.requests.find((one) => one.method === "GET");
  assert.equal(
    read?.url,
    `https://api.example.test/ws-diffusion-fhir/Location?identifier=${establishment}/P1`,
  );
  assert.deepEqual(
    Object.entries(read?.headers ?? {}).filter(([name]) => name.startsWith("Ror-")),
    [
      ["Ror-Profil-Utilisateur-Code", "CU20"],
      ["Ror-Profil-Utilisateur-System", "1.2.250.1.213.1.6.1.66"],
      ["Ror-Role-Metier-Code", "AUTOMATE"],
      ["Ror-Role-Metier-System", "1.2.250.1.213.1.1.4.6"],
    ],
  );
  await end();
});

test("a row that vanished and one that shows another count are sent again, once each, and no revision goes back", async () => {
  const { db, end, pass, patches, rows } = await rig();
  await pass(hourMs);
  const sent = patches();
  const before = await stored(db, freeText);
  rows().delete(installedText);
  const held = rows().get(freeText) ?? assert.fail("not delivered");
  rows().set(freeText, { ...held, count: 9, date: new Date(startMs - hourMs).toISOString() });
  await pass(24 * hourMs, 30 * minuteMs);
  assert.equal(rows().get(installedText)?.count, 20);
  assert.equal(rows().get(freeText)?.count, 3);
  assert.equal(patches() - sent, 3, "replace and add of the one, replace of the other");
  const after = await stored(db, freeText);
  assert.equal(after.confirmed_revision, before.confirmed_revision);
  assert.ok((after.confirmed_updated_at_ms ?? 0) >= (before.confirmed_updated_at_ms ?? 0));
  await pass(48 * hourMs, 30 * minuteMs);
  assert.equal(patches() - sent, 3, "and that is all");
  await end();
});

test("somebody else's newer date under another count is not gone back behind", async () => {
  const { end, pass, rows } = await rig();
  await pass(2 * hourMs);
  const held = rows().get(freeText) ?? assert.fail("not delivered");
  const theirs = new Date(startMs + hourMs).toISOString();
  rows().set(freeText, { ...held, count: 0, date: theirs });
  // The stand-in itself refuses a date that goes back.
  await pass(24 * hourMs, 30 * minuteMs);
  assert.equal(rows().get(freeText)?.count, 3);
  await end();
});

test("places are read at the pace of the settings, in turn, and never while one is being delivered", async () => {
  const places = ["P1", "P2", "P3", "P4"];
  const { db, delivery, end, pass, reads, remote } = await rig({ places });
  assert.equal(reads(), 1, "one at once");
  await pass(minuteMs);
  assert.equal(reads(), 2);
  let revision = 1;
  // Each place changes while it may be read: the stand-in asserts that no request of the other kind is under way.
  remote.during = async () => {
    if (revision > 40) return;
    revision += 1;
    for (const place of places) await want(db, place, revision, [wanted(installed, revision)]);
    delivery.wake();
  };
  await pass(10 * minuteMs);
  remote.during = async () => {};
  await pass(10 * minuteMs);
  const read = new Set(remote.requests.filter((one) => one.method === "GET").map((one) => one.url));
  assert.equal(read.size, 4);
  for (const place of places) {
    assert.equal(remote.holds.get(`${establishment}/${place}`)?.get(installedText)?.count, revision);
  }
  await end();
});

test("a row confirmed a moment ago is not judged: reads may lag behind writes", async () => {
  const { db, delivery, end, pass, patches, remote } = await rig();
  await pass(24 * hourMs - minuteMs, minuteMs * 20 - 1_000);
  await want(db, "P1", 2, [wanted(installed, 21), wanted(freeF, 3)]);
  delivery.wake();
  await delivery.idle();
  const sent = patches();
  const now = remote.holds.get(`${establishment}/P1`);
  const lagging = new Map(
    [...(now ?? [])].map(([text, row]) => [text, { ...row, count: row.count === 21 ? 20 : row.count }]),
  );
  remote.readAnswer = (place) => answerWith(200, bundle(place, lagging));
  await pass(5 * minuteMs);
  assert.equal(patches(), sent);
  await end();
});

test("rows of an earlier supplier are listed as a task and deleted only when a person confirms it", async () => {
  const { db, delivery, end, pass, patches, rows } = await rig();
  const theirs = { count: 4, date: "2025-01-02T03:04:05Z", capacityType: "01", sourceType: "03" };
  rows().set(obsoleteText, theirs);
  rows().set("02/01/02/-/-/-/01", theirs);
  await pass(25 * hourMs, 30 * minuteMs);
  const board = deliveryBoard(db);
  const [task, ...others] = await board.tasks(10);
  assert.deepEqual(others, []);
  assert.equal(task?.reason.code, "delivery.foreign-rows");
  assert.match(task?.messageFr ?? "", /02\/01\/03\/-\/-\/-\/01 = 4 \(2025-01-02T/);
  assert.doesNotMatch(task?.messageFr ?? "", /02\/01\/02/, "computed here, though held back now");
  const sent = patches();
  await pass(48 * hourMs, 30 * minuteMs);
  assert.equal(patches(), sent);
  assert.equal((await board.tasks(10)).length, 1, "one task, not one a day");

  const decide = (keys: readonly string[], placeId = "P1") =>
    delivery.decideForeignRows({ placeId, decision: "delete", keys, by: "essai" });
  assert.deepEqual(await decide([obsoleteText, freeText]), { kind: "not-listed", keys: [freeText] });
  assert.deepEqual(await decide([obsoleteText], "P9"), { kind: "unknown-place" });
  await delivery.idle();
  assert.ok(rows().has(obsoleteText), "all or none");
  assert.deepEqual(await decide([obsoleteText]), { kind: "decided" });
  await delivery.idle();
  assert.ok(!rows().has(obsoleteText));
  assert.equal(patches() - sent, 1);
  assert.deepEqual(await board.tasks(10), []);

  // The monthly copy of production brings it back: the decision still holds.
  rows().set(obsoleteText, theirs);
  await pass(25 * hourMs, 30 * minuteMs);
  assert.ok(!rows().has(obsoleteText));
  assert.deepEqual(await board.tasks(10), []);
  await end();
});

test("a person may also say that such rows stay; a new one asks again", async () => {
  const { db, delivery, end, pass, rows } = await rig();
  const theirs = { count: 4, date: "2025-01-02T03:04:05Z", capacityType: "01", sourceType: "03" };
  rows().set(obsoleteText, theirs);
  await pass(25 * hourMs, 30 * minuteMs);
  const board = deliveryBoard(db);
  const kept = await delivery.decideForeignRows({
    placeId: "P1",
    decision: "keep",
    keys: [obsoleteText],
    by: "essai",
  });
  assert.deepEqual(kept, { kind: "decided" });
  assert.deepEqual(await board.tasks(10), []);
  await pass(25 * hourMs, 30 * minuteMs);
  assert.deepEqual(await board.tasks(10), []);
  rows().set("06/01/-/-/02/-/01", theirs);
  await pass(25 * hourMs, 30 * minuteMs);
  const [task] = await board.tasks(10);
  assert.match(task?.messageEn ?? "", /06\/01/);
  assert.doesNotMatch(task?.messageEn ?? "", /02\/01\/03/);
  assert.deepEqual(
    (await board.foreignRows("P1"))?.map((row) => [row.key, row.decision, row.decidedBy]),
    [
      [obsoleteText, "keep", "essai"],
      ["06/01/-/-/02/-/01", "open", null],
    ],
  );
  assert.equal(await board.foreignRows("P9"), undefined);
  await end();
});

test("rows that this connector fed under an old code and computes no more are listed too", async () => {
  const { db, delivery, end, pass, rows } = await rig();
  await want(db, "P1", 2, [wanted(installed, 20), wanted(freeF, 3), wanted(obsolete, 5)]);
  delivery.wake();
  await delivery.idle();
  await pass(25 * hourMs, 30 * minuteMs);
  const decided = await delivery.decideForeignRows({
    placeId: "P1",
    decision: "delete",
    keys: [obsoleteText],
    by: "essai",
  });
  assert.deepEqual(decided, { kind: "decided" });
  await delivery.idle();
  assert.ok(!rows().has(obsoleteText));
  assert.equal(rows().get(freeText)?.count, 3);
  await end();
});

test("a place that is not shown any more is sent again, so that the ROR itself says what is wrong", async () => {
  const { db, end, pass, patches, remote } = await rig();
  await pass(hourMs);
  const sent = patches();
  remote.readAnswer = (place) => answerWith(200, bundle(place, undefined));
  remote.answer = () =>
    answerWith(404, {
      resourceType: "OperationOutcome",
      issue: [{ code: "not-found", expression: ["Location"] }],
    });
  await pass(24 * hourMs, 30 * minuteMs);
  assert.equal(patches() - sent, 1);
  const [place] = await deliveryBoard(db).places({ nowMs: startMs, limit: 10 });
  assert.equal(place?.reason?.code, "delivery.place-unknown");
  await end();
});

test("with profile 2 neither supplementary beds nor a place without any record prove anything", async () => {
  const extra = "06/01/-/-/01/-/01";
  const { db, delivery, end, pass, patches, remote, rows } = await rig({ reader: { profile: 2 } });
  await want(db, "P1", 2, [
    wanted(installed, 20),
    wanted(freeF, 3),
    wanted({ ...key("06"), additionalBedType: "01" }, 1),
  ]);
  delivery.wake();
  await delivery.idle();
  const sent = patches();
  const visible = new Map([...rows()].filter(([text]) => text !== extra)) as ReturnType<
    FakeRemote["holds"]["get"]
  >;
  remote.readAnswer = (place) => answerWith(200, bundle(place, visible));
  await pass(25 * hourMs, 30 * minuteMs);
  remote.readAnswer = (place) => answerWith(200, bundle(place, new Map()));
  await pass(25 * hourMs, 30 * minuteMs);
  assert.equal(patches(), sent);
  await end();
});

test("a reader that is refused raises one alarm, deliveries go on, and the alarm ends with the cause", async () => {
  const { changes, db, delivery, end, pass, reads, remote, rows } = await rig();
  remote.readAnswer = () => answerWith(403);
  await pass(26 * hourMs, 30 * minuteMs);
  const [task, ...others] = await deliveryBoard(db).tasks(10);
  assert.deepEqual(others, []);
  assert.equal(task?.reason.code, "delivery.read-back-failing");
  assert.match(task?.messageEn ?? "", /HTTP 403/);
  assert.ok(reads() > 5 && reads() < 60, `tried again, with a growing delay (${reads()})`);
  await want(db, "P1", 2, [wanted(installed, 21)]);
  delivery.wake();
  await delivery.idle();
  assert.equal(rows().get(installedText)?.count, 21);
  delete remote.readAnswer;
  assert.equal(await delivery.retryTarget("test"), true);
  await pass(20 * minuteMs);
  assert.deepEqual(await deliveryBoard(db).tasks(10), []);
  const told = changes.filter((one) => one.kind === "task").map((one) => one.change);
  assert.deepEqual(told, ["opened", "closed"]);
  await end();
});

test("answers that are not a Bundle, and a refused token, change nothing of what is confirmed", async () => {
  const { end, pass, patches, remote } = await rig({ limits: { retryDelayMaxMs: 60_000 } });
  const sent = patches();
  const answers = [
    "<html>",
    "{}",
    { resourceType: "Bundle", type: "history" },
    {
      resourceType: "Bundle",
      type: "searchset",
      entry: [{ resource: { resourceType: "Location", extension: 5 } }],
    },
  ];
  let given = 0;
  remote.readAnswer = () => {
    given += 1;
    if (given % 3 === 0) return answerWith(given % 2 === 0 ? 401 : 503);
    return answerWith(200, answers[given % answers.length]);
  };
  await pass(27 * hourMs, 10 * minuteMs);
  assert.ok(given > 20);
  assert.equal(patches(), sent);
  await end();
});
