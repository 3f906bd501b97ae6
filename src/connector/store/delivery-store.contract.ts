import assert from "node:assert/strict";
import { test } from "node:test";
import { registerPlace } from "../indicators/register-place.ts";
import { setWanted } from "../indicators/set-wanted.ts";
import type { WantedRow } from "../indicators/wanted.ts";
import { confirmRow, doubtRow, failRow, holdFamily } from "./confirmed-rows.ts";
import { appendLog, trimLog } from "./delivery-log.ts";
import type { DeliveryStore } from "./delivery-store.ts";
import { refreshDiffers } from "./differs.ts";
import { parkPlace, writeEstablishment } from "./places.ts";
import { readTarget, writeTarget } from "./targets.ts";
import { closeTasks, openTask, trimTasks } from "./tasks.ts";

const base = {
  temporalityCapacity: "01",
  capacityClosingType: null,
  additionalBedType: null,
  crisisType: null,
  temporaryAssignement: "01",
};

function row(gender: string | null, count: number): WantedRow {
  const capacityStatus = gender === null ? "01" : "02";
  return {
    key: { ...base, capacityStatus, genderCapacityAvailable: gender },
    indicatorId: gender === null ? "INST" : `DISP_${gender}`,
    capacityType: "01",
    sourceType: "02",
    count,
    updatedAtMs: 1_000,
  };
}

