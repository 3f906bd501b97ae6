import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { request } from "undici";
import { pseudonymKeys } from "../../src/connector/keys.ts";
import { systemRandom } from "../../src/runtime/random.ts";
import { type TestDatabase, testDatabase } from "../support/postgres.ts";
import { type RunningProcess, startRaccord } from "../support/process.ts";
import { msa, sendFrames, temporaryFolder, until } from "../support/rig.ts";
import { overlaps, type SlowTarget, slowTarget } from "./support/slow-target.ts";
import { figures, frame, hospitalSettings, registerSheet } from "./support/small-hospital.ts";

const feeds = [0, 1, 2, 3];
const folder = temporaryFolder();
const nowMs = Date.now();
const leaseMs = 1_000;
/** A request may last so long, and the lease of its place five seconds more. */
const requestTimeoutMs = 2_000;
let database: TestDatabase;
let target: SlowTarget;
const processes: RunningProcess[] = [];

before(async () => {
  pseudonymKeys(join(folder.path, "pseudonym.key"), systemRandom);
  database = await testDatabase();
  target = await slowTarget(requestTimeoutMs);
});
after(async () => {
  for (const one of processes) await one.stop("SIGKILL");
  await target.close();
  await database.drop();
  folder.remove();
});

interface Connector {
  readonly process: RunningProcess;
  readonly http: string;
  readonly feeds: Record<string, string>;
}

async function start(name: string): Promise<Connector> {
  const settings = hospitalSettings({
    feeds,
    target: target.settings,
    folder: (feed) => join(folder.path, name, `inbox-${feed}`),
    keyFile: join(folder.path, "pseudonym.key"),
    database: { leaseMs },
  });
  const config = join(folder.path, `${name}.json`);
  writeFileSync(config, JSON.stringify({ connector: { ...settings, logLevel: "warn" } }));
  const args = ["connector", "--config", config, "--state", join(folder.path, name), "--port", "0", "--json"];
  const running = startRaccord(args, folder.path, { DATABASE_URL: database.url });
  processes.push(running);
  const { connector } = (await running.event("ready")) as {
    connector: { http: string; feeds: Record<string, string> };
  };
  return { process: running, ...connector };
}

/** Sends and waits for every acknowledgement. */
async function deliver(connector: Connector, feed: number, patients: readonly number[]): Promise<void> {
  const frames = patients.map((patient) => frame(feed, patient, "A01", nowMs - 7_200_000 + patient * 1_000));
  const answers = await sendFrames(connector.feeds[`f${feed}`] ?? "", frames);
  assert.deepEqual([...new Set(answers.map((ack) => msa(ack).code))], ["AA"]);
}

async function shows(lying: number, boundMs: number): Promise<void> {
  await until(
    `the target to show ${lying} patients in each unit`,
    () =>
      feeds.every((feed) =>
        Object.entries(figures(lying)).every(
          ([key, count]) => target.holds.get(`P${feed}`)?.get(key) === count,
        ),
      ),
    boundMs,
  );
}

test("a connector that is killed with requests under way: the other takes over, nothing acknowledged is lost", async () => {
  const [a, b] = await Promise.all([start("a"), start("b")]);
  for (const feed of feeds) {
    const inbox = join(folder.path, "a", `inbox-${feed}`);
    mkdirSync(inbox, { recursive: true });
    writeFileSync(join(inbox, "lits.csv"), registerSheet(feed));
    const ended = await request(`${b.http}/feeds/f${feed}/warm-up/end`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ by: "essai" }),
    });
    assert.equal(ended.statusCode, 200);
  }
  await Promise.all(feeds.map((feed) => deliver(a, feed, [0, 1])));
  await shows(2, 30_000);

  // Slow enough that the kill finds requests under way, of either process.
  target.delayMs = 400;
  const before = target.intervals.length;
  await Promise.all(feeds.map((feed) => deliver(b, feed, [2, 3])));
  await until("requests to be under way again", () => target.intervals.length > before);
  await Promise.all(feeds.map((feed) => deliver(a, feed, [4, 5, 6])));
  await a.process.stop("SIGKILL");
  target.delayMs = 5;
  await Promise.all(feeds.map((feed) => deliver(b, feed, [7])));
  await shows(8, leaseMs + requestTimeoutMs + 5_000 + 15_000);
  assert.deepEqual(target.faults, []);
  assert.deepEqual(overlaps(target.intervals), []);

  const again = await start("a");
  await Promise.all(feeds.map((feed) => deliver(again, feed, [8])));
  await shows(9, 30_000);
  assert.deepEqual(target.faults, []);
  for (const one of [b, again]) assert.equal((await one.process.stop("SIGINT")).code, 0);
});
