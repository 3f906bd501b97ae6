import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { z } from "zod";
import { systemClock } from "../../../runtime/clock.ts";
import { exampleOptions, hospitalModel } from "../../../simulator/hospital.ts";
import { bedsSheet } from "../../../simulator/hospital-sheets.ts";
import { frameOf } from "../../../simulator/mllp-client.ts";
import { createStory } from "../../../simulator/story.ts";
import { demonstrationSettings } from "../../demonstration/settings.ts";
import { startNode } from "../child-process.ts";
import type { BenchContext } from "../context.ts";
import type { FigureSource, FigureSpec } from "../figure.ts";
import { dropSheet, inboxOf, nobody, startConnectorProcess } from "../line.ts";
import { mllpRate } from "../mllp-load.ts";
import { pause, type Rate } from "../numbers.ts";

const unit = "messages/s";
const many = 8;
/** Messages under way on each of the eight connections: a busy interface engine. */
const manyWindow = 8;
const day = 86_400_000;
/** The whole story lies in the past: movements of the future would be a load that no hospital has. */
const pastDays = 1000;

const figures: readonly FigureSpec[] = [
  {
    name: "mllp-one-connection",
    what: "MLLP received, committed and acknowledged, 1 connection, 1 message under way",
    unit,
    reference: { kind: "ceiling", name: "bare SQLite insert, one commit each", unit: "rows/s" },
    limit: "one connection that waits for each answer pays one synchronous commit per message",
  },
  {
    name: "mllp-eight-connections",
    what: "the same, 8 connections, 8 messages under way on each",
    unit,
    reference: { kind: "ceiling", name: "bare socket echo of the same frames", unit },
    aim: { of: "value", atLeast: 4000 },
    limit: "one core reads HL7, computes and writes SQLite in turn",
  },
  {
    name: "mllp-eight-p99",
    what: "time to the acknowledgement under that load, 99th percentile",
    unit: "ms",
    reference: { kind: "ceiling", name: "bare socket echo, p99", unit: "ms" },
    aim: { of: "value", atMost: 20 },
    limit: "messages wait for the commit before theirs and for computations between commits",
  },
  {
    name: "mllp-eight-and-disk",
    what: "the same throughput beside what the disk takes",
    unit,
    reference: { kind: "ceiling", name: "bare SQLite insert, 100 rows a commit", unit: "rows/s" },
    limit: "one core reads HL7, computes and writes SQLite in turn",
  },
  {
    name: "mllp-eight-and-peer",
    what: "the same throughput beside a server that stores nothing",
    unit,
    reference: { kind: "peer", name: "@medplum/hl7, acknowledging without storing", unit },
    limit: "the peer neither stores nor computes",
  },
];

/** MLLP receive, commit, acknowledge: real connector process, real files, real computation behind it. */
export const mllp: FigureSource = {
  figures,
  async measure(context) {
    const frames = simulatedFrames(context.pick(48_000, 10_000));
    const echo = await serverRate(context, "echo-server", frames);
    const peer = await serverRate(context, "medplum-server", frames);
    const disk = rawInserts(context, frames);
    const { one, eight } = await connectorRates(context, frames);
    const spread = (rate: Rate): Record<string, number> => ({
      messages: rate.count,
      p50Ms: rate.p50Ms,
      p99Ms: rate.p99Ms,
    });
    const peerRate = "skipped" in peer ? peer : peer.perSecond;
    const echoRate = "skipped" in echo ? echo : echo.perSecond;
    const echoP99 = "skipped" in echo ? echo : echo.p99Ms;
    const value = eight.perSecond;
    return [
      {
        name: "mllp-one-connection",
        value: one.perSecond,
        reference: disk.oneEach,
        details: spread(one),
      },
      { name: "mllp-eight-connections", value, reference: echoRate, details: spread(eight) },
      { name: "mllp-eight-p99", value: eight.p99Ms, reference: echoP99, details: { p50Ms: eight.p50Ms } },
      { name: "mllp-eight-and-disk", value, reference: disk.hundredEach },
      { name: "mllp-eight-and-peer", value, reference: peerRate },
    ];
  },
};

/** Messages of an invented hospital, each different, in its own order. */
function simulatedFrames(count: number): Uint8Array[] {
  const hospital = hospitalModel({ ...exampleOptions, startMs: systemClock.nowMs() - pastDays * day });
  const story = createStory({ hospital, seed: 1, messages: count });
  return [...story.messages]
    .filter((message) => message.expectAck === "AA")
    .map((message) => frameOf(message.bytes));
}

const Listening = z.union([z.object({ port: z.number() }), z.object({ skipped: z.string() })]);

async function serverRate(
  context: BenchContext,
  script: string,
  frames: readonly Uint8Array[],
): Promise<Rate | { skipped: string }> {
  const path = { "echo-server": new URL("../child/echo-server.ts", import.meta.url) }[script];
  const file = path ?? new URL("../child/medplum-server.ts", import.meta.url);
  const process = await startNode(context, file.pathname);
  const listening = Listening.parse(process.ready);
  if ("skipped" in listening) return listening;
  let next = 0;
  const rate = await mllpRate({
    host: "127.0.0.1",
    port: listening.port,
    connections: many,
    window: manyWindow,
    warmUpMs: 500,
    durationMs: context.pick(4000, 1000),
    nextFrame: () => frames[next++ % frames.length],
  });
  await process.stop();
  return rate;
}

async function connectorRates(
  context: BenchContext,
  frames: readonly Uint8Array[],
): Promise<{ one: Rate; eight: Rate }> {
  const hospital = hospitalModel(exampleOptions);
  const inbox = inboxOf(context);
  dropSheet(context, "beds.csv", bedsSheet(hospital));
  const settings = demonstrationSettings(hospital, { target: nobody, httpPort: 0, mllpPort: 0, inbox });
  const connector = await startConnectorProcess(context, settings);
  // The register is taken within two looks at the folder.
  await pause(2500);
  let next = 0;
  const load = (connections: number, window: number, durationMs: number): Promise<Rate> =>
    mllpRate({
      host: connector.host,
      port: connector.port,
      connections,
      window,
      warmUpMs: 500,
      durationMs,
      nextFrame: () => frames[next++],
      answerHolds: "MSA|AA|",
    });
  const one = await load(1, 1, context.pick(4000, 1000));
  const eight = await load(many, manyWindow, context.pick(6000, 1500));
  await connector.process.stop();
  return { one, eight };
}

/** The same bytes into one table of the same kind of file: WAL, every commit on disk. */
function rawInserts(
  context: BenchContext,
  frames: readonly Uint8Array[],
): { oneEach: number; hundredEach: number } {
  const database = new DatabaseSync(join(context.folder, "raw.db"));
  try {
    database.exec(
      "PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE frame (seq INTEGER PRIMARY KEY, body BLOB NOT NULL)",
    );
    const insert = database.prepare("INSERT INTO frame (body) VALUES (?)");
    const perSecond = (rowsPerCommit: number, durationMs: number): number => {
      const startMs = performance.now();
      let rows = 0;
      while (performance.now() - startMs < durationMs) {
        database.exec("BEGIN");
        for (let row = 0; row < rowsPerCommit; row += 1) insert.run(frames[rows++ % frames.length] ?? null);
        database.exec("COMMIT");
      }
      return (rows * 1000) / (performance.now() - startMs);
    };
    const durationMs = context.pick(2000, 600);
    return { oneEach: perSecond(1, durationMs), hundredEach: perSecond(100, durationMs) };
  } finally {
    database.close();
  }
}
