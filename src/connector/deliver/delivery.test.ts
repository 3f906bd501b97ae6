import assert from "node:assert/strict";
import { test } from "node:test";
import { wantAbsent } from "../indicators/set-wanted.ts";
import { deliveryBoard } from "./board.ts";
import {
  deliver,
  establishment,
  freeF,
  freeM,
  freeX,
  installed,
  key,
  openDatabase,
  register,
  startMs,
  want,
  wanted,
} from "./test-support/bench.ts";
import { answerWith, fakeRemote, outcome, readPatch } from "./test-support/fake-remote.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const capacityOf = (expression: string): string =>
  `Location.extension('https://interop.esante.gouv.fr/ig/fhir/ror/StructureDefinition/ror-location-supported-capacity').extension('${expression}')`;

function operations(remote: ReturnType<typeof fakeRemote>): string[] {
  return remote.requests.filter((one) => one.method === "PATCH").map((one) => readPatch(one).operation);
}

test("replace first, add at once after the 404, and nothing more once confirmed", async () => {
  const db = await openDatabase();
  await register(db, "P1");
  const remote = fakeRemote();
  const { delivery } = deliver(db, remote);
  await want(db, "P1", 1, [wanted(installed, 20), wanted(freeF, 3)]);
  delivery.wake("P1");
  await delivery.idle();
  assert.deepEqual(operations(remote), ["replace", "add", "replace", "add"]);
  await want(db, "P1", 2, [wanted(installed, 20), wanted(freeF, 2)]);
  delivery.wake("P1");
  await delivery.idle();
  assert.deepEqual(operations(remote).slice(4), ["replace"], "only what changed");
  assert.equal(remote.holds.get(`${establishment}/P1`)?.get("02/01/01/-/-/-/01")?.count, 2);
  assert.equal(remote.tokensGiven(), 1);
  const [place] = await deliveryBoard(db).places({ nowMs: startMs + hourMs, limit: 10 });
  assert.deepEqual(
    place?.rows.map((row) => [row.indicatorId, row.status, row.wantedCount, row.confirmedCount, row.ageMs]),
    [
      ["I01", "confirmed", 20, 20, hourMs],
      ["I0201", "confirmed", 2, 2, hourMs],
    ],
  );
  await delivery.close(1000);
  await db.destroy();
});

test("rows that are no longer computed are deleted, and a row already absent counts as deleted", async () => {
  const db = await openDatabase();
  await register(db, "P1");
  const remote = fakeRemote();
  const { delivery } = deliver(db, remote);
  await want(db, "P1", 1, [wanted(installed, 20), wanted(freeF, 3)]);
  await delivery.idle();
  await want(db, "P1", 2, [wanted(installed, 20)], startMs, "delete");
  await db.transaction().execute((trx) =>
    wantAbsent(trx, {
      placeId: "P1",
      rows: [{ key: key("02", "03"), indicatorId: "old" }],
      nowMs: startMs,
    }),
  );
  await delivery.idle();
  assert.deepEqual(operations(remote).slice(4), ["delete", "delete"]);
  assert.deepEqual([...(remote.holds.get(`${establishment}/P1`)?.keys() ?? [])], ["01/01/-/-/-/-/01"]);
  const [place] = await deliveryBoard(db).places({ nowMs: startMs, limit: 1, placeId: "P1" });
  assert.deepEqual(
    place?.rows.map((row) => row.status),
    ["confirmed", "deleted", "deleted"],
  );
  await db.destroy();
});

test("an unknown place is parked with a task for the GRADeS, retried daily and when told", async () => {
  const db = await openDatabase();
  await register(db, "P1", "P2");
  const remote = fakeRemote();
  let known = false;
  remote.answer = (_request, patch) =>
    patch.place.endsWith("P1") && !known ? answerWith(404, outcome("not-found", ["Location"])) : undefined;
  const { delivery, clock, changes } = deliver(db, remote);
  await want(db, "P1", 1, [wanted(installed, 20), wanted(freeF, 3)]);
  await want(db, "P2", 1, [wanted(installed, 9)]);
  await delivery.idle();
  const board = deliveryBoard(db);
  const [task, ...others] = await board.tasks(10);
  assert.equal(others.length, 0);
  assert.equal(task?.reason.code, "delivery.place-unknown");
  assert.deepEqual(task?.recipients, ["grades"]);
  assert.match(task?.messageFr ?? "", /1350054680/);
  assert.match(task?.messageEn ?? "", /P1/);
  assert.equal(remote.holds.get(`${establishment}/P2`)?.size, 1, "other places go on");
  const before = remote.requests.length;
  await want(db, "P1", 2, [wanted(installed, 21), wanted(freeF, 3)]);
  delivery.wake("P1");
  await delivery.idle();
  assert.equal(remote.requests.length, before, "a parked place stays parked when it changes");
  clock.advance(dayMs);
  await delivery.idle();
  assert.equal(operations(remote).length, before, "one try after a day (the token counts for the other)");
  known = true;
  assert.equal(await delivery.retryPlace("P1"), true);
  assert.equal(await delivery.retryPlace("nowhere"), false);
  await delivery.idle();
  assert.equal(remote.holds.get(`${establishment}/P1`)?.size, 2);
  assert.deepEqual(await board.tasks(10), []);
  assert.deepEqual(
    changes.filter((change) => change.kind === "task").map((change) => change.change),
    ["opened", "closed"],
  );
  await db.destroy();
});

