import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { MovementFact } from "../../domain/movements/fact.ts";
import { parseStamp, type Stamp } from "../../domain/time/stamp.ts";
import { Feeds } from "../beds/feeds.ts";
import { connectorSettings } from "../settings.ts";
import { type ComputedPlace, computePlace } from "./compute-place.ts";

const at = (text: string): Stamp => {
  const stamp = parseStamp(text);
  assert.ok(stamp);
  return stamp;
};
const now = at("202611231200").ms;
const hourMs = 3_600_000;

function feedsWith(place: Record<string, unknown>): Feeds {
  return new Feeds(
    connectorSettings.parse({
      feeds: [{ name: "gam", silenceMaxMinutes: 120 }],
      targets: [
        { name: "ror", tokenUrl: "http://127.0.0.1:1", apiBase: "http://127.0.0.1:1", clientId: "x" },
      ],
      places: [
        {
          id: "p",
          idNatStruct: "1990000011",
          externalId: "P",
          target: "ror",
          feed: "gam",
          nature: "bed",
          source: "movements",
          sourceType: "02",
          units: [{ unit: "2310" }],
          genderRule: "rooms",
          freshnessMaxMinutes: 240,
          ...place,
        },
      ],
    }),
  );
}

function admission(visit: string, place: [string, string, string], sex: "F" | "M"): MovementFact {
  return {
    kind: "movement",
    arrival: 1,
    messageAt: at("202611231105"),
    controlId: visit,
    numbers: [`${visit}^X`],
    action: "insert",
    event: "A01",
    cancels: [],
    effectiveAt: at("202611231100"),
    patient: `P${visit}`,
    visit,
    sex,
    patientClass: "I",
    lodging: { unit: place[0], room: place[1], bed: place[2] },
    natures: "HMS",
  };
}

const beds = ["101/P", "101/F", "102/X"].map((text) => {
  const [room = "", bed = ""] = text.split("/");
  return { unit: "2310", room, bed, open: true };
});

function computed(
  feeds: Feeds,
  nowMs = now,
): ComputedPlace & { ids: Record<string, number>; codes: string[] } {
  const place = feeds.places.get("p");
  assert.ok(place);
  const result = computePlace(place, { groups: { extended: true }, eitherCode: "04" }, nowMs);
  return {
    ...result,
    ids: Object.fromEntries(result.rows.map((row) => [row.indicator.id, row.count])),
    codes: result.report.held.map((held) => held.code),
  };
}

function running(): Feeds {
  const feeds = feedsWith({});
  feeds.apply(
    {
      facts: [
        {
          feed: "gam",
          receivedAtMs: at("202611231106").ms,
          fact: admission("V1", ["2310", "101", "P"], "M"),
        },
      ],
      sheets: [
        {
          feed: "gam",
          receivedAtMs: now - 5 * hourMs,
          fingerprint: "x",
          content: { kind: "register", beds },
        },
      ],
      warmUpEnds: [{ feed: "gam", by: "test", atMs: now - hourMs }],
      revisions: new Map([["gam", 1]]),
    },
    now,
  );
  return feeds;
}

