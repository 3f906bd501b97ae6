import assert from "node:assert/strict";
import { connect } from "node:net";
import pg from "pg";
import { request } from "undici";
import type { Random } from "../../../src/runtime/random.ts";
import { stoppableServer } from "../../support/postgres.ts";
import { msa, until } from "../../support/rig.ts";
import { openCluster } from "./cluster.ts";
import { overlaps } from "./slow-target.ts";
import { frame } from "./small-hospital.ts";

const feeds = [0, 1];
const requestTimeoutMs = 2_000;
const answerBoundMs = 90_000;

/**
 * Two connectors as processes on one PostgreSQL, which stops in the middle of the load, `stops` times, and starts again.
 * Senders repeat what was not acknowledged. Nothing acknowledged is lost, nothing is acknowledged while the server is
 * away, the processes stay, the target ends up right, and no place was delivered by two at once.
 */
export async function serverStops(stops: number, random: Random): Promise<{ acknowledged: number }> {
  const server = await stoppableServer();
  const cluster = await openCluster({ feeds, leaseMs: 2_000, requestTimeoutMs, database: server });
  try {
    const members = [await cluster.start("a"), await cluster.start("b")];
    const [first] = members;
    assert.ok(first);
    await cluster.prepare(first, "a");
    const nowMs = Date.now();
    const acknowledged = new Set<string>();
    let patient = 0;
    const admit = async (feed: number, number: number): Promise<void> => {
      const bytes = frame(feed, number, "A01", nowMs - 7_200_000 + number * 1_000);
      let ack = "";
      await until(
        `patient ${number} of feed ${feed} to be acknowledged`,
        async () => {
          const member = members[random.integer(members.length)];
          ack = await answerTo(member?.feeds[`f${feed}`] ?? "", bytes);
          return ack !== "";
        },
        answerBoundMs,
      );
      assert.equal(msa(ack).code, "AA");
      acknowledged.add(msa(ack).controlId);
    };
    for (let stop = 0; stop < stops; stop += 1) {
      const load = feeds.flatMap((feed) => [0, 1].map((offset) => admit(feed, patient + offset)));
      await Promise.race([Promise.all(load.slice(0, 1 + random.integer(load.length))), nextTicks(random)]);
      await server.stop();
      const silent = await Promise.all(
        members.map((member) => answerTo(member.feeds["f0"] ?? "", frame(0, patient, "A01", nowMs))),
      );
      assert.deepEqual(silent, ["", ""], "nothing is acknowledged that cannot be on disk");
      for (const member of members) {
        assert.equal((await request(`${member.http}/health/live`)).statusCode, 200);
      }
      await server.start();
      await Promise.all(load);
      patient += 2;
    }
    await cluster.shows(patient, requestTimeoutMs + 90_000);
    assert.deepEqual(await lost(server.url, acknowledged), []);
    assert.deepEqual(cluster.target.faults, []);
    assert.deepEqual(overlaps(cluster.target.intervals), []);
    return { acknowledged: acknowledged.size };
  } finally {
    await cluster.close();
  }
}

/** Some turns of this process: the moment of the stop falls anywhere in the load. */
async function nextTicks(random: Random): Promise<void> {
  for (let left = random.integer(400); left > 0; left -= 1) {
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
}

async function lost(url: string, acknowledged: ReadonlySet<string>): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ control_id: string }>("SELECT control_id FROM fact");
    const stored = new Set(rows.map((row) => row.control_id));
    return [...acknowledged].filter((controlId) => !stored.has(controlId));
  } finally {
    await client.end();
  }
}

/** What comes back for one frame; nothing when the connection ends, or within two seconds. */
function answerTo(address: string, bytes: Buffer): Promise<string> {
  const [host = "", port = "0"] = address.split(":");
  return new Promise((resolve) => {
    let received = "";
    const socket = connect(Number(port), host, () => socket.write(bytes));
    socket.setTimeout(2_000, () => socket.destroy());
    socket.on("data", (chunk: Buffer) => {
      received += chunk.toString("latin1");
      if (received.includes("\x1c\r")) socket.end();
    });
    socket.on("error", () => {});
    socket.on("close", () => resolve(received));
  });
}
