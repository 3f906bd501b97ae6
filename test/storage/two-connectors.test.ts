import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { request } from "undici";
import { pseudonymKeys } from "../../src/connector/keys.ts";
import type { RunningConnector } from "../../src/connector/start.ts";
import { systemRandom } from "../../src/runtime/random.ts";
import { type TestDatabase, testDatabase } from "../support/postgres.ts";
import { msa, sendFrames, startRig, temporaryFolder, until } from "../support/rig.ts";
import { overlaps, type SlowTarget, slowTarget } from "./support/slow-target.ts";
import { figures, frame, hospitalSettings, registerSheet } from "./support/small-hospital.ts";

const feeds = [0, 1, 2, 3];
const folder = temporaryFolder();
const keyFile = join(folder.path, "pseudonym.key");
const nowMs = Date.now();
let database: TestDatabase;
let target: SlowTarget;
const running: RunningConnector[] = [];

before(async () => {
  pseudonymKeys(keyFile, systemRandom);
  database = await testDatabase();
  target = await slowTarget();
});
after(async () => {
  for (const one of running) await one.close();
  await target.close();
  await database.drop();
  folder.remove();
});

async function start(name: string): Promise<RunningConnector> {
  const inbox = (feed: number): string => join(folder.path, name, `inbox-${feed}`);
  const settings = hospitalSettings({
    feeds,
    target: target.settings,
    folder: inbox,
    keyFile,
    database: { url: database.url, leaseMs: 1_000 },
  });
  const connector = await startRig(settings, join(folder.path, name));
  running.push(connector);
  return connector;
}

async function deliver(connector: RunningConnector, feed: number, frames: readonly Buffer[]): Promise<void> {
  const answers = await sendFrames(connector.mllp.get(`f${feed}`) ?? "", frames);
  assert.deepEqual([...new Set(answers.map((ack) => msa(ack).code))], ["AA"]);
}

async function shows(lying: number): Promise<void> {
  const wanted = figures(lying);
  let seen: unknown;
  await until(
    `the target to show ${lying} patients in each unit`,
    () => {
      seen = Object.fromEntries([...target.holds].map(([place, rows]) => [place, Object.fromEntries(rows)]));
      return feeds.every((feed) =>
        Object.entries(wanted).every(([key, count]) => target.holds.get(`P${feed}`)?.get(key) === count),
      );
    },
    30_000,
  ).catch((error: unknown) => assert.fail(`${error}: ${JSON.stringify(seen)}`));
}

interface Board {
  feeds: { name: string; facts: number; warmUpEndedAt: string | null; lastReceivedAt: string | null }[];
  places: { id: string; indicators: { id: string; wanted: number; status: string }[] }[];
}

async function board(connector: RunningConnector): Promise<Board> {
  return (await (await request(`${connector.httpUrl}/board`)).body.json()) as Board;
}

test("two connectors on one database: facts come by both, each place goes out by one at a time", async () => {
  const a = await start("a");
  const b = await start("b");
  for (const feed of feeds) {
    const inbox = join(folder.path, feed % 2 ? "a" : "b", `inbox-${feed}`);
    mkdirSync(inbox, { recursive: true });
    writeFileSync(join(inbox, "lits.csv"), registerSheet(feed));
  }
  const endings = feeds.map((feed) =>
    request(`${(feed % 2 ? b : a).httpUrl}/feeds/f${feed}/warm-up/end`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ by: "essai" }),
    }),
  );
  assert.deepEqual(
    (await Promise.all(endings)).map((answer) => answer.statusCode),
    feeds.map(() => 200),
  );
  // Every patient comes by one connector; half of them leave by the other.
  const patients = Array.from({ length: 30 }, (_, patient) => patient);
  await Promise.all(
    feeds.flatMap((feed) => [
      deliver(
        a,
        feed,
        patients.filter((p) => p % 2).map((p) => frame(feed, p, "A01", nowMs - 7_200_000 + p * 1_000)),
      ),
      deliver(
        b,
        feed,
        patients.filter((p) => !(p % 2)).map((p) => frame(feed, p, "A01", nowMs - 7_200_000 + p * 1_000)),
      ),
      deliver(
        b,
        feed,
        patients.filter((p) => p % 2).map((p) => frame(feed, p, "A03", nowMs - 3_600_000 + p * 1_000)),
      ),
    ]),
  );
  await shows(15);
  assert.deepEqual(target.faults, []);
  assert.deepEqual(overlaps(target.intervals), []);
});

test("each of them shows and explains everything, whoever owns it", async () => {
  const [one, other] = running;
  assert.ok(one && other);
  await until("both boards to be settled and equal", async () => {
    const [left, right] = [await board(one), await board(other)];
    const gist = (shown: Board): unknown => ({ feeds: shown.feeds, places: shown.places });
    return (
      JSON.stringify(gist(left)) === JSON.stringify(gist(right)) &&
      left.places.every((place) => place.indicators.every((line) => line.status === "confirmed")) &&
      left.feeds.every(
        (feed) => feed.facts === 45 && feed.warmUpEndedAt !== null && feed.lastReceivedAt !== null,
      )
    );
  });
  for (const feed of feeds) {
    const explained = await Promise.all(
      [one, other].map(
        async ({ httpUrl }) => await (await request(`${httpUrl}/places/p${feed}/explain`)).body.json(),
      ),
    );
    const [left, right] = explained as {
      figures: { indicator: string; count: number; lines: unknown[] }[];
    }[];
    assert.deepEqual(left, right);
    assert.equal(left?.figures.find((figure) => figure.indicator === "OCC")?.lines.length, 15);
  }
  assert.equal((await request(`${one.httpUrl}/places/nowhere/explain`)).statusCode, 404);
});

test("one leaves: the other goes on with everything at once; one comes back: both work", async () => {
  const [a, b] = running;
  assert.ok(a && b);
  await a.close();
  await Promise.all(feeds.map((feed) => deliver(b, feed, [frame(feed, 31, "A01", nowMs - 1_800_000)])));
  await shows(16);
  const again = await start("a");
  await Promise.all(
    feeds.flatMap((feed) => [
      deliver(again, feed, [frame(feed, 33, "A01", nowMs - 1_700_000)]),
      deliver(b, feed, [frame(feed, 35, "A01", nowMs - 1_700_000)]),
    ]),
  );
  await shows(18);
  assert.deepEqual(target.faults, []);
  assert.deepEqual(overlaps(target.intervals), []);
});

test("another key file is refused in words: one patient must not become two", async () => {
  const settings = hospitalSettings({
    feeds,
    target: target.settings,
    folder: (feed) => join(folder.path, "c", `${feed}`),
    keyFile: join(folder.path, "other.key"),
    database: { url: database.url },
  });
  await assert.rejects(startRig(settings, join(folder.path, "c")), {
    code: "connector.other-pseudonym-keys",
  });
});

test("a database that does not answer is said in words, without the password", async () => {
  const settings = hospitalSettings({
    feeds,
    target: target.settings,
    folder: (feed) => join(folder.path, "d", `${feed}`),
    keyFile,
    database: { url: "postgresql://raccord:geheim@127.0.0.1:1/raccord" },
  });
  await assert.rejects(startRig(settings, join(folder.path, "d")), (error: Error) => {
    assert.match(error.message, /127\.0\.0\.1:1\/raccord/);
    assert.ok(!`${error.message} ${error.stack}`.includes("geheim"));
    return true;
  });
});