describe("what a place may send", () => {
  test("figures by the published procedure, dated by the message that brought the newest information", () => {
    const result = computed(running());
    assert.deepEqual(result.codes, []);
    const { INST, OCC, RES, DISP_F, DISP_H, DISP_X } = result.ids;
    assert.deepEqual([INST, OCC, RES, DISP_F, DISP_H, DISP_X], [3, 1, 0, 0, 1, 1]);
    assert.equal(result.updatedAtMs, at("202611231105").ms);
    assert.equal(result.report.why?.free.M[0]?.bed, "2310/101/F");
  });

  test("before the end of the warm-up only installed and closed leave", () => {
    const feeds = feedsWith({});
    feeds.apply(
      {
        facts: [],
        sheets: [{ feed: "gam", receivedAtMs: now, fingerprint: "x", content: { kind: "register", beds } }],
        warmUpEnds: [],
        revisions: new Map(),
      },
      now,
    );
    const result = computed(feeds);
    assert.deepEqual(result.codes, ["connector.warm-up"]);
    assert.ok("INST" in result.ids && !("DISP_X" in result.ids) && !("OCC" in result.ids));
  });

  test("a feed silent for longer than its limit sends no figure of patients, and the place wakes to say so", () => {
    const feeds = running();
    const silentFrom = at("202611231106").ms + 120 * 60_000;
    assert.equal(computed(feeds, silentFrom - 1).nextChangeMs, silentFrom);
    const result = computed(feeds, silentFrom);
    assert.deepEqual(result.codes, ["connector.feed-silent"]);
    assert.ok(!("OCC" in result.ids) && "INST" in result.ids);
  });

  test("without a register nothing is sent: installed 0 would be a lie", () => {
    const feeds = running();
    feeds.feed("gam").addSheet({ kind: "register", beds: [] }, now, now);
    const result = computed(feeds);
    assert.deepEqual([result.codes, result.rows.length], [["connector.no-register"], 0]);
  });

  test("figures typed by people: all units or none, and none once stale", () => {
    const feeds = feedsWith({ source: "figures", units: [{ unit: "2310" }, { unit: "2320" }] });
    const line = (unit: string): Parameters<ReturnType<Feeds["feed"]>["addSheet"]>[0] => ({
      kind: "figures",
      figures: [
        {
          unit,
          installed: 10,
          closedReactivable: 1,
          closedNotReactivable: 0,
          closedUnknown: 0,
          freeF: 1,
          freeM: 2,
          freeEither: 0,
          at: at("202611231000"),
        },
      ],
    });
    feeds.feed("gam").addSheet(line("2310"), now, now);
    assert.deepEqual(computed(feeds).codes, ["connector.no-figures"]);
    feeds.feed("gam").addSheet(line("2320"), now, now);
    const result = computed(feeds);
    assert.deepEqual([result.ids["INST"], result.ids["DISP_H"], result.ids["FERM_REA"]], [20, 4, 2]);
    assert.equal(result.rows[0]?.sourceType, "01");
    const staleMs = at("202611231000").ms + 240 * 60_000;
    assert.equal(result.nextChangeMs, staleMs);
    assert.deepEqual(
      [computed(feeds, staleMs).codes, computed(feeds, staleMs).rows.length],
      [["connector.figures-stale"], 0],
    );
  });

  test("a unit split by rooms between two places: each counts its own, nobody twice", () => {
    const feeds = new Feeds(
      connectorSettings.parse({
        feeds: [{ name: "gam" }],
        targets: [
          { name: "ror", tokenUrl: "http://127.0.0.1:1", apiBase: "http://127.0.0.1:1", clientId: "x" },
        ],
        places: [["101"], ["102"]].map((rooms, index) => ({
          id: `p${index}`,
          idNatStruct: "1990000011",
          externalId: `P${index}`,
          target: "ror",
          feed: "gam",
          nature: "bed",
          source: "movements",
          sourceType: "02",
          units: [{ unit: "2310", rooms }],
          genderRule: "rooms",
          freshnessMaxMinutes: 240,
        })),
      }),
    );
    feeds.apply(
      {
        facts: [
          { feed: "gam", receivedAtMs: now, fact: admission("V1", ["2310", "101", "P"], "M") },
          { feed: "gam", receivedAtMs: now, fact: admission("V2", ["2310", "102", "X"], "F") },
        ],
        sheets: [{ feed: "gam", receivedAtMs: now, fingerprint: "x", content: { kind: "register", beds } }],
        warmUpEnds: [{ feed: "gam", by: "test", atMs: now }],
        revisions: new Map(),
      },
      now,
    );
    const figures = [...feeds.places.values()].map((place) => {
      const { report } = computePlace(place, { groups: {}, eitherCode: "04" }, now);
      return [report.figures?.installed, report.figures?.occupied];
    });
    assert.deepEqual(figures, [
      [2, 1],
      [1, 1],
    ]);
  });
});