test("a refused gender holds all available beds of the place, other indicators go on", async () => {
  const db = await openDatabase();
  await register(db, "P1");
  const remote = fakeRemote();
  let accepted = false;
  remote.answer = (_request, patch) =>
    patch.key.startsWith("02/01/04") && !accepted
      ? answerWith(400, outcome("business-rule", capacityOf("capacityType")))
      : undefined;
  const { delivery, clock } = deliver(db, remote);
  const rows = (count: number) => [freeX, freeF, freeM, installed].map((one) => wanted(one, count));
  await want(db, "P1", 1, rows(4));
  await delivery.idle();
  const board = deliveryBoard(db);
  const statuses = async () =>
    Object.fromEntries(
      (await board.places({ nowMs: startMs, limit: 1 }))[0]?.rows.map((row) => [
        row.indicatorId,
        row.status,
      ]) ?? [],
    );
  assert.deepEqual(await statuses(), { I01: "confirmed", I0201: "held", I0202: "held", I0204: "refused" });
  const before = remote.requests.length;
  await want(db, "P1", 2, rows(5));
  await delivery.idle();
  clock.advance(3 * dayMs);
  await delivery.idle();
  assert.deepEqual(
    operations(remote).slice(-1),
    ["replace"],
    "only the installed beds changed in the ROR: never a retry loop",
  );
  assert.equal(remote.requests.length, before + 1);
  const tasks = await board.tasks(10);
  assert.deepEqual(
    tasks.map((task) => [task.reason.code, task.kind, task.recipients]),
    [["delivery.indicator-refused", "family", ["grades", "establishment"]]],
  );
  assert.match(tasks[0]?.messageFr ?? "", /"nbCapacity","valueInteger":4/);
  const [refusal] = await board.refusals(5);
  assert.equal(refusal?.status, 400);
  assert.match(refusal?.requestPath ?? "", /^\/ws-synchro-dispo-lits-fhir\/Location\?identifier=/);
  assert.doesNotMatch(JSON.stringify(await board.refusals(5)), /token-1/);
  accepted = true;
  await delivery.retryPlace("P1");
  await delivery.idle();
  assert.deepEqual(new Set(Object.values(await statuses())), new Set(["confirmed"]));
  assert.deepEqual(await board.tasks(10), []);
  await db.destroy();
});

test("a corrected mapping releases a held family by itself", async () => {
  const db = await openDatabase();
  await register(db, "P1");
  const remote = fakeRemote();
  remote.answer = (_request, patch) =>
    patch.row?.capacityType === "02" ? answerWith(400, outcome("business-rule")) : undefined;
  const { delivery } = deliver(db, remote);
  const places = [freeF, freeM].map((one) => ({ ...wanted(one, 1), capacityType: "02" }));
  await want(db, "P1", 1, places);
  await delivery.idle();
  assert.equal(remote.successes(), 0);
  await want(
    db,
    "P1",
    2,
    places.map((row) => ({ ...row, capacityType: "01" })),
  );
  await delivery.idle();
  assert.equal(remote.holds.get(`${establishment}/P1`)?.size, 2);
  assert.deepEqual(await deliveryBoard(db).tasks(5), []);
  await db.destroy();
});

test("a duplicated place and an undocumented answer park the place with their own tasks", async () => {
  const db = await openDatabase();
  await register(db, "P1", "P2");
  const remote = fakeRemote();
  remote.answer = (_request, patch) =>
    patch.place.endsWith("P1")
      ? answerWith(412, outcome("multiple-matches", ["Location"]))
      : answerWith(418, "<html>théière</html>");
  const { delivery } = deliver(db, remote);
  await want(db, "P1", 1, [wanted(installed, 1)]);
  await want(db, "P2", 1, [wanted(installed, 1)]);
  await delivery.idle();
  const tasks = await deliveryBoard(db).tasks(5);
  assert.deepEqual(tasks.map((task) => task.reason.code).sort(), [
    "delivery.place-duplicated",
    "delivery.unexpected-answer",
  ]);
  const [refusal] = await deliveryBoard(db).refusals(1, "P2");
  assert.match(refusal?.answerBody ?? "", /théière/, "request and answer kept");
  await db.destroy();
});

