import { open } from "node:fs/promises";
import type { ConnectionOptions } from "node:tls";
import type { Clock } from "../runtime/clock.ts";
import type { Log } from "../runtime/log.ts";
import type { Random } from "../runtime/random.ts";
import { censusName, censusSheet } from "./census.ts";
import { dropFile } from "./drop-file.ts";
import type { HospitalModel } from "./hospital.ts";
import { bedsSheet, closingsSheet } from "./hospital-sheets.ts";
import { connectMllp, frameOf, type MllpClient } from "./mllp-client.ts";
import { createStory, type Story, type StoryMessage } from "./story.ts";

export interface SimulatorSettings {
  readonly hospital: HospitalModel;
  readonly seed: number;
  readonly to: { readonly host: string; readonly port: number; readonly tls?: ConnectionOptions };
  /** Ends after this many; absent: goes on until stopped. */
  readonly messages?: number;
  /** Upper limit; absent: as fast as the receiver answers, or as the stamps say. */
  readonly ratePerSecond?: number;
  /** `stamps`: no message leaves before the instant that it is stamped with. */
  readonly pace: "rate" | "stamps";
  readonly speedUp?: number;
  readonly dirt?: number;
  /** Messages on their way without an answer. */
  readonly window?: number;
  readonly timeoutMs?: number;
  /** How often a message that was answered by an error is sent again before it is skipped. */
  readonly repeatsMax?: number;
  /** Folder that gets the census before the first message; the patients are then not told by A01. */
  readonly censusTo?: string;
  /** First number of patients, visits and movements; another one for each run against one receiver. */
  readonly numbersFrom?: number;
  /** Folder that gets `beds.csv` and `closings.csv`. */
  readonly bedsTo?: string;
}

export interface SimulatorWorld {
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}

export interface SimulatorCounts {
  /** Messages answered or skipped. */
  readonly sent: number;
  /** Answers by code, repeats included. */
  readonly acks: Readonly<Record<string, number>>;
  /** Given up after errors. */
  readonly skipped: number;
  /** Last answer was not the one that the story expects. */
  readonly unexpected: number;
  readonly connections: number;
  /** Stamp of the last message taken, epoch milliseconds. */
  readonly lastAtMs: number;
}

export interface RunningSimulator {
  /** Resolves when all messages are sent or it was stopped; rejects when the receiver cannot be reached. */
  readonly done: Promise<SimulatorCounts>;
  counts(): SimulatorCounts;
  /** The truth of the hospital, for whoever compares. */
  readonly story: Story;
  /** Ends cleanly: what is on its way is waited for. */
  stop(): Promise<void>;
}

/** Starts the simulated hospital. Bounds of the story are checked at once (RangeError). */
export function startSimulator(settings: SimulatorSettings, world: SimulatorWorld): RunningSimulator {
  const story = storyOf(settings);
  const client = connectMllp({
    ...settings.to,
    timeoutMs: settings.timeoutMs ?? 15_000,
    window: settings.window ?? 1,
    log: world.log,
    clock: world.clock,
    random: world.random,
  });
  const tally = createTally(settings, client);
  const pacer = createPacer(settings, world.clock);
  const run = async (): Promise<SimulatorCounts> => {
    try {
      await dropSheets(settings, story);
      await sendAll(settings, story, client, tally, pacer);
    } finally {
      await client.close();
    }
    return tally.counts();
  };
  const done = run();
  return {
    done,
    story,
    counts: tally.counts,
    async stop() {
      pacer.stop();
      await client.close();
      await done.then(
        () => undefined,
        () => undefined,
      );
    },
  };
}

function storyOf(settings: Omit<SimulatorSettings, "to" | "pace">): Story {
  const { hospital, seed, messages, speedUp, dirt, censusTo, numbersFrom } = settings;
  return createStory({
    hospital,
    seed,
    ...(messages === undefined ? {} : { messages }),
    ...(speedUp === undefined ? {} : { speedUp }),
    ...(dirt === undefined ? {} : { dirt }),
    ...(numbersFrom === undefined ? {} : { numbersFrom }),
    initial: censusTo === undefined ? "messages" : "census",
  });
}

async function dropSheets(
  settings: Pick<SimulatorSettings, "hospital" | "censusTo" | "bedsTo">,
  story: Story,
): Promise<void> {
  const { hospital, bedsTo, censusTo } = settings;
  if (bedsTo !== undefined) {
    await dropFile(bedsTo, "beds.csv", bedsSheet(hospital));
    await dropFile(bedsTo, "closings.csv", closingsSheet(hospital));
  }
  if (censusTo !== undefined) {
    await dropFile(censusTo, censusName(hospital), censusSheet(story.census()));
  }
}

