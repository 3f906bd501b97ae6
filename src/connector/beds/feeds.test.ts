import assert from "node:assert/strict";
import { test } from "node:test";
import type { Fact } from "../../domain/movements/fact.ts";
import { parseStamp, type Stamp } from "../../domain/time/stamp.ts";
import { connectorSettings } from "../settings.ts";
import { Feeds } from "./feeds.ts";

const nowMs = Date.UTC(2026, 10, 20, 9, 0, 0);
const saidMs = nowMs - 60_000;

function stamp(): Stamp {
  const parsed = parseStamp(new Date(saidMs).toISOString());
  assert.ok(parsed);
  return parsed;
}

function feedsOfTwoPlaces(): Feeds {
  const place = (unit: string): unknown => ({
    id: unit,
    idNatStruct: "1990000011",
    externalId: unit,
    target: "ror",
    feed: "gam",
    nature: "bed",
    source: "movements",
    sourceType: "02",
    units: [{ unit }],
    genderRule: "rooms",
    freshnessMaxMinutes: 720,
  });
  const settings = connectorSettings.parse({
    feeds: [{ name: "gam" }],
    targets: [
      {
        name: "ror",
        tokenUrl: "https://auth.example.test/token",
        apiBase: "https://api.example.test",
        clientId: "essai",
      },
    ],
    places: [place("2310"), place("2320")],
  });
  return new Feeds(settings);
}

/** A message that no bed feels. */
const nothing: Fact = { kind: "none", arrival: 1, messageAt: stamp(), controlId: "1", trigger: "Z80" };
const census: Fact = {
  kind: "census",
  arrival: 0,
  messageAt: stamp(),
  controlId: "",
  at: stamp(),
  units: [],
  lines: [],
};

test("a feed that speaks again frees every place that its silence held back, whatever it speaks of", () => {
  const feeds = feedsOfTwoPlaces();
  const quiet = feeds.places.get("2320");
  assert.ok(quiet);
  quiet.silent = true;
  feeds.apply(
    {
      facts: [{ feed: "gam", receivedAtMs: nowMs, fact: nothing }],
      sheets: [],
      warmUpEnds: [],
      revisions: new Map(),
    },
    nowMs,
  );
  assert.deepEqual(feeds.takeDue(), ["2320"]);
});

test("a census is a word of its feed: it is heard at its receipt, dated when it was taken", () => {
  const feeds = feedsOfTwoPlaces();
  const sheet = {
    feed: "gam",
    receivedAtMs: nowMs,
    fingerprint: "1",
    content: { kind: "census", fact: census },
  } as const;
  feeds.apply({ facts: [], sheets: [sheet], warmUpEnds: [], revisions: new Map() }, nowMs);
  assert.equal(feeds.feed("gam").lastReceivedMs, nowMs);
  assert.equal(feeds.feed("gam").lastKnownMs, saidMs);
});