/** What every adapter of the storage port must do; run on each database. `open` gives an empty, migrated one. */
export function deliveryStoreContract(
  name: string,
  open: () => Promise<{ store: DeliveryStore; close: () => Promise<void> }>,
): void {
  const withStore = (title: string, run: (store: DeliveryStore) => Promise<void>): void => {
    test(`${name}: ${title}`, async () => {
      const { store, close } = await open();
      try {
        await run(store);
      } finally {
        await close();
      }
    });
  };
  const register = (store: DeliveryStore, placeId: string, establishment = "1350054680") =>
    store.transaction((trx) =>
      registerPlace(trx, { placeId, target: "t", establishment, externalId: placeId }, 0),
    );
  const want = (store: DeliveryStore, placeId: string, revision: number, rows: WantedRow[], nowMs = 1_000) =>
    store.transaction((trx) => setWanted(trx, { placeId, revision, rows, removed: "keep", nowMs }));
  const ask = (store: DeliveryStore, nowMs: number, limit: number, running: string[], target = "t") => {
    const lease = { placesInParallelMax: 50, leaseMs: 30_000 };
    return store.claim({ target, nowMs, limit, running: new Set(running), ...lease });
  };
  const claimed = async (store: DeliveryStore, nowMs = 5_000, limit = 10, running: string[] = []) => {
    const places = await ask(store, nowMs, limit, running);
    for (const place of places) await store.release(place);
    return places.map((one) => one.placeId);
  };
  const begin = async (store: DeliveryStore, placeId: string, nowMs: number) => {
    const places = await ask(store, 5_000, 50, []);
    const place = places.find((one) => one.placeId === placeId);
    const next = place && (await store.beginSend(place, nowMs));
    for (const one of places) await store.release(one);
    return next?.kind === "row" ? next.row : undefined;
  };

  withStore("a lower or equal revision never overwrites", async (store) => {
    await register(store, "A");
    assert.equal(await want(store, "A", 5, [row(null, 1)]), true);
    assert.equal(await want(store, "A", 5, [row(null, 2)]), false);
    assert.equal(await want(store, "A", 4, [row(null, 3)]), false);
    assert.equal((await begin(store, "A", 1))?.count, 1);
    assert.equal(await want(store, "A", 6, [row(null, 4)]), true);
    assert.equal((await begin(store, "A", 1))?.count, 4);
    await assert.rejects(want(store, "B", 1, []), { code: "delivery.place-not-registered" });
    await assert.rejects(register(store, "C", "12"), { code: "delivery.bad-place-identity" });
  });

  withStore("a transaction that fails leaves nothing", async (store) => {
    await register(store, "A");
    const failing = store.transaction(async (trx) => {
      await setWanted(trx, { placeId: "A", revision: 1, rows: [row(null, 1)], removed: "keep", nowMs: 0 });
      throw new Error("after");
    });
    await assert.rejects(failing, /after/);
    assert.deepEqual(await claimed(store), []);
    assert.equal(await want(store, "A", 1, [row(null, 1)]), true);
  });

  withStore("sending marks doubt; confirming what was sent settles only that", async (store) => {
    await register(store, "A");
    await want(store, "A", 1, [row(null, 1)]);
    const lost = await begin(store, "A", 10);
    assert.equal(lost?.doubtBefore, false);
    const sent = await begin(store, "A", 11);
    assert.ok(sent);
    assert.equal(sent.doubtBefore, true, "a crash in between is remembered");
    await want(store, "A", 2, [row(null, 2)]);
    await store.transaction(async (trx) => {
      await confirmRow(trx, sent, 20);
      await refreshDiffers(trx, "A", 20);
    });
    const next = await begin(store, "A", 30);
    assert.deepEqual([next?.count, next?.revision, next?.doubtBefore], [2, 2, false]);
    await store.transaction(async (trx) => {
      if (next) await confirmRow(trx, next, 40);
      await refreshDiffers(trx, "A", 40);
    });
    assert.equal(await begin(store, "A", 50), undefined);
    assert.deepEqual(await claimed(store), []);
    await want(store, "A", 3, [row(null, 2)]);
    assert.deepEqual(await claimed(store), [], "the same content keeps its confirmation");
  });

  withStore("an answer to an earlier sending leaves the later one in doubt", async (store) => {
    await register(store, "A");
    await want(store, "A", 1, [row(null, 1)]);
    const early = await begin(store, "A", 10);
    const late = await begin(store, "A", 11);
    assert.ok(early && late);
    await store.transaction(async (trx) => {
      await confirmRow(trx, late, 20);
      await doubtRow(trx, early);
      await refreshDiffers(trx, "A", 20);
    });
    const again = await begin(store, "A", 30);
    assert.equal(again?.doubtBefore, true, "what a late owner reports is sent again");
    await store.transaction(async (trx) => {
      await doubtRow(trx, early);
      if (again) await confirmRow(trx, again, 40);
      await refreshDiffers(trx, "A", 40);
    });
    assert.equal((await begin(store, "A", 50))?.doubtBefore, true, "also when it comes in between");
  });

  withStore("the row that waited longest goes first", async (store) => {
    await register(store, "A");
    await want(store, "A", 1, [row("01", 1), row("02", 1), row(null, 1)]);
    const order = [];
    for (let at = 1; at <= 4; at += 1) order.push((await begin(store, "A", at))?.indicatorId);
    assert.deepEqual(order, ["INST", "DISP_01", "DISP_02", "INST"]);
  });

  withStore("a held family is not sent and does not make the place due", async (store) => {
    await register(store, "A");
    await want(store, "A", 1, [row("01", 1), row("02", 1)]);
    const sent = await begin(store, "A", 1);
    await store.transaction(async (trx) => {
      if (sent) await failRow(trx, sent, { code: "x", detail: "", inDoubt: false });
      if (sent) await holdFamily(trx, sent);
      await refreshDiffers(trx, "A", 2);
    });
    assert.equal(await begin(store, "A", 3), undefined);
    assert.deepEqual(await claimed(store), []);
    await want(store, "A", 2, [row("01", 1), row("02", 1), row(null, 1)]);
    assert.deepEqual(await claimed(store), ["A"]);
  });

  withStore("places are claimed longest waiting first, within limits and instants", async (store) => {
    for (const [index, id] of ["C", "A", "B", "D"].entries()) {
      await register(store, id, id === "D" ? "1290004324" : "1350054680");
      await want(store, id, 1, [row(null, 1)], 1_000 + index);
    }
    assert.deepEqual(await claimed(store), ["C", "A", "B", "D"]);
    assert.deepEqual(await claimed(store, 5_000, 2, ["C"]), ["A", "B"]);
    assert.deepEqual(await ask(store, 5_000, 9, [], "u"), []);
    await store.transaction((trx) => parkPlace(trx, "A", "r", 9_000));
    await store.transaction((trx) =>
      writeEstablishment(
        trx,
        { target: "t", establishment: "1290004324", state: "parked", reason: "r", nextAtMs: 7_000 },
        5_000,
      ),
    );
    assert.deepEqual(await claimed(store), ["C", "B"]);
    assert.equal(await store.nextInstantMs("t", 5_000), 7_000);
    assert.deepEqual(await claimed(store, 7_000), ["C", "B", "D"]);
    assert.equal(await store.nextInstantMs("t", 7_000), 9_000);
    assert.equal(await store.nextInstantMs("t", 9_000), undefined);
    assert.deepEqual(await claimed(store, 9_000), ["C", "A", "B", "D"]);
  });

  withStore("one open task per reason and subject; closed ones are bounded", async (store) => {
    const task = (id: string, subject = "place A") => ({
      id,
      reason: "r",
      subject,
      kind: "place" as const,
      place_id: "A",
      establishment: null,
      target: "t",
      opened_at_ms: 1,
      closed_at_ms: null,
      detail_json: "{}",
      recipients_json: "[]",
      subject_fr: "",
      subject_en: "",
      message_fr: "",
      message_en: "",
    });
    await store.transaction(async (trx) => {
      assert.equal(await openTask(trx, task("1")), true);
      assert.equal(await openTask(trx, task("2")), false);
      assert.equal(await openTask(trx, task("3", "place B")), true);
      assert.deepEqual(await closeTasks(trx, "place A", 5), ["r"]);
      assert.deepEqual(await closeTasks(trx, "place A", 6), []);
      assert.equal(await openTask(trx, task("4")), true);
      await closeTasks(trx, "place A", 7);
      await trimTasks(trx, 1);
    });
    const left = await store.handle.selectFrom("task").select("id").orderBy("id").execute();
    assert.deepEqual(
      left.map((one) => one.id),
      ["3", "4"],
    );
  });

  withStore("the log keeps the last calls", async (store) => {
    await store.transaction(async (trx) => {
      for (let turn = 1; turn <= 9; turn += 1) {
        await appendLog(trx, {
          id: String(turn),
          at_ms: Math.ceil(turn / 3),
          turn,
          target: "t",
          place_id: "A",
          indicator_id: "INST",
          indicator_key: "k",
          operation: "replace",
          status: 200,
          result: "confirmed",
          reason: null,
          issues_json: "[]",
          duration_ms: 1,
          request_path: null,
          request_body: null,
          answer_body: null,
        });
      }
      await trimLog(trx, 4);
    });
    const left = await store.handle.selectFrom("delivery_log").select("turn").orderBy("turn").execute();
    assert.deepEqual(
      left.map((one) => one.turn),
      [6, 7, 8, 9],
    );
  });

  withStore("a target is open until it is written", async (store) => {
    assert.equal((await readTarget(store.handle, "t")).state, "open");
    const paused = { state: "paused" as const, reason: "r", since_ms: 1, not_before_ms: 2 };
    await store.transaction((trx) => writeTarget(trx, "t", paused));
    await store.transaction((trx) => writeTarget(trx, "t", { ...paused, not_before_ms: 3 }));
    assert.equal((await readTarget(store.handle, "t")).not_before_ms, 3);
  });
}
