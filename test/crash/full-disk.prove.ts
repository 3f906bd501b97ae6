import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { closeSync, mkdirSync, openSync, rmSync, statfsSync, writeSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { systemClock } from "../../src/runtime/clock.ts";
import { temporaryFolder, until } from "../support/rig.ts";
import { type ConnectorProcess, startConnectorProcess } from "./connector-process.ts";
import { endWarmUp, establishment, freePort, heldText, readJournal, writeSettings } from "./crash-rig.ts";
import { type HospitalFeed, hospitalFeed } from "./hospital-feed.ts";
import { startSender } from "./sender.ts";
import { startCrashTarget } from "./target.ts";
import { settleMs, stopWhenSettled, undisturbed } from "./undisturbed.ts";

const windowFrames = 4;
/** Nothing is acknowledged for so long: the disk is full. */
const stuckMs = 3_000;
const timeout = 400_000;

interface Space {
  /** Where the state is kept. */
  readonly state: string;
  readonly fileSizeMaxKib?: number;
  /** Space is back. */
  free(connector: ConnectorProcess): void;
}

/** Sends a feed until no answer comes any more, gives the space back, and compares with an undisturbed run. */
async function fillAndFree(
  folder: string,
  feed: HospitalFeed,
  space: Space,
): Promise<Record<string, number>> {
  const expected = await undisturbed(join(folder, "undisturbed"), feed);
  const target = await startCrashTarget(feed.units.map((unit) => `${establishment}/${unit}`));
  const own = join(folder, "full");
  mkdirSync(own);
  const port = await freePort();
  writeSettings(own, feed, port, target.url);
  const connector = startConnectorProcess(own, space);
  await connector.ready;
  const sender = startSender(port, feed.frames, windowFrames);
  try {
    let lastMs = systemClock.nowMs();
    sender.onAnswer = () => {
      lastMs = systemClock.nowMs();
    };
    await until("the disk to be full", () => systemClock.nowMs() - lastMs > stuckMs, settleMs);
    const before = sender.acknowledged.size;
    assert.ok(!sender.done(), "the disk was never full");
    assert.doesNotThrow(() => process.kill(connector.pid, 0), "the connector is still there");
    space.free(connector);
    await endWarmUp((await connector.ready).http);
    await until("every frame to be answered", () => sender.done(), settleMs);
    await stopWhenSettled(connector, target, space.state, feed);
    const journal = readJournal(space.state);
    assert.deepEqual(sender.others, [], "answers other than AA");
    assert.deepEqual(journal.facts, expected.facts);
    assert.equal(heldText(target.held()), expected.held);
    assert.deepEqual(target.complaints, []);
    return { frames: feed.frames.length, acknowledgedBeforeFull: before, facts: journal.facts.length };
  } catch (error) {
    throw new Error(`${String(error)}\n${connector.log()}`, { cause: error });
  } finally {
    sender.close();
    await connector.kill();
    await target.close();
  }
}

test("no file may grow: no ACK; afterwards nothing is missing", { timeout }, async (context) => {
  const folder = temporaryFolder();
  try {
    const state = join(folder.path, "state");
    const space: Space = {
      state,
      fileSizeMaxKib: 900,
      free({ pid }) {
        const freed = system("prlimit", ["--pid", String(pid), "--fsize=unlimited"]);
        assert.equal(freed.status, 0, freed.stderr);
      },
    };
    context.diagnostic(JSON.stringify(await fillAndFree(folder.path, hospitalFeed(), space)));
  } finally {
    folder.remove();
  }
});

test("a full file system: no ACK; afterwards nothing is missing", { timeout }, async (context) => {
  const folder = temporaryFolder();
  const state = join(folder.path, "small");
  mkdirSync(state);
  const mounted = system("mount", ["-t", "tmpfs", "-o", "size=8m", "tmpfs", state]);
  try {
    if (mounted.status !== 0) {
      context.skip("a small file system needs the right to mount one");
      return;
    }
    const ballast = join(state, "ballast");
    fillUpTo(ballast, state, 900 * 1024);
    const space: Space = { state, free: () => rmSync(ballast) };
    context.diagnostic(JSON.stringify(await fillAndFree(folder.path, hospitalFeed(), space)));
  } finally {
    if (mounted.status === 0) system("umount", [state]);
    folder.remove();
  }
});

/** A command of the operating system. */
function system(command: string, parameters: readonly string[]): { status: number | null; stderr: string } {
  return spawnSync(command, parameters, { encoding: "utf8" });
}

/** Writes `file` until only `leftBytes` are left beside it. */
function fillUpTo(file: string, folder: string, leftBytes: number): void {
  const { bavail, bsize } = statfsSync(folder);
  const handle = openSync(file, "w");
  writeSync(handle, Buffer.alloc(Number(bavail) * Number(bsize) - leftBytes, 1));
  closeSync(handle);
}
