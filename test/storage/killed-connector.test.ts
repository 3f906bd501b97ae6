import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { until } from "../support/rig.ts";
import { type Cluster, openCluster } from "./support/cluster.ts";
import { overlaps } from "./support/slow-target.ts";

const feeds = [0, 1, 2, 3];
const leaseMs = 1_000;
/** A request may last so long, and the lease of its place five seconds more. */
const requestTimeoutMs = 2_000;
const takeOverMs = Math.max(leaseMs, requestTimeoutMs + 5_000);
let cluster: Cluster;
before(async () => {
  cluster = await openCluster({ feeds, leaseMs, requestTimeoutMs });
});
after(() => cluster.close());

test("a connector that is killed with requests under way: the other takes over, nothing acknowledged is lost", async () => {
  const { target } = cluster;
  const [a, b] = await Promise.all([cluster.start("a"), cluster.start("b")]);
  await cluster.prepare(b, "a");
  await Promise.all(feeds.map((feed) => cluster.admit(a, feed, [0, 1])));
  await cluster.shows(2, 30_000);

  // Slow enough that the kill finds requests under way, of either process.
  target.delayMs = 400;
  const seen = target.intervals.length;
  await Promise.all(feeds.map((feed) => cluster.admit(b, feed, [2, 3])));
  await until("requests to be under way again", () => target.intervals.length > seen);
  await Promise.all(feeds.map((feed) => cluster.admit(a, feed, [4, 5, 6])));
  await a.process.stop("SIGKILL");
  target.delayMs = 5;
  await Promise.all(feeds.map((feed) => cluster.admit(b, feed, [7])));
  await cluster.shows(8, takeOverMs + 15_000);
  assert.deepEqual(target.faults, []);
  assert.deepEqual(overlaps(target.intervals), []);

  const again = await cluster.start("a");
  await Promise.all(feeds.map((feed) => cluster.admit(again, feed, [8])));
  await cluster.shows(9, 30_000);
  assert.deepEqual(target.faults, []);
  for (const one of [b, again]) assert.equal((await one.process.stop("SIGINT")).code, 0);
});
