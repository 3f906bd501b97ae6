import assert from "node:assert/strict";
import { test } from "node:test";
import { manualClock } from "../../runtime/clock.ts";
import { registerPlace } from "../indicators/register-place.ts";
import { requestRefresh } from "../indicators/set-wanted.ts";
import {
  deliver,
  establishment,
  freeF,
  installed,
  openDatabase,
  register,
  startMs,
  want,
  wanted,
} from "./test-support/bench.ts";
import { fakeRemote, readPatch } from "./test-support/fake-remote.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

function operations(remote: ReturnType<typeof fakeRemote>): string[] {
  return remote.requests.filter((one) => one.method === "PATCH").map((one) => readPatch(one).operation);
}

test("an ambiguous add starts again at replace, even when what is wanted went back", async () => {
  const db = await openDatabase();
  await register(db, "P1");
  const remote = fakeRemote(["ok", "reset-after"]);
  const { delivery, clock } = deliver(db, remote);
  await want(db, "P1", 1, [wanted(installed, 1)]);
  await delivery.idle();
  clock.advance(hourMs);
  await delivery.idle();
  assert.deepEqual(operations(remote), ["replace", "add", "replace"]);
  remote.script = ["timeout-after"];
  await want(db, "P1", 2, [wanted(installed, 7)]);
  await delivery.idle();
  await want(db, "P1", 3, [wanted(installed, 1)]);
  clock.advance(hourMs);
  await delivery.idle();
  assert.equal(remote.holds.get(`${establishment}/P1`)?.get("01/01/-/-/-/-/01")?.count, 1);
  await db.destroy();
});

test("what changes during a request is sent after it, and only the newest", async () => {
  const db = await openDatabase();
  await register(db, "P1");
  const remote = fakeRemote();
  const { delivery } = deliver(db, remote);
  let revision = 1;
  remote.during = async (moment) => {
    if (moment === "after" || revision >= 4) return;
    for (let step = 0; step < 3; step += 1) {
      revision += 1;
      await want(db, "P1", revision, [wanted(installed, revision)]);
    }
  };
  await want(db, "P1", 1, [wanted(installed, 1)]);
  await delivery.idle();
  assert.deepEqual(operations(remote), ["replace", "add", "replace"]);
  assert.equal(remote.holds.get(`${establishment}/P1`)?.get("01/01/-/-/-/-/01")?.count, 4);
  await db.destroy();
});

test("a refresh sends the same count with a newer date, once; never a future date", async () => {
  const db = await openDatabase();
  await register(db, "P1");
  const remote = fakeRemote();
  const { delivery, clock } = deliver(db, remote);
  await want(db, "P1", 1, [wanted(installed, 1, startMs + dayMs)]);
  await delivery.idle();
  const row = () => remote.holds.get(`${establishment}/P1`)?.get("01/01/-/-/-/-/01");
  assert.equal(row()?.date, "2026-11-23T08:00:00Z", "a date of tomorrow is cut to now");
  clock.advance(hourMs);
  const refresh = (updatedAtMs: number) =>
    db
      .transaction()
      .execute((trx) => requestRefresh(trx, { placeId: "P1", updatedAtMs, nowMs: clock.nowMs() }));
  await refresh(startMs - hourMs);
  await delivery.idle();
  assert.equal(remote.successes(), 1, "an older date is no news");
  await refresh(startMs + hourMs);
  await refresh(startMs + hourMs);
  await delivery.idle();
  assert.equal(remote.successes(), 2);
  assert.equal(row()?.date, "2026-11-23T09:00:00Z");
  await db.destroy();
});

test("a place that gets another identity starts again there", async () => {
  const db = await openDatabase();
  await register(db, "P1");
  const remote = fakeRemote();
  const { delivery } = deliver(db, remote);
  await want(db, "P1", 1, [wanted(installed, 5)]);
  await delivery.idle();
  const identity = { placeId: "P1", target: "test", establishment, externalId: "NEW/1" };
  const moved = () => db.transaction().execute((trx) => registerPlace(trx, identity, startMs));
  assert.equal(await moved(), "moved");
  assert.equal(await moved(), "same");
  delivery.wake();
  await delivery.idle();
  assert.equal(remote.holds.get(`${establishment}/NEW/1`)?.size, 1);
  await db.destroy();
});

test("closing waits for the row under way, and a new delivery on the same database goes on", async () => {
  const db = await openDatabase();
  await register(db, "P1");
  const remote = fakeRemote();
  const first = deliver(db, remote);
  await want(db, "P1", 1, [wanted(installed, 5), wanted(freeF, 2)]);
  const underWay = new Promise<void>((resolve) => {
    remote.during = async () => resolve();
  });
  first.delivery.wake();
  await underWay;
  await first.delivery.close(60_000);
  assert.equal(remote.successes(), 1);
  const second = deliver(db, remote);
  await second.delivery.idle();
  assert.equal(remote.holds.get(`${establishment}/P1`)?.size, 2);
  assert.equal(remote.successes(), 2);
  await second.delivery.close(1);
  await db.destroy();
});

test("a machine that slept goes on within a minute of waking, not after the delay that slept with it", async () => {
  const db = await openDatabase();
  await register(db, "P1");
  const remote = fakeRemote(["unavailable"]);
  const awake = manualClock(startMs);
  let sleptMs = 0;
  const clock = { ...awake, nowMs: () => awake.nowMs() + sleptMs };
  await want(db, "P1", 1, [wanted(installed, 20)]);
  const limits = { retryDelayMinMs: 900_000 };
  const { delivery } = deliver(db, remote, { clock, limits });
  await delivery.idle();
  assert.equal(remote.successes(), 0);
  sleptMs = 8 * 3_600_000;
  // The timer of the next look stood still with the machine.
  awake.advance(60_000);
  await delivery.idle();
  assert.equal(remote.successes(), 1);
  await delivery.close(1_000);
  await db.destroy();
});
