import assert from "node:assert/strict";
import { after, test } from "node:test";
import { installed, wanted } from "../../src/connector/deliver/test-support/bench.ts";
import { registerPlace } from "../../src/connector/indicators/register-place.ts";
import { setWanted } from "../../src/connector/indicators/set-wanted.ts";
import type { ClaimedPlace, DeliveryStore } from "../../src/connector/store/delivery-store.ts";
import type { DeliveryTables } from "../../src/connector/store/delivery-tables.ts";
import { deliveryMigrations } from "../../src/connector/store/migrations.ts";
import { openDeliveryStore } from "../../src/connector/store/open-delivery-store.ts";
import { writeTarget } from "../../src/connector/store/targets.ts";
import { until } from "../support/rig.ts";
import { onPostgres } from "./support/open.ts";

const opened = await onPostgres<DeliveryTables>(deliveryMigrations);
const a = openDeliveryStore(opened.db, "a");
const b = openDeliveryStore(opened.another(), "b");
after(() => opened.close());

async function places(target: string, count: number): Promise<void> {
  await a.transaction(async (trx) => {
    for (let index = 0; index < count; index += 1) {
      const placeId = `${target}-${index}`;
      await registerPlace(trx, { placeId, target, establishment: "1350054680", externalId: placeId }, 0);
      await setWanted(trx, {
        placeId,
        revision: 1,
        rows: [wanted(installed, 1, 1)],
        removed: "keep",
        nowMs: 1,
      });
    }
  });
}

function claim(
  store: DeliveryStore,
  target: string,
  limit: number,
  leaseMs = 60_000,
): Promise<readonly ClaimedPlace[]> {
  return store.claim({ target, nowMs: 10, limit, placesInParallelMax: 30, running: new Set(), leaseMs });
}

const ids = (claimed: readonly ClaimedPlace[]): string[] => claimed.map((one) => one.placeId);

test("many claims at once: no place goes to two, and none is forgotten", async () => {
  await places("many", 40);
  const rounds = await Promise.all(
    Array.from({ length: 12 }, (_, index) => claim(index % 2 ? a : b, "many", 4)),
  );
  const first = rounds.flatMap(ids);
  assert.equal(new Set(first).size, first.length);
  assert.equal(first.length, 30, "the limit of the target holds over all processes");
  for (const one of rounds.flat()) await a.release(one);
  const again = [...(await claim(a, "many", 30)), ...(await claim(b, "many", 30))];
  assert.equal(new Set(ids(again)).size, 30);
});

test("a shut target is probed by one place over all processes, and not before its instant", async () => {
  await places("shut", 4);
  const broken = { state: "broken" as const, reason: null, since_ms: 0, not_before_ms: 20 };
  await a.transaction((trx) => writeTarget(trx, "shut", broken));
  assert.deepEqual(await claim(a, "shut", 4), [], "the clock of the caller says 10");
  await a.transaction((trx) => writeTarget(trx, "shut", { ...broken, not_before_ms: 5 }));
  const probes = (await Promise.all([claim(a, "shut", 4), claim(b, "shut", 4), claim(a, "shut", 1)])).flat();
  assert.equal(probes.length, 1);
});

test("a lease ends by itself, and what its first owner writes afterwards is refused", async () => {
  await places("end", 1);
  const [mine] = await claim(a, "end", 1, 150);
  assert.ok(mine);
  const begun = await a.beginSend(mine, 11);
  assert.deepEqual(await claim(b, "end", 1), [], "begun, so renewed");
  let theirs: ClaimedPlace | undefined;
  await until("the lease to end", async () => {
    [theirs] = await claim(b, "end", 1);
    return theirs !== undefined;
  });
  assert.ok(theirs && begun.kind === "row" && begun.row.count === 1);
  assert.deepEqual(await a.beginSend(mine, 12), { kind: "not-owner" });
  assert.equal(await a.extend(mine, 12), undefined);
  assert.deepEqual(await a.asOwner(mine, async () => assert.fail("must not run")), { kind: "not-owner" });
  await a.release(mine);
  assert.deepEqual(await claim(a, "end", 1), [], "an old owner cannot release the new one's claim");
  const next = await b.beginSend(theirs, 13);
  assert.ok(next.kind === "row" && next.row.doubtBefore, "the first sending is remembered");
});

test("an owner whose lease ended unnoticed goes on while nobody else claimed the place", async () => {
  await places("alone", 1);
  const [mine] = await claim(a, "alone", 1, 1);
  assert.ok(mine);
  const begun = await a.beginSend(mine, 11);
  assert.equal(begun.kind, "row");
  assert.equal(await a.extend(mine, 500), 501);
  assert.deepEqual(await a.asOwner(mine, async () => 7), { kind: "done", result: 7 });
});
