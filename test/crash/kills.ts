import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { systemClock } from "../../src/runtime/clock.ts";
import { seededRandom } from "../../src/runtime/random.ts";
import { temporaryFolder, until } from "../support/rig.ts";
import { type ConnectorProcess, startConnectorProcess } from "./connector-process.ts";
import { endWarmUp, establishment, freePort, heldText, readJournal, writeSettings } from "./crash-rig.ts";
import { controlIdOf, type HospitalFeed } from "./hospital-feed.ts";
import { startSender } from "./sender.ts";
import { startCrashTarget } from "./target.ts";
import { settleMs, stopWhenSettled, undisturbed } from "./undisturbed.ts";

export interface KillReport {
  readonly kills: number;
  readonly killsBeforeReady: number;
  readonly cuts: number;
  readonly frames: number;
  readonly facts: number;
  readonly rows: number;
}

const windowFrames = 12;
/**
 * Sends a feed to a real connector that is killed again and again, at moments drawn from `seed`: while it starts,
 * between two answers, or some milliseconds later; the sender's connection is cut at times too. Then compares with a
 * connector that nobody disturbed.
 */
export async function killAgainAndAgain(
  feed: HospitalFeed,
  kills: number,
  seed: number,
): Promise<KillReport> {
  const folder = temporaryFolder();
  const random = seededRandom(seed);
  const target = await startCrashTarget(
    feed.units.map((unit) => `${establishment}/${unit}`),
    seededRandom(seed + 1),
  );
  const own = join(folder.path, "killed");
  mkdirSync(own);
  const port = await freePort();
  writeSettings(own, feed, port, target.url);
  const sender = startSender(port, feed.frames, windowFrames);
  let connector: ConnectorProcess | undefined;
  let killsBeforeReady = 0;
  let cuts = 0;
  try {
    const expected = await undisturbed(join(folder.path, "undisturbed"), feed);
    for (let kill = 0; kill < kills; kill += 1) {
      connector = startConnectorProcess(own);
      if (random.integer(6) === 0) {
        killsBeforeReady += 1;
        await pause(random.integer(1_200));
      } else {
        const { http } = await connector.ready;
        if (random.integer(4) === 0) endWarmUp(http).catch(() => {});
        await answers(random.integer(Math.ceil((2 * feed.frames.length) / kills)));
        await pause(random.integer(40));
      }
      await connector.kill();
      target.nextSender();
    }
    connector = startConnectorProcess(own);
    await endWarmUp((await connector.ready).http);
    await until("every frame to be answered", () => sender.done(), settleMs);
    await stopWhenSettled(connector, target, join(own, "state"), feed);
    const journal = readJournal(join(own, "state"));
    const lost = [...sender.acknowledged].filter((controlId) => !journal.controlIds.has(controlId));
    assert.deepEqual(lost, [], "acknowledged and lost");
    assert.deepEqual(sender.others, [], "answers other than AA");
    assert.equal(sender.acknowledged.size, new Set(feed.frames.map(controlIdOf)).size);
    assert.deepEqual(journal.facts, expected.facts, "the journal is that of an undisturbed run");
    assert.equal(
      heldText(target.held()),
      expected.held,
      "the target holds what it holds after an undisturbed run",
    );
    assert.deepEqual(target.complaints, []);
    const rows = expected.held.split("\n").length;
    return { kills, killsBeforeReady, cuts, frames: feed.frames.length, facts: journal.facts.length, rows };
  } finally {
    sender.close();
    await connector?.kill();
    await target.close();
    folder.remove();
  }

  /** Waits for some answers, or for a moment without any; cuts the connection at times. */
  async function answers(count: number): Promise<void> {
    let left = count;
    sender.onAnswer = () => {
      left -= 1;
      if (random.integer(15) > 0) return;
      cuts += 1;
      sender.cut();
    };
    await until("some answers", () => left <= 0 || sender.done(), settleMs);
    sender.onAnswer = () => {};
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => systemClock.after(ms, resolve));
}
