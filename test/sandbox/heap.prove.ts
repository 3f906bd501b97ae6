import assert from "node:assert/strict";
import { test } from "node:test";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { Pool } from "undici";
import { systemClock } from "../../src/runtime/clock.ts";
import { add, INSTALLED, replace } from "./bodies.ts";
import { PLACE, STRUCTURE, startBench } from "./support.ts";

const CALLS = 100_000;
const WARM_UP_CALLS = 10_000;
const CONNECTIONS = 16;
const GROWTH_MAX_BYTES = 16 * 1024 * 1024;
/** Some minutes on a machine with nothing else to do; a bound, so that a sandbox that hangs is told. */
const RUN_MAX_MS = 20 * 60_000;

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

function heapBytes(): number {
  for (let round = 0; round < 3; round += 1) collect();
  return process.memoryUsage().heapUsed;
}

interface Call {
  readonly path: string;
  readonly type?: string;
  readonly body: string;
  readonly expected: number;
  readonly bare?: true;
}

test("the heap is flat over 100 000 calls, good and bad", { timeout: RUN_MAX_MS }, async (context) => {
  const bench = await startBench({ tokenLifetimeSeconds: 86_400 });
  const ca = bench.sandbox.environments[0]?.authority.chainPem ?? "";
  const pool = new Pool(bench.sandbox.apiUrl, { connections: CONNECTIONS, connect: { ca } });
  try {
    const token = await bench.token();
    assert.equal((await bench.patch(add(INSTALLED, 1), { token })).status, 200);
    const prefix = "/ws-synchro-dispo-lits-fhir/Location";
    const good = JSON.stringify(replace(INSTALLED, 2));
    const place = `${prefix}?identifier=${PLACE}`;
    const calls: readonly Call[] = [
      { path: place, body: good, expected: 200 },
      {
        path: place,
        body: JSON.stringify(replace(["05", "01", null, "01", null, null, "01"], 1)),
        expected: 404,
      },
      { path: `${prefix}?identifier=${STRUCTURE}/INCONNU`, body: good, expected: 404 },
      { path: place, body: "{", expected: 400 },
      { path: place, body: "[".repeat(5000) + "]".repeat(5000), expected: 400 },
      { path: place, type: "text/plain", body: good, expected: 415 },
      { path: place, body: good, expected: 401, bare: true },
      { path: prefix, body: good, expected: 400 },
      { path: "/ailleurs", body: "", expected: 404 },
    ];
    let next = 0;
    const worker = async (until: number): Promise<void> => {
      while (next < until) {
        const call = calls[next % calls.length];
        next += 1;
        if (!call) throw new Error("no call");
        const headers = {
          "content-type": call.type ?? "application/fhir+json",
          ...(call.bare ? {} : { authorization: `Bearer ${token}` }),
        };
        const { path, body } = call;
        const answer = await pool.request({ path, method: "PATCH", headers, body });
        await answer.body.dump();
        assert.equal(answer.statusCode, call.expected, path);
      }
    };
    const run = (until: number): Promise<unknown> =>
      Promise.all(Array.from({ length: CONNECTIONS }, () => worker(until)));
    await run(WARM_UP_CALLS);
    const before = heapBytes();
    const beganMs = systemClock.nowMs();
    await run(WARM_UP_CALLS + CALLS);
    const grown = heapBytes() - before;
    const seconds = Math.round((systemClock.nowMs() - beganMs) / 1000);
    context.diagnostic(`${CALLS} calls in ${seconds} s, heap grown by ${grown} bytes`);
    assert.ok(grown < GROWTH_MAX_BYTES, `the heap grew by ${grown} bytes`);
  } finally {
    await pool.close();
    await bench.close();
  }
});
