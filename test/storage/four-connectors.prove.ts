import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { seededRandom } from "../../src/runtime/random.ts";
import { type Cluster, type ClusterMember, openCluster } from "./support/cluster.ts";
import { overlaps } from "./support/slow-target.ts";

const feeds = [0, 1, 2, 3, 4, 5];
const requestTimeoutMs = 2_000;
const forMs = 60_000;
/** A patient comes to each unit in each round; the beds are forty. */
const patientsMax = 40;
const seed = Number(process.env["SEED"] ?? Date.now() % 1_000_000);
let cluster: Cluster;
before(async () => {
  cluster = await openCluster({ feeds, leaseMs: 2_000, requestTimeoutMs });
});
after(() => cluster.close());

test(`four connectors, one killed every few seconds for a minute under load (SEED=${seed})`, async () => {
  const random = seededRandom(seed);
  const names = ["a", "b", "c", "d"];
  const members: ClusterMember[] = [];
  for (const name of names) members.push(await cluster.start(name));
  const [first] = members;
  assert.ok(first);
  await cluster.prepare(first, "a");
  cluster.target.delayMs = 50;
  const beganMs = performance.now();
  let kills = 0;
  let patient = 0;
  while (performance.now() - beganMs < forMs || kills < 5) {
    // Every feed by a connector of its own choice; each patient is acknowledged before the next comes.
    await Promise.all(
      feeds.map((feed) => {
        const member = members[random.integer(members.length)];
        assert.ok(member);
        return patient < patientsMax ? cluster.admit(member, feed, [patient]) : undefined;
      }),
    );
    patient += 1;
    if (patient % 4 === 0 || patient >= patientsMax) {
      const victim = random.integer(names.length);
      await members[victim]?.process.stop("SIGKILL");
      kills += 1;
      members[victim] = await cluster.start(names[victim] ?? "");
    }
  }
  await cluster.shows(Math.min(patient, patientsMax), requestTimeoutMs + 60_000);
  assert.deepEqual(cluster.target.faults, []);
  assert.deepEqual(overlaps(cluster.target.intervals), []);
  process.stdout.write(`${kills} kills, ${cluster.target.intervals.length} requests\n`);
});