test("a 403 parks the establishment with one alarm, whatever the number of places", async () => {
  const db = await openDatabase();
  const ids = ["P1", "P2", "P3", "P4", "P5", "P6"];
  await register(db, ...ids);
  const remote = fakeRemote();
  let listed = false;
  remote.answer = () => (listed ? undefined : answerWith(403));
  const { delivery, clock } = deliver(db, remote, { target: { placesInParallelMax: 2 } });
  for (const id of ids) await want(db, id, 1, [wanted(installed, 1)]);
  await delivery.idle();
  assert.ok(operations(remote).length <= 2, "places not yet under way are not tried");
  const tasks = await deliveryBoard(db).tasks(5);
  assert.deepEqual(
    tasks.map((task) => task.reason.code),
    ["delivery.establishment-not-on-write-list"],
  );
  listed = true;
  clock.advance(dayMs);
  await delivery.idle();
  assert.equal(remote.holds.size, 6);
  assert.deepEqual(await deliveryBoard(db).tasks(5), []);
  await db.destroy();
});

test("a 401 renews the token once; a second one pauses the target with one alarm", async () => {
  const db = await openDatabase();
  await register(db, "P1", "P2");
  const remote = fakeRemote(["unauthorized"]);
  const { delivery } = deliver(db, remote);
  await want(db, "P1", 1, [wanted(installed, 1)]);
  await delivery.idle();
  assert.equal(remote.tokensGiven(), 2);
  assert.equal(remote.successes(), 1, "the same request again, with the new token");
  let refused = true;
  remote.answer = () => (refused ? answerWith(401) : undefined);
  await want(db, "P1", 2, [wanted(installed, 2)]);
  await delivery.idle();
  const calls = operations(remote).length;
  await want(db, "P2", 1, [wanted(installed, 2)]);
  delivery.wake();
  await delivery.idle();
  assert.equal(operations(remote).length, calls, "paused");
  const board = deliveryBoard(db);
  assert.equal((await board.targets())[0]?.state, "paused");
  assert.deepEqual(
    (await board.tasks(5)).map((task) => task.reason.code),
    ["delivery.credential-fault"],
  );
  refused = false;
  assert.equal(await delivery.retryTarget("test"), true);
  assert.equal(await delivery.retryTarget("other"), false);
  await delivery.idle();
  assert.equal((await board.targets())[0]?.state, "open");
  assert.equal(remote.holds.size, 2);
  assert.deepEqual(await board.tasks(5), []);
  await db.destroy();
});

test("the breaker opens after consecutive failures, probes one place at a time, and closes", async () => {
  const db = await openDatabase();
  const ids = Array.from({ length: 8 }, (_, index) => `P${index}`);
  await register(db, ...ids);
  const remote = fakeRemote();
  let down = true;
  remote.answer = () => (down ? answerWith(503) : undefined);
  const limits = { breakerFailuresMax: 3, breakerDelayMinMs: 10_000, breakerDelayMaxMs: 60_000 };
  const { delivery, clock, changes } = deliver(db, remote, { limits, target: { placesInParallelMax: 4 } });
  for (const id of ids) await want(db, id, 1, [wanted(installed, 1)]);
  await delivery.idle();
  assert.ok(operations(remote).length <= 3 + 3, "at most what was under way");
  for (let probe = 1; probe <= 5; probe += 1) {
    const before = operations(remote).length;
    clock.advance(60_000);
    await delivery.idle();
    assert.equal(operations(remote).length, before + 1, `probe ${probe} is one request`);
  }
  down = false;
  clock.advance(60_000);
  await delivery.idle();
  assert.equal(remote.holds.size, 8);
  assert.deepEqual(
    changes.flatMap((one) => (one.kind === "task" ? [[one.change, one.reason]] : [])),
    [
      ["opened", "delivery.target-unreachable"],
      ["closed", "delivery.target-unreachable"],
    ],
  );
  assert.equal((await deliveryBoard(db).differing()).get("test"), 0);
  await db.destroy();
});

test("Retry-After holds the whole target back; without it the delay of a place grows", async () => {
  const db = await openDatabase();
  await register(db, "P1", "P2");
  const remote = fakeRemote(["too-many"]);
  const { delivery, clock } = deliver(db, remote, { target: { placesInParallelMax: 1 } });
  await want(db, "P1", 1, [wanted(installed, 1)]);
  await want(db, "P2", 1, [wanted(installed, 1)]);
  await delivery.idle();
  clock.advance(6_900);
  await delivery.idle();
  assert.equal(operations(remote).length, 1);
  clock.advance(100);
  await delivery.idle();
  assert.equal(remote.holds.size, 2);

  remote.script = ["unavailable", "unavailable", "unavailable"];
  await want(db, "P1", 2, [wanted(installed, 2)]);
  await delivery.idle();
  const waits: number[] = [];
  while (remote.holds.get(`${establishment}/P1`)?.get("01/01/-/-/-/-/01")?.count !== 2) {
    const board = await deliveryBoard(db).places({ nowMs: clock.nowMs(), limit: 1 });
    const wait = (board[0]?.nextAtMs ?? 0) - clock.nowMs();
    waits.push(wait);
    clock.advance(wait);
    await delivery.idle();
  }
  assert.equal(waits.length, 3);
  assert.ok(waits.every((wait, index) => wait >= 1_000 * 2 ** index && wait <= 2_000 * 2 ** index));
  await db.destroy();
});
