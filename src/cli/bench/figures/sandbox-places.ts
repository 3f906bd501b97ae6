import { Pool } from "undici";
import { seededRandom } from "../../../runtime/random.ts";
import { serverCertificate } from "../certificate.ts";
import { usageOf } from "../child-process.ts";
import { type BenchContext, withContext } from "../context.ts";
import type { FigureSource, Measured, Skipped } from "../figure.ts";
import { type BenchSandbox, startSandboxProcess } from "../line.ts";
import { percentile } from "../numbers.ts";
import { benchPlaces, startEmptyServers, structure } from "../sandbox-load.ts";

const manyPlaces = 40_000;
const fewPlaces = 5;

/** A national data set: finding one place, and what all of them cost in memory. */
export const sandboxPlaces: FigureSource = {
  figures: [
    {
      name: "sandbox-lookup",
      what: "one place among 40,000 read over HTTP, 95th percentile",
      unit: "ms",
      reference: { kind: "ceiling", name: "the same server with an empty handler, p95", unit: "ms" },
      aim: { of: "value", atMost: 10 },
      limit: "a read waits behind whatever the only core of the server is doing",
    },
    {
      name: "sandbox-memory",
      what: "resident memory with 40,000 places after these reads",
      unit: "MB",
      reference: { kind: "ceiling", name: "the same with 5 places", unit: "MB" },
      aim: { of: "value", atMost: 300 },
      limit: "the seed is read whole at start, and the runtime keeps that memory",
    },
  ],
  async measure(context) {
    // The small one has a context of its own: both sandboxes would share a folder.
    const small = await withContext(context.quick, async (own) => {
      const sandbox = await startSandboxProcess(own, benchPlaces(fewPlaces));
      await lookups(own, sandbox, fewPlaces);
      return usageOf(sandbox.process.pid)?.residentMb;
    });
    const sandbox = await startSandboxProcess(context, benchPlaces(manyPlaces));
    const found = await lookups(context, sandbox, manyPlaces);
    const resident = usageOf(sandbox.process.pid)?.residentMb;
    const empty = await emptyReads(context);
    return [
      {
        name: "sandbox-lookup",
        value: percentile(found, 0.95),
        reference: percentile(empty, 0.95),
        details: { p50Ms: percentile(found, 0.5), maxMs: percentile(found, 1), reads: found.length },
      },
      memory(resident, small, sandbox.process.readyMs),
    ];
  },
};

function memory(
  resident: number | undefined,
  small: number | undefined,
  readyMs: number,
): Measured | Skipped {
  const name = "sandbox-memory";
  if (resident === undefined || small === undefined) {
    return { name, skipped: "this system does not tell the memory of a process in /proc" };
  }
  return { name, value: resident, reference: small, details: { firstStartMs: readyMs } };
}

async function lookups(context: BenchContext, sandbox: BenchSandbox, places: number): Promise<number[]> {
  const random = seededRandom(1);
  return reads(context, sandbox.sandbox.control, sandbox.controlToken, () => {
    return `/places/${structure}/B${1 + random.integer(places)}`;
  });
}

async function emptyReads(context: BenchContext): Promise<number[]> {
  const servers = await startEmptyServers(context, await serverCertificate(context));
  return reads(context, `http://127.0.0.1:${servers.http}`, "none", () => "/places/none");
}

/** Times of single reads on one kept connection; the first ones warm up. */
async function reads(
  context: BenchContext,
  origin: string,
  token: string,
  path: () => string,
): Promise<number[]> {
  const pool = new Pool(origin, { connections: 1 });
  const timesMs: number[] = [];
  const warmUp = 50;
  try {
    for (let read = 0; read < warmUp + context.pick(2000, 500); read += 1) {
      const beganMs = performance.now();
      const answer = await pool.request({
        path: path(),
        method: "GET",
        headers: { authorization: `Bearer ${token}` },
      });
      await answer.body.dump();
      if (answer.statusCode !== 200) throw new Error(`status ${answer.statusCode}`);
      if (read >= warmUp) timesMs.push(performance.now() - beganMs);
    }
    return timesMs;
  } finally {
    await pool.destroy();
  }
}
