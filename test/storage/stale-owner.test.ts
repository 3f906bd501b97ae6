import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { request } from "undici";
import {
  deliver,
  establishment,
  installed,
  register,
  want,
  wanted,
} from "../../src/connector/deliver/test-support/bench.ts";
import { fakeRemote } from "../../src/connector/deliver/test-support/fake-remote.ts";
import { registerFeed } from "../../src/connector/journal/journal.ts";
import { pseudonymKeys } from "../../src/connector/keys.ts";
import { openFeedLeases } from "../../src/connector/ownership/feed-leases.ts";
import { deliveryHandle } from "../../src/connector/store/delivery-tables.ts";
import { connectorMigrations } from "../../src/connector/store/migrations.ts";
import type { ConnectorTables } from "../../src/connector/store/tables.ts";
import { type Clock, systemClock } from "../../src/runtime/clock.ts";
import type { HttpClient, HttpReply, HttpRequest } from "../../src/runtime/http-client.ts";
import { createLog } from "../../src/runtime/log.ts";
import { systemRandom } from "../../src/runtime/random.ts";
import { msa, sendFrames, startRig, temporaryFolder, until } from "../support/rig.ts";
import { onPostgres } from "./support/open.ts";
import { type SlowTarget, slowTarget } from "./support/slow-target.ts";
import { figures, frame, hospitalSettings, registerSheet } from "./support/small-hospital.ts";

const opened = await onPostgres<ConnectorTables>(connectorMigrations);
const folder = temporaryFolder();
let target: SlowTarget;
before(async () => {
  target = await slowTarget();
});
after(async () => {
  await target.close();
  await opened.close();
  folder.remove();
});

test("feeds are shared out evenly, given back, and taken over when their lease ends", async () => {
  const { db } = opened;
  const feeds = ["s1", "s2", "s3", "s4"];
  for (const feed of feeds) await registerFeed(db, feed);
  const leases = (owner: string) =>
    openFeedLeases({ database: opened.another(), owner, feeds, leaseMs: 1_000, lookEveryMs: 1_000 });
  const [a, b] = [leases("a"), leases("b")];
  let ofA = (await a.look(new Map())).held;
  assert.deepEqual([...ofA.keys()].sort(), feeds, "alone: everything");
  let ofB = (await b.look(new Map())).held;
  assert.equal(ofB.size, 0, "nothing is free");
  for (let round = 0; round < 4; round += 1) {
    ofA = (await a.look(ofA)).held;
    ofB = (await b.look(ofB)).held;
  }
  assert.deepEqual([ofA.size, ofB.size], [2, 2]);
  assert.deepEqual([...ofA.keys(), ...ofB.keys()].sort(), feeds);
  const [feed = "", token = 0] = [...ofA][0] ?? [];
  const stands = (who: typeof a) => db.transaction().execute((trx) => who.stands(trx, feed, token));
  assert.equal(await stands(a), true);
  assert.equal(await stands(b), false);
  await until("the feeds of a to be taken over by b", async () => {
    ofB = (await b.look(ofB)).held;
    return ofB.size === 4;
  });
  assert.equal(await stands(a), false, "the old token is worth nothing any more");
  assert.equal((await a.look(ofA)).held.size, 0);
  await b.leave(ofB);
  assert.equal((await a.look(new Map())).held.size, 4, "given back: free at once");
});

test("while an owner's transaction is open nobody takes the feed from it, however late it is", async () => {
  const { db } = opened;
  await registerFeed(db, "slow");
  const leases = (owner: string) =>
    openFeedLeases({
      database: opened.another(),
      owner,
      feeds: ["slow"],
      leaseMs: 1_000,
      lookEveryMs: 1_000,
    });
  const [a, b] = [leases("slow-a"), leases("slow-b")];
  const { held } = await a.look(new Map());
  await db.transaction().execute(async (trx) => {
    assert.equal(await a.stands(trx, "slow", held.get("slow") ?? 0), true);
    await until("the lease to have ended", async () => {
      const row = await opened.db
        .selectFrom("feed_lease")
        .select("until_ms")
        .where("feed", "=", "slow")
        .executeTakeFirstOrThrow();
      return row.until_ms < Date.now() - 100;
    });
    assert.equal((await b.look(new Map())).held.size, 0);
  });
  assert.equal((await b.look(new Map())).held.size, 1);
});

