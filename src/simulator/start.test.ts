import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { manualClock, systemClock } from "../runtime/clock.ts";
import { silentLog } from "../runtime/log.ts";
import { seededRandom } from "../runtime/random.ts";
import { type FakeReceiverOptions, fakeReceiver, until } from "./fake-receiver.ts";
import { exampleOptions, hospitalModel } from "./hospital.ts";
import { startSimulator, writeStream } from "./start.ts";
import { createStory } from "./story.ts";

const hospital = hospitalModel(exampleOptions);
const world = { clock: systemClock, random: seededRandom(1), log: silentLog };

async function folder(t: TestContext): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), "simulator-"));
  t.after(() => rm(path, { recursive: true, force: true }));
  return path;
}

async function receiving(t: TestContext, options: FakeReceiverOptions = {}) {
  const receiver = await fakeReceiver(options);
  t.after(() => receiver.close());
  return receiver;
}

test("sends the whole story in order and counts the answers", async (t) => {
  const receiver = await receiving(t);
  const to = { host: "127.0.0.1", port: receiver.port };
  const running = startSimulator({ hospital, seed: 1, to, messages: 300, pace: "rate", window: 4 }, world);
  const counts = await running.done;
  assert.equal(counts.sent, 300);
  assert.deepEqual(counts.acks, { AA: 300 });
  assert.equal(counts.unexpected, 0);
  const expected = [...createStory({ hospital, seed: 1, messages: 300 }).messages].map(
    (one) => one.controlId,
  );
  assert.deepEqual(receiver.received, expected);
});

test("an error is repeated, then skipped; expected errors are not repeated", async (t) => {
  const receiver = await receiving(t, {
    react: (_index, controlId) => (controlId === "SIM000000003" ? "AE" : "AA"),
  });
  const to = { host: "127.0.0.1", port: receiver.port };
  const settings = { hospital, seed: 1, to, messages: 10, pace: "rate", repeatsMax: 2 } as const;
  const counts = await startSimulator(settings, world).done;
  assert.equal(counts.sent, 10);
  assert.equal(counts.skipped, 1);
  assert.equal(counts.unexpected, 1);
  assert.deepEqual(counts.acks, { AA: 9, AE: 3 });
});

test("a dropped connection loses nothing", async (t) => {
  const receiver = await receiving(t, { react: (index) => (index % 37 === 36 ? "drop" : "AA") });
  const to = { host: "127.0.0.1", port: receiver.port };
  const counts = await startSimulator(
    { hospital, seed: 1, to, messages: 120, pace: "rate", window: 3 },
    world,
  ).done;
  assert.equal(counts.sent, 120);
  const expected = [...createStory({ hospital, seed: 1, messages: 120 }).messages].map(
    (one) => one.controlId,
  );
  for (const id of expected) assert.ok(receiver.received.includes(id), id);
  assert.ok(counts.connections > 1);
});

test("an unreachable receiver is a fault", async (t) => {
  const receiver = await receiving(t);
  await receiver.close();
  const clock = manualClock(0);
  const to = { host: "127.0.0.1", port: receiver.port };
  const running = startSimulator({ hospital, seed: 1, to, messages: 5, pace: "rate" }, { ...world, clock });
  const failing = assert.rejects(running.done, { fault: "unreachable" });
  let settled = false;
  void failing.then(() => {
    settled = true;
  });
  await until(() => {
    clock.advance(1000);
    return settled;
  });
  await failing;
});

test("stop does not wait for a receiver that is gone", async (t) => {
  const receiver = await receiving(t);
  await receiver.close();
  const to = { host: "127.0.0.1", port: receiver.port };
  const settings = { hospital, seed: 1, to, messages: 5, pace: "rate" } as const;
  const running = startSimulator(settings, { ...world, clock: manualClock(0) });
  await new Promise((resolve) => setImmediate(resolve));
  await running.stop();
  assert.equal((await running.done).sent, 0);
});

test("rate: the clock lets so many go and no more; stop ends cleanly", async (t) => {
  const receiver = await receiving(t);
  const clock = manualClock(1_000_000);
  const to = { host: "127.0.0.1", port: receiver.port };
  const settings = { hospital, seed: 1, to, ratePerSecond: 2, pace: "rate" } as const;
  const running = startSimulator(settings, { ...world, clock });
  for (let second = 1; second <= 3; second += 1) {
    for (let half = 0; half < 2; half += 1) {
      const before = receiver.received.length;
      await until(() => {
        clock.advance(50);
        return receiver.received.length > before;
      });
    }
  }
  const sent = receiver.received.length;
  await running.stop();
  assert.ok(clock.nowMs() - 1_000_000 >= (sent - 1) * 500);
  assert.equal(running.counts().sent, receiver.received.length);
});

test("stamps: nothing leaves before the instant it is stamped with", async (t) => {
  const receiver = await receiving(t);
  const clock = manualClock(hospital.startMs);
  const to = { host: "127.0.0.1", port: receiver.port };
  const settings = { hospital, seed: 1, to, pace: "stamps", speedUp: 100, messages: 250 } as const;
  const running = startSimulator(settings, { ...world, clock });
  let finished = false;
  void running.done.then(() => {
    finished = true;
  });
  await until(() => {
    assert.ok(running.counts().lastAtMs <= clock.nowMs());
    clock.advance(2000);
    return finished;
  }, 20_000);
  assert.equal(running.counts().sent, 250);
});

test("census and register are dropped whole before the first message", async (t) => {
  const place = await folder(t);
  const receiver = await receiving(t);
  const to = { host: "127.0.0.1", port: receiver.port };
  const censusTo = join(place, "census");
  const bedsTo = join(place, "beds");
  const settings = { hospital, seed: 1, to, messages: 20, pace: "rate", censusTo, bedsTo } as const;
  await startSimulator(settings, world).done;
  assert.deepEqual(await readdir(censusTo), ["census-202601120600.csv"]);
  assert.deepEqual(await readdir(bedsTo), ["beds.csv", "closings.csv"]);
  const census = await readFile(join(censusTo, "census-202601120600.csv"), "utf8");
  const [heading, ...lines] = census.trimEnd().split("\n");
  assert.equal(heading, "UF;CHAMBRE;LIT;IPP;VENUE;SEXE;CLASSE;PERMISSION;NOUVEAU_NE;SORTIE_PREVUE");
  assert.ok(lines.length > 90);
  for (const line of lines) assert.match(line, /^\w+;\w+;[PFX];F\d{7};V\d{7};[FM];I;NON;NON;(\d{4}-.*)?$/);
});

test("the file holds the same frames as the wire", async (t) => {
  const place = await folder(t);
  const path = join(place, "feed.mllp");
  const written = await writeStream({ hospital, seed: 1, messages: 1200 }, path, () => false);
  assert.equal(written, 1200);
  const frames = (await readFile(path, "latin1")).split("\x1c\r").slice(0, -1);
  assert.equal(frames.length, 1200);
  assert.ok(frames.every((frame) => frame.startsWith("\x0bMSH|")));
});
