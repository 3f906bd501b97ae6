import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { manualClock } from "../../runtime/clock.ts";
import { boardChanges, changeKey } from "../web/live/board-changes.ts";
import { arrange, availableTotals, columnsOf, matchesSearch, needsAttention } from "../web/live/figures.ts";
import { callDurationText, clockText, durationText, numberText, roughDuration } from "../web/live/format.ts";
import { createRefresher } from "../web/live/refresher.ts";
import { concernText } from "../web/live/sentences.ts";
import { summarise } from "../web/live/summary.ts";
import { dictionaries } from "../web/live/texts.ts";
import type { Board } from "./board-schema.ts";
import { quietBoard, troubledBoard } from "./connector-double.ts";

const nowMs = Date.parse("2026-11-23T22:41:00Z");

test("ages use the largest unit that still tells something, and never grow when time is shorter", () => {
  assert.equal(durationText("fr", 12_400), "12\u00a0s");
  assert.equal(durationText("fr", 59_999), "59\u00a0s");
  assert.equal(durationText("en", 60_000), "1\u00a0min");
  assert.equal(durationText("fr", 47 * 3_600_000), "47\u00a0h");
  assert.equal(durationText("fr", 48 * 3_600_000), "2\u00a0j");
  assert.equal(durationText("en", 72 * 3_600_000), "3\u00a0d");
  assert.equal(durationText("en", -5), "0\u00a0s");
  const unitMs = { second: 1_000, minute: 60_000, hour: 3_600_000, day: 86_400_000 };
  const span = fc.integer({ min: 0, max: 1e10 });
  fc.assert(
    fc.property(span, span, (one, more) => {
      const lengthMs = (durationMs: number): number => {
        const { value, unit } = roughDuration(durationMs);
        return value * unitMs[unit];
      };
      assert.ok(lengthMs(one) <= lengthMs(one + more));
      assert.ok(lengthMs(one) <= one);
    }),
  );
});

test("numbers and times are written as in the country", () => {
  assert.equal(numberText("fr", 48_213), "48\u202f213");
  assert.equal(numberText("en", 48_213), "48,213");
  assert.equal(callDurationText("fr", 1_240), "1,2\u00a0s");
  assert.equal(callDurationText("en", 84.4), "84\u00a0ms");
  assert.equal(clockText("fr", nowMs, nowMs, "Europe/Paris"), "23:41:00");
  assert.match(clockText("en", nowMs - 86_400_000, nowMs, "Europe/Paris"), /^22 Nov 23:41:00$/);
});

test("available beds are summed by gender over every assignment, whatever the indicator is called", () => {
  const board = quietBoard(nowMs);
  const [place] = board.places;
  const [indicator] = place?.indicators ?? [];
  assert.ok(place && indicator);
  const row = (id: string, key: string, wanted: number | null, confirmed: number | null) => ({
    ...indicator,
    id,
    key,
    wanted,
    confirmed,
  });
  const one: Board = {
    ...board,
    places: [
      {
        ...place,
        indicators: [
          row("A", "02/01/01/-/-/-/01", 3, 3),
          row("B", "02/01/01/-/-/-/02", 2, 1),
          row("C", "02/01/02/-/-/-/01", null, 4),
          row("D", "02/01/03/-/-/-/01", 5, null),
          row("E", "02/03/01/-/-/-/01", 70, 70),
          row("F", "01/01/-/-/-/-/01", 80, 80),
        ],
      },
    ],
  };
  assert.deepEqual(availableTotals(one, "bed"), {
    women: { wanted: 5, confirmed: 4, unknown: 0 },
    men: { wanted: null, confirmed: 4, unknown: 1 },
    either: { wanted: 5, confirmed: null, unknown: 0 },
  });
  assert.equal(availableTotals(one, "place"), undefined);
  assert.deepEqual(columnsOf(one.places), ["women", "men", "either", "installed"]);
  const [shown] = one.places;
  assert.ok(shown);
  assert.deepEqual(
    arrange(shown).others.map((other) => other.id),
    ["B", "E"],
  );
});