/** A clock whose timers stop, as if the process were swapped out but its sockets were not. */
function freezable(): Clock & { freeze(): void } {
  let frozen = false;
  return {
    nowMs: systemClock.nowMs,
    after: (delayMs, run) => systemClock.after(delayMs, () => frozen || run()),
    freeze() {
      frozen = true;
    },
  };
}

test("an owner that slept computes nothing after it wakes; what it received meanwhile counts", async () => {
  pseudonymKeys(join(folder.path, "pseudonym.key"), systemRandom);
  const logged: string[] = [];
  const log = createLog("connector", "warn", { write: (line: string) => void logged.push(line) });
  const start = (name: string, clock: Clock) => {
    const settings = hospitalSettings({
      feeds: [0],
      target: target.settings,
      folder: (feed) => join(folder.path, name, `inbox-${feed}`),
      keyFile: join(folder.path, "pseudonym.key"),
      database: { url: opened.url, leaseMs: 1_000 },
    });
    mkdirSync(join(folder.path, name, "inbox-0"), { recursive: true });
    writeFileSync(join(folder.path, name, "inbox-0", "lits.csv"), registerSheet(0));
    return startRig(settings, join(folder.path, name), { clock, log });
  };
  const shows = (lying: number) =>
    until(`${lying} patients`, () =>
      Object.entries(figures(lying)).every(([key, count]) => target.holds.get("P0")?.get(key) === count),
    );
  const deliverTo = async (address: string | undefined, patient: number): Promise<void> => {
    const [ack = ""] = await sendFrames(address ?? "", [frame(0, patient, "A01", Date.now() - 3_600_000)]);
    assert.equal(msa(ack).code, "AA");
  };
  const clock = freezable();
  const a = await start("a", clock);
  const ended = await request(`${a.httpUrl}/feeds/f0/warm-up/end`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ by: "essai" }),
  });
  assert.equal(ended.statusCode, 200);
  await deliverTo(a.mllp.get("f0"), 1);
  await shows(1);
  clock.freeze();
  const b = await start("b", systemClock);
  await until("b to own the feed", async () => {
    const row = await opened.db
      .selectFrom("feed_lease")
      .select("token")
      .where("feed", "=", "f0")
      .executeTakeFirst();
    return row?.token === 2;
  });
  await deliverTo(a.mllp.get("f0"), 2);
  await deliverTo(b.mllp.get("f0"), 3);
  await shows(3);
  await until("a to notice", () =>
    logged.some((line) => line.includes("another instance took over this feed")),
  );
  assert.deepEqual(target.faults, []);
  await b.close();
  await a.close();
});

test("the answer to a late owner is not believed: the row is sent again, and the newest value stays", async () => {
  const db = deliveryHandle(opened.db);
  await register(db, "late");
  await want(db, "late", 1, [wanted(installed, 1)]);
  const remote = fakeRemote();
  let asked: HttpRequest | undefined;
  let answer: (reply: HttpReply) => void = () => {};
  const hanging: HttpClient = {
    send: (sent) => {
      if (sent.method !== "PATCH") return remote.send(sent);
      asked = sent;
      return new Promise((resolve) => {
        answer = resolve;
      });
    },
    close: async () => {},
  };
  const first = deliver(db, hanging);
  first.delivery.wake();
  await until("the first owner to have asked", () => asked !== undefined);
  // Its lease ends, as the database sees it, while the request is on its way.
  await db.updateTable("place_delivery").set({ lease_until_ms: 0 }).where("place_id", "=", "late").execute();
  await want(db, "late", 2, [wanted(installed, 2)]);
  const second = deliver(deliveryHandle(opened.another()), remote, { seed: 2 });
  await second.delivery.idle();
  const held = (): number | undefined =>
    remote.holds.get(`${establishment}/late`)?.get("01/01/-/-/-/-/01")?.count;
  assert.equal(held(), 2);
  // The first request arrives last, and takes effect.
  assert.ok(asked);
  const token = `Bearer token-${remote.tokensGiven()}`;
  const reply = await remote.send({ ...asked, headers: { ...asked.headers, authorization: token } });
  assert.deepEqual([reply.kind === "answer" && reply.status, held()], [200, 1]);
  answer(reply);
  await first.delivery.close(1_000);
  second.delivery.wake();
  await second.delivery.idle();
  assert.equal(held(), 2);
  const row = await db
    .selectFrom("indicator")
    .selectAll()
    .where("place_id", "=", "late")
    .executeTakeFirstOrThrow();
  assert.deepEqual([row.confirmed_count, row.confirmed_revision, row.in_doubt, row.differs], [2, 2, 0, 0]);
  await second.delivery.close(1_000);
});
