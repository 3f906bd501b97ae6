import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { request } from "undici";
import { type TestDatabase, testDatabase } from "../support/postgres.ts";
import { msa, sendFrames, startRig, temporaryFolder, until } from "../support/rig.ts";
import { type Cuttable, cuttable } from "./support/cuttable.ts";
import { type SlowTarget, slowTarget } from "./support/slow-target.ts";
import { figures, frame, hospitalSettings, registerSheet } from "./support/small-hospital.ts";

const folder = temporaryFolder();
let database: TestDatabase;
let road: Cuttable;
let target: SlowTarget;
before(async () => {
  database = await testDatabase();
  road = await cuttable(database.url);
  target = await slowTarget();
});
after(async () => {
  await target.close();
  await road.close();
  await database.drop();
  folder.remove();
});

/** What comes back for one frame until the connection ends, or for a second. */
function answerTo(address: string, bytes: Buffer): Promise<string> {
  const [host = "", port = "0"] = address.split(":");
  return new Promise((resolve) => {
    let received = "";
    const socket = connect(Number(port), host, () => socket.write(bytes));
    socket.setTimeout(1_000, () => socket.destroy());
    socket.on("data", (chunk: Buffer) => {
      received += chunk.toString("latin1");
    });
    socket.on("error", () => {});
    socket.on("close", () => resolve(received));
  });
}

test("while the database is away nothing is acknowledged; when it is back everything goes on by itself", async () => {
  const inbox = join(folder.path, "inbox");
  mkdirSync(inbox);
  writeFileSync(join(inbox, "lits.csv"), registerSheet(0));
  const settings = hospitalSettings({
    feeds: [0],
    target: target.settings,
    folder: () => inbox,
    keyFile: join(folder.path, "pseudonym.key"),
    database: { url: road.url, leaseMs: 1_000 },
  });
  const connector = await startRig(settings, join(folder.path, "state"));
  const address = connector.mllp.get("f0") ?? "";
  const patient = (number: number): Buffer => frame(0, number, "A01", Date.now() - 3_600_000);
  const shows = (lying: number) =>
    until(`${lying} patients`, () =>
      Object.entries(figures(lying)).every(([key, count]) => target.holds.get("P0")?.get(key) === count),
    );
  try {
    const ended = await request(`${connector.httpUrl}/feeds/f0/warm-up/end`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ by: "essai" }),
    });
    assert.equal(ended.statusCode, 200);
    const [first = ""] = await sendFrames(address, [patient(1)]);
    assert.equal(msa(first).code, "AA");
    await shows(1);
    for (let round = 2; round <= 4; round += 1) {
      road.cut();
      const silence = await answerTo(address, patient(round));
      assert.equal(silence, "", "no acknowledgement of what is not on disk");
      assert.equal((await request(`${connector.httpUrl}/health/live`)).statusCode, 200);
      road.repair();
      let ack = "";
      await until("an acknowledgement", async () => {
        ack = await answerTo(address, patient(round));
        return ack !== "";
      });
      assert.equal(msa(ack).code, "AA");
      await shows(round);
    }
    assert.deepEqual(target.faults, []);
  } finally {
    await connector.close();
  }
});