test("places are found by any words of their name, and those in trouble stand out", () => {
  const { places } = troubledBoard(nowMs);
  const names = (search: string): number => places.filter((place) => matchesSearch(place, search)).length;
  assert.equal(names("geriatrique COURT"), 1);
  assert.equal(names("chx-2313"), 1);
  assert.equal(names("  "), 12);
  assert.equal(names("ophtalmologie"), 0);
  assert.equal(places.filter(needsAttention).length, 5);
});

test("a change is what a reader should notice: nothing at first, nothing when nothing moved", () => {
  const quiet = quietBoard(nowMs);
  assert.equal(boardChanges(null, quiet).size, 0);
  assert.equal(boardChanges(quiet, quiet).size, 0);
  const changes = boardChanges(quiet, troubledBoard(nowMs));
  assert.ok(changes.has(changeKey.figure("place-2", "DISP_F")));
  assert.ok(changes.has(changeKey.place("place-4")));
  assert.ok(changes.has(changeKey.total("bed", "women")));
  assert.ok(changes.has(changeKey.task("7")));
  assert.ok(!changes.has(changeKey.figure("place-2", "DISP_H")));
  assert.ok(!changes.has(changeKey.figure("place-1", "DISP_F")));
});

test("the board is read at most twice a second, and always once more after the last news", async () => {
  const step = fc.record({
    waitMs: fc.integer({ min: 0, max: 700 }),
    takesMs: fc.integer({ min: 0, max: 900 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
      const clock = manualClock(nowMs);
      const starts: number[] = [];
      let running = 0;
      let takesMs = 0;
      const refresher = createRefresher(
        () => {
          starts.push(clock.nowMs());
          running += 1;
          assert.equal(running, 1, "one at a time");
          return new Promise((resolve) => {
            clock.after(takesMs, () => {
              running -= 1;
              resolve();
            });
          });
        },
        500,
        clock,
      );
      let askedMs = 0;
      for (const one of steps) {
        takesMs = one.takesMs;
        refresher.ask();
        askedMs = clock.nowMs();
        for (let ms = 0; ms < one.waitMs; ms += 50) await advance(50);
      }
      for (let ms = 0; ms < 4_000; ms += 50) await advance(50);
      for (const [index, start] of starts.entries()) {
        assert.ok(index === 0 || start - (starts[index - 1] ?? 0) >= 500, "the gap is kept");
      }
      assert.ok((starts.at(-1) ?? 0) >= askedMs, "the last news was read");
      async function advance(byMs: number): Promise<void> {
        clock.advance(byMs);
        await new Promise((resolve) => setImmediate(resolve));
      }
    }),
    { numRuns: 50 },
  );
});

test("the end of a certificate is told on top of the page in its last thirty days, on its card before", () => {
  const board = quietBoard(nowMs);
  const [target] = board.targets;
  assert.ok(target);
  const certificate = {
    subjectDn: "CN=LITS",
    validTo: "2026-12-18T00:00:00Z",
    daysLeft: 25,
    notice: "due",
    successor: null,
  } as const;
  const said = (change: Partial<typeof target.certificate & object>): string[] => {
    const changed = { ...board, targets: [{ ...target, certificate: { ...certificate, ...change } }] };
    const summary = summarise(changed, { state: "up", sinceMs: nowMs }, nowMs, new Map());
    return summary.concerns.map((concern) => concernText(dictionaries.fr, concern));
  };
  assert.deepEqual(said({}), ["Le certificat de « ror » arrive à son terme dans 25\u00a0jours"]);
  assert.deepEqual(said({ daysLeft: 1 }), ["Le certificat de « ror » arrive à son terme dans 1\u00a0jour"]);
  assert.deepEqual(said({ daysLeft: 59 }), []);
  assert.deepEqual(said({ notice: "none", daysLeft: 900 }), []);
  assert.deepEqual(said({ notice: "expired", daysLeft: 0 }), [
    "Le certificat de « ror » est arrivé à son terme",
  ]);
  assert.deepEqual(said({ notice: "unreadable", validTo: null, daysLeft: null }), [
    "Le certificat de « ror » ne peut pas être lu",
  ]);
});
