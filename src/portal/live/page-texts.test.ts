import assert from "node:assert/strict";
import { test } from "node:test";
import { chooseLanguage, languages } from "../web/app/language.ts";
import { concernText, headline } from "../web/live/sentences.ts";
import { type Concern, type Link, summarise as summariseWith } from "../web/live/summary.ts";
import { dictionaries } from "../web/live/texts.ts";
import { trackUnsettled } from "../web/live/unsettled.ts";
import type { Board } from "./board-schema.ts";
import { before, quietBoard, troubledBoard } from "./connector-double.ts";

const nowMs = Date.parse("2026-11-23T22:41:00Z");
const up: Link = { state: "up", sinceMs: nowMs };

/** As seen by a page that was opened this moment. */
const summarise = (board: Board | null, link: Link, atMs: number) =>
  summariseWith(board, link, atMs, board === null ? new Map() : trackUnsettled(new Map(), board));

/** Paths of all texts, with what stands there: a text, or a function of so many parameters. */
function shape(value: unknown, path = ""): string[] {
  if (typeof value === "function") return [`${path}(${value.length})`];
  if (typeof value === "string") return [path];
  return Object.entries(value ?? {}).flatMap(([name, member]) => shape(member, `${path}/${name}`));
}

test("both languages have the same texts, none of them empty", () => {
  assert.deepEqual(shape(dictionaries.en).sort(), shape(dictionaries.fr).sort());
  for (const language of languages) assert.doesNotMatch(JSON.stringify(dictionaries[language]), /""/);
});

test("the language comes from the address, then the memory, then the browser, then is French", () => {
  assert.equal(chooseLanguage("?lang=en", "fr"), "en");
  assert.equal(chooseLanguage("?lang=de", "en"), "en");
  assert.equal(chooseLanguage("", null), "fr");
  assert.equal(chooseLanguage("", "klingon"), "fr");
});

test("a quiet night is one sentence", () => {
  const summary = summarise(quietBoard(nowMs), up, nowMs);
  assert.equal(summary.level, "good");
  assert.equal(
    headline(dictionaries.fr, summary),
    "Tout est à jour : 12\u00a0lieux, 96\u00a0chiffres confirmés",
  );
  assert.equal(headline(dictionaries.en, summary), "All up to date: 12 places, 96 figures confirmed");
});

test("a bad night names what is most serious first", () => {
  const summary = summarise(troubledBoard(nowMs), up, nowMs);
  assert.equal(summary.level, "blocked");
  assert.equal(headline(dictionaries.fr, summary), "1\u00a0lieu bloqué : action demandée (GRADeS)");
  assert.equal(headline(dictionaries.en, summary), "1 place blocked: action asked of the GRADeS");
  const kinds = summary.concerns.map((concern) => concern.kind);
  assert.deepEqual(kinds, ["parked", "refused", "silent", "warm-up", "held", "waiting"]);
  assert.equal(summary.tasks, 1);
});

test("figures on their way are not an alarm until ten seconds have passed", () => {
  const board = quietBoard(nowMs);
  const [place] = board.places;
  assert.ok(place);
  const waiting = (secondsAgo: number) => ({
    ...board,
    places: [
      {
        ...place,
        indicators: place.indicators.map((indicator, index) =>
          index < 3
            ? { ...indicator, status: "waiting" as const, wantedUpdatedAt: before(nowMs, secondsAgo - index) }
            : indicator,
        ),
      },
    ],
  });
  const fresh = summarise(waiting(3), up, nowMs);
  assert.deepEqual([fresh.level, fresh.concerns], ["good", [{ kind: "sending", figures: 3 }]]);
  const old = summarise(waiting(40), up, nowMs);
  assert.deepEqual(
    [old.level, old.concerns],
    ["waiting", [{ kind: "waiting", figures: 3, sinceMs: nowMs - 40_000 }]],
  );
  assert.equal(headline(dictionaries.fr, old), "3\u00a0chiffres attendent");
});

test("a figure that waits while its feed goes on talking grows older all the same", () => {
  const board = quietBoard(nowMs);
  const later = (secondsOn: number, status: "waiting" | "confirmed"): Board => ({
    ...board,
    at: before(nowMs, -secondsOn),
    places: board.places.map((place) => ({
      ...place,
      indicators: place.indicators.map((one) => ({
        ...one,
        wantedUpdatedAt: before(nowMs, -secondsOn),
        status: one.id === "DISP_F" && place.id === "place-1" ? status : "confirmed",
      })),
    })),
  });
  const first = trackUnsettled(new Map(), later(0, "waiting"));
  const second = trackUnsettled(first, later(30, "waiting"));
  const summary = summariseWith(later(30, "waiting"), up, nowMs + 31_000, second);
  assert.deepEqual(summary.concerns, [{ kind: "waiting", figures: 1, sinceMs: nowMs }]);
  const settled = trackUnsettled(second, later(40, "confirmed"));
  assert.equal(settled.size, 0);
  const again = trackUnsettled(settled, later(50, "waiting"));
  assert.deepEqual([...again.values()], [nowMs + 50_000]);
});

test("a cut connection comes before everything else, with or without a board", () => {
  for (const board of [null, troubledBoard(nowMs)]) {
    const summary = summarise(board, { state: "connector-down", sinceMs: nowMs - 5_000 }, nowMs);
    assert.equal(summary.level, "down");
    assert.equal(headline(dictionaries.fr, summary), "Le connecteur est injoignable");
  }
  assert.equal(summarise(null, up, nowMs).level, "loading");
  const empty = summarise({ ...quietBoard(nowMs), places: [] }, up, nowMs);
  assert.equal(headline(dictionaries.en, empty), "No place is declared in the connector");
});

test("each concern has a sentence of its own in both languages", () => {
  const concerns: Concern[] = [
    { kind: "portal-down", sinceMs: 0 },
    { kind: "connector-down", sinceMs: 0 },
    { kind: "not-understood", sinceMs: 0 },
    { kind: "target", name: "ror", state: "paused", sinceMs: null },
    { kind: "target", name: "ror", state: "broken", sinceMs: 0 },
    { kind: "parked", places: 2, audiences: ["grades", "establishment", "someone"] },
    { kind: "refused", figures: 2, audiences: [] },
    { kind: "silent", feeds: ["a", "b"], sinceMs: null },
    { kind: "warm-up", feeds: ["a"] },
    { kind: "held", figures: 3, places: 1 },
    { kind: "waiting", figures: 1, sinceMs: null },
    { kind: "sending", figures: 1 },
  ];
  for (const language of languages) {
    const sentences = concerns.map((concern) => concernText(dictionaries[language], concern));
    assert.equal(new Set(sentences).size, concerns.length);
    assert.ok(sentences[5]?.includes("someone"), "an audience unknown to the page is shown as it is");
  }
});
