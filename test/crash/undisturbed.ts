import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { systemClock } from "../../src/runtime/clock.ts";
import { until } from "../support/rig.ts";
import { type ConnectorProcess, startConnectorProcess } from "./connector-process.ts";
import { endWarmUp, establishment, freePort, heldText, readJournal, writeSettings } from "./crash-rig.ts";
import type { HospitalFeed } from "./hospital-feed.ts";
import { startSender } from "./sender.ts";
import { type CrashTarget, startCrashTarget } from "./target.ts";

const windowFrames = 12;
/** The register is taken by the folder only after seconds; figures then follow. */
export const settleMs = 150_000;

/** What a connector that nobody disturbs makes of a feed. */
export async function undisturbed(
  folder: string,
  feed: HospitalFeed,
): Promise<{ facts: string[]; held: string }> {
  const target = await startCrashTarget(feed.units.map((unit) => `${establishment}/${unit}`));
  mkdirSync(folder, { recursive: true });
  const port = await freePort();
  writeSettings(folder, feed, port, target.url);
  const connector = startConnectorProcess(folder);
  const sender = startSender(port, feed.frames, windowFrames);
  try {
    await endWarmUp((await connector.ready).http);
    await until("every frame to be answered", () => sender.done(), settleMs);
    await stopWhenSettled(connector, target, join(folder, "state"), feed);
    return { facts: readJournal(join(folder, "state")).facts, held: heldText(target.held()) };
  } finally {
    sender.close();
    await connector.kill();
    await target.close();
  }
}

/** Ends the process once the target has every row and stays as it is, so that the last answers are on disk. */
export async function stopWhenSettled(
  connector: ConnectorProcess,
  target: CrashTarget,
  state: string,
  feed: HospitalFeed,
): Promise<void> {
  let before = "";
  let sameSinceMs = systemClock.nowMs();
  const settled = (): boolean => {
    const now = heldText(target.held());
    if (now !== before) sameSinceMs = systemClock.nowMs();
    before = now;
    const complete = [...target.held().values()].every((rows) => rows.size === 10);
    return complete && target.held().size === feed.units.length && systemClock.nowMs() - sameSinceMs > 3_000;
  };
  await until("the target to hold every row", settled, settleMs);
  assert.equal(await connector.stop(), 0, connector.log());
  assert.equal(readJournal(state).differing, 0);
}