async function sendAll(
  settings: SimulatorSettings,
  story: Story,
  client: MllpClient,
  tally: Tally,
  pacer: Pacer,
): Promise<void> {
  const window = settings.window ?? 1;
  const onTheWay = new Set<Promise<void>>();
  let failure: unknown;
  for (const message of story.messages) {
    await pacer.turn(message);
    while (onTheWay.size >= window) await Promise.race(onTheWay);
    if (pacer.stopped() || failure !== undefined) break;
    const sending = sendOne(settings, client, message, tally, pacer).catch((error: unknown) => {
      failure = error;
    });
    onTheWay.add(sending);
    sending.finally(() => onTheWay.delete(sending));
  }
  await Promise.all(onTheWay);
  if (failure !== undefined && !pacer.stopped()) throw failure;
}

async function sendOne(
  settings: SimulatorSettings,
  client: MllpClient,
  message: StoryMessage,
  tally: Tally,
  pacer: Pacer,
): Promise<void> {
  const repeatsMax = message.expectAck === "AA" ? (settings.repeatsMax ?? 2) : 0;
  for (let repeat = 0; ; repeat += 1) {
    const { code } = await client.send(message.bytes);
    const good = code === "AA" || code === "CA";
    tally.answer(code);
    if (good || repeat >= repeatsMax || pacer.stopped()) {
      tally.finish(message, good);
      return;
    }
  }
}

interface Tally {
  answer(code: string): void;
  finish(message: StoryMessage, good: boolean): void;
  counts(): SimulatorCounts;
}

function createTally(settings: SimulatorSettings, client: MllpClient): Tally {
  const acks: Record<string, number> = {};
  let sent = 0;
  let skipped = 0;
  let unexpected = 0;
  let lastAtMs = settings.hospital.startMs;
  return {
    answer(code) {
      const name = code === "" ? "none" : code;
      acks[name] = (acks[name] ?? 0) + 1;
    },
    finish(message, good) {
      sent += 1;
      if (!good) skipped += 1;
      if (good !== (message.expectAck === "AA")) unexpected += 1;
      lastAtMs = Math.max(lastAtMs, message.atMs);
    },
    counts: () => ({
      sent,
      acks: { ...acks },
      skipped,
      unexpected,
      connections: client.connections(),
      lastAtMs,
    }),
  };
}

interface Pacer {
  /** Resolves when the message may leave, or at once after `stop`. */
  turn(message: StoryMessage): Promise<void>;
  stop(): void;
  stopped(): boolean;
}

function createPacer(settings: SimulatorSettings, clock: Clock): Pacer {
  const gapMs = settings.ratePerSecond === undefined ? 0 : 1000 / settings.ratePerSecond;
  let dueMs = clock.nowMs();
  let stopped = false;
  let wake: (() => void) | undefined;
  return {
    async turn(message) {
      const now = clock.nowMs();
      // A sender that fell behind does not catch up in one burst.
      dueMs = Math.max(dueMs + gapMs, now - 1000);
      const waitMs = Math.max(dueMs, settings.pace === "stamps" ? message.atMs : 0) - now;
      if (waitMs <= 0 || stopped) return;
      await new Promise<void>((resolve) => {
        const cancel = clock.after(waitMs, resolve);
        wake = () => {
          cancel();
          resolve();
        };
      });
      wake = undefined;
    },
    stop() {
      stopped = true;
      wake?.();
    },
    stopped: () => stopped,
  };
}

/** The same stream into a file of MLLP frames, instead of to a receiver. Returns the number of messages. */
export async function writeStream(
  settings: Omit<SimulatorSettings, "to" | "pace"> & { readonly messages: number },
  path: string,
  stopped: () => boolean,
): Promise<number> {
  const story = storyOf(settings);
  await dropSheets(settings, story);
  const file = await open(path, "w");
  let written = 0;
  let batch: Uint8Array[] = [];
  try {
    for (const message of story.messages) {
      if (stopped()) break;
      batch.push(frameOf(message.bytes));
      written += 1;
      if (batch.length < 500) continue;
      await file.writev(batch);
      batch = [];
    }
    if (batch.length > 0) await file.writev(batch);
  } finally {
    await file.close();
  }
  return written;
}
