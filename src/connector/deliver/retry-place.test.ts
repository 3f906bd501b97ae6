import assert from "node:assert/strict";
import { test } from "node:test";
import { deliveryBoard } from "./board.ts";
import { deliver, installed, openDatabase, register, want, wanted } from "./test-support/bench.ts";
import { answerWith, fakeRemote, outcome } from "./test-support/fake-remote.ts";

test("a parked place with nothing left to send stayed parked, and unread, whoever said that it was repaired", async (t) => {
  const db = await openDatabase();
  t.after(() => db.destroy());
  await register(db, "P1");
  const remote = fakeRemote();
  let known = true;
  remote.answer = () => (known ? undefined : answerWith(404, outcome("not-found", ["Location"])));
  const { delivery, changes } = deliver(db, remote);
  await want(db, "P1", 1, [wanted(installed, 20)]);
  await delivery.idle();
  known = false;
  await want(db, "P1", 2, [wanted(installed, 21)]);
  delivery.wake("P1");
  await delivery.idle();
  // The bed that was opened is closed again: what is confirmed is right, and nothing waits.
  await want(db, "P1", 3, [wanted(installed, 20)]);
  await delivery.idle();
  const board = deliveryBoard(db);
  assert.equal((await board.tasks(10)).length, 1);
  known = true;
  const before = remote.requests.length;
  assert.equal(await delivery.retryPlace("P1"), true);
  await delivery.idle();
  assert.equal(remote.requests.length, before, "nothing is sent for the sake of it");
  assert.deepEqual(await board.tasks(10), []);
  assert.equal(changes.findLast((change) => change.kind === "task")?.change, "closed");
  const { state } = await db.selectFrom("place_delivery").select("state").executeTakeFirstOrThrow();
  assert.equal(state, "open");
});
