import assert from "node:assert/strict";
import { after, test } from "node:test";
import { deliveryBoard } from "../../src/connector/deliver/board.ts";
import { createDelivery, type Delivery } from "../../src/connector/deliver/delivery.ts";
import { deliveryLimits, targetSettings } from "../../src/connector/deliver/target-settings.ts";
import {
  installed,
  openDatabase,
  register,
  want,
  wanted,
} from "../../src/connector/deliver/test-support/bench.ts";
import { type ManualClock, manualClock } from "../../src/runtime/clock.ts";
import { silentLog } from "../../src/runtime/log.ts";
import { seededRandom } from "../../src/runtime/random.ts";
import type { Fault } from "../../src/sandbox/faults/fault.ts";
import { faults } from "../../src/sandbox/faults/table.ts";
import { until } from "../support/rig.ts";
import { CLIENT_ID, PLACE, startBench } from "./support.ts";

const bench = await startBench();
after(() => bench.close());

const EXTERNAL_ID = "SSR38888";
const BEDS = 12;
/** Time that passes between two looks; a look takes about 20 ms of true time. */
const STEP_MS = 1000;

interface Rig {
  readonly delivery: Delivery;
  readonly clock: ManualClock;
  readonly status: () => Promise<string | undefined>;
  readonly close: () => Promise<void>;
}

/** The connector's own delivery, towards the sandbox, over mutual TLS. */
async function startDelivery(): Promise<Rig> {
  const db = await openDatabase();
  await register(db, EXTERNAL_ID);
  const clock = manualClock(bench.clock.nowMs());
  const target = targetSettings.parse({
    name: "test",
    tokenUrl: bench.sandbox.tokenUrl,
    apiBase: bench.sandbox.apiUrl,
    clientId: CLIENT_ID,
    certificate: {
      certificate: { text: bench.client.certificatePem },
      key: { text: bench.client.keyPem },
    },
    authority: { text: bench.sandbox.environments[0]?.authority.chainPem ?? "" },
  });
  const delivery = createDelivery({
    db,
    targets: [target],
    world: { clock, random: seededRandom(3), log: silentLog },
    limits: deliveryLimits.parse({}),
  });
  const nowMs = clock.nowMs();
  await want(db, EXTERNAL_ID, 1, [wanted(installed, BEDS, nowMs)], nowMs);
  return {
    delivery,
    clock,
    async status() {
      const [place] = await deliveryBoard(db).places({ nowMs: clock.nowMs(), limit: 1 });
      return place?.rows[0]?.status;
    },
    async close() {
      await delivery.close(1000);
      await db.destroy();
    },
  };
}

async function held(): Promise<number[]> {
  const { json } = await bench.control("GET", `/places/${PLACE}`);
  return (json as { rows: { nbCapacity: number }[] }).rows.map((row) => row.nbCapacity);
}

async function struck(): Promise<number> {
  const { json } = await bench.control("GET", "/faults");
  return (json as { faults: { struckCalls: number }[] }).faults[0]?.struckCalls ?? 0;
}

async function recoversFrom(fault: Fault, endpoint: "token" | "patch"): Promise<void> {
  await bench.control("POST", "/reset", {});
  await bench.control("DELETE", "/faults");
  const rule = { fault: fault.name, endpoint, calls: 1, skewSeconds: endpoint === "token" ? -3600 : 3600 };
  assert.equal((await bench.control("POST", "/faults", rule)).status, 201);
  const rig = await startDelivery();
  const pass = (): void => {
    rig.clock.advance(STEP_MS);
    bench.clock.advance(STEP_MS);
  };
  try {
    rig.delivery.wake();
    await until("the fault strikes", async () => (await struck()) === 1);
    if (fault.recovery === "people") {
      await rig.delivery.idle();
      assert.notEqual(await rig.status(), "confirmed", "no repetition by itself");
      await rig.delivery.retryTarget("test");
      await rig.delivery.retryPlace(EXTERNAL_ID);
    }
    await until(`${fault.name}: confirmed`, async () => {
      pass();
      return (await rig.status()) === "confirmed";
    });
    assert.deepEqual(await held(), [BEDS]);
  } finally {
    await rig.close();
  }
}

for (const fault of Object.values(faults)) {
  for (const endpoint of ["token", "patch"] as const) {
    if (!fault.endpoints.includes(endpoint)) continue;
    const how = fault.recovery === "people" ? "when people say that the cause is repaired" : "by itself";
    test(`our connector recovers from ${fault.name} on ${endpoint}, ${how}`, () =>
      recoversFrom(fault, endpoint));
  }
}
