import { Feeds } from "../../../connector/beds/feeds.ts";
import { computePlace } from "../../../connector/indicators/compute-place.ts";
import { readFrame } from "../../../connector/receive/pam/read-frame.ts";
import { type ConnectorSettings, connectorSettings } from "../../../connector/settings.ts";
import type { Fact } from "../../../domain/movements/fact.ts";
import { defaultZone } from "../../../domain/time/stamp.ts";
import { systemClock } from "../../../runtime/clock.ts";
import { type HospitalModel, hospitalModel } from "../../../simulator/hospital.ts";
import { createStory } from "../../../simulator/story.ts";
import { demonstrationSettings } from "../../demonstration/settings.ts";
import type { FigureSource } from "../figure.ts";
import { nobody } from "../line.ts";
import { percentile } from "../numbers.ts";

const movementsCount = 60_000;
const singlesCount = 2_000;
const bedsCount = 1_500;
const unitsCount = 50;
/** As many as the journal gives back at once. */
const sliceFacts = 5_000;
/** The story of so many movements lasts about two weeks. */
const storyMs = 15 * 86_400_000;
const indicators = { groups: { core: true }, eitherCode: "04" } as const;

/** Figures of a large hospital from its movements alone, without a database. */
export const recompute: FigureSource = {
  figures: [
    {
      name: "recompute-hospital",
      what: "1,500 beds and 49 places computed anew from 60,000 movements",
      unit: "ms",
      reference: { kind: "ceiling", name: "reading the same facts as JSON", unit: "ms" },
      aim: { of: "value", atMost: 1000 },
      limit: "one core builds the index of movements, visits and identities",
    },
    {
      name: "recompute-one-movement",
      what: "one more movement until its places are computed, 95th percentile",
      unit: "ms",
      reference: { kind: "ceiling", name: "reading that message from its bytes, p95", unit: "ms" },
      aim: { of: "value", atMost: 1 },
      limit: "a place looks at all its beds, once more per instant at which it may change by itself",
    },
  ],
  async measure(context) {
    const startMs = systemClock.nowMs() - storyMs;
    const hospital = hospitalModel({ seed: 1, startMs, bedsCount, unitsCount });
    const settings = connectorSettings.parse(
      demonstrationSettings(hospital, { target: nobody, httpPort: 0, mllpPort: 0, inbox: context.folder }),
    );
    // A quick run reads a part and says what the whole would take at that rate.
    const count = context.pick(movementsCount, movementsCount / 4);
    const scale = movementsCount / count;
    const { facts, readMs } = readStory(hospital, count);
    const nowMs = facts.at(-1)?.messageAt.ms ?? startMs;
    const before = facts.slice(0, count);
    const texts = before.map((fact) => JSON.stringify(fact));
    const wholeMs: number[] = [];
    const ownMs: number[] = [];
    const jsonMs: number[] = [];
    let singlesMs: number[] = [];
    for (let round = 0; round < context.pick(4, 1); round += 1) {
      jsonMs.push(timed(() => texts.map((text): unknown => JSON.parse(text))).tookMs);
      const { result: feeds, tookMs, processorMs } = timed(() => whole(settings, hospital, before, nowMs));
      wholeMs.push(tookMs);
      ownMs.push(processorMs);
      singlesMs = facts.slice(count).map((fact) => timed(() => one(feeds, fact, nowMs)).tookMs);
    }
    return [
      {
        name: "recompute-hospital",
        value: Math.min(...wholeMs) * scale,
        reference: Math.min(...jsonMs) * scale,
        details: {
          processorMs: Math.min(...ownMs),
          worstMs: Math.max(...wholeMs),
          rounds: wholeMs.length,
          movements: count,
        },
      },
      {
        name: "recompute-one-movement",
        value: percentile(singlesMs, 0.95),
        reference: percentile(readMs, 0.95),
        details: {
          p50Ms: percentile(singlesMs, 0.5),
          p99Ms: percentile(singlesMs, 0.99),
          maxMs: percentile(singlesMs, 1),
        },
      },
    ];
  },
};

function timed<Result>(run: () => Result): { result: Result; tookMs: number; processorMs: number } {
  const before = process.cpuUsage();
  const beganMs = performance.now();
  const result = run();
  const tookMs = performance.now() - beganMs;
  const { user, system } = process.cpuUsage(before);
  return { result, tookMs, processorMs: (user + system) / 1000 };
}

function readStory(hospital: HospitalModel, count: number): { facts: Fact[]; readMs: number[] } {
  const story = createStory({ hospital, seed: 1, messages: count + singlesCount });
  const facts: Fact[] = [];
  const readMs: number[] = [];
  for (const { bytes, atMs } of story.messages) {
    const receivedAt = { text: "", ms: atMs, repeatedHour: false, dateOnly: false };
    const context = {
      zone: defaultZone,
      arrival: facts.length + 1,
      receivedAt,
      pseudonym: (_kind: string, number: string) => number,
      processingIds: ["P"],
    };
    const { result, tookMs } = timed(() => readFrame(bytes, context));
    readMs.push(tookMs);
    if (result.reading.outcome === "accepted") facts.push(result.reading.fact);
  }
  return { facts, readMs };
}

/** What a connector does at start, without its database. */
function whole(
  settings: ConnectorSettings,
  hospital: HospitalModel,
  facts: readonly Fact[],
  nowMs: number,
): Feeds {
  const feeds = new Feeds(settings);
  const [name = ""] = settings.feeds.map((feed) => feed.name);
  const beds = hospital.units.flatMap((unit) => unit.beds);
  feeds.apply(
    {
      facts: [],
      sheets: [{ feed: name, receivedAtMs: nowMs, fingerprint: "", content: { kind: "register", beds } }],
      warmUpEnds: [{ feed: name, by: "bench", atMs: nowMs }],
      revisions: new Map(),
    },
    nowMs,
  );
  feeds.unsettle(name);
  for (let start = 0; start < facts.length; start += sliceFacts) {
    const slice = facts.slice(start, start + sliceFacts);
    const read = slice.map((fact) => ({ feed: name, receivedAtMs: nowMs, fact }));
    feeds.apply({ facts: read, sheets: [], warmUpEnds: [], revisions: new Map() }, nowMs);
  }
  feeds.settle(name, nowMs);
  computeDue(feeds, nowMs);
  return feeds;
}

function one(feeds: Feeds, fact: Fact, nowMs: number): void {
  const [feed] = feeds.feeds();
  const name = feed?.settings.name ?? "";
  const facts = [{ feed: name, receivedAtMs: nowMs, fact }];
  feeds.apply({ facts, sheets: [], warmUpEnds: [], revisions: new Map() }, nowMs);
  computeDue(feeds, nowMs);
}

function computeDue(feeds: Feeds, nowMs: number): void {
  for (const id of feeds.takeDue()) {
    const place = feeds.places.get(id);
    if (place) computePlace(place, indicators, nowMs);
  }
}
